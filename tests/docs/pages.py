"""Marked blocks of the documentation, which tests run and compare."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCED = re.compile(
    r"(?:<!-- (?P<mark>[^\n]+) -->\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """The fenced blocks of a page: the comment above each, its language, its text."""
    found = FENCED.finditer(page.read_text(encoding="utf-8"))
    return [(block["mark"] or "", block["kind"], block["text"]) for block in found]


def marked(page: Path, example: str) -> dict[str, str]:
    """The blocks of an example by name: those below ``<!-- example name -->``."""
    return {
        mark.removeprefix(example).strip(): text
        for mark, _, text in blocks(page)
        if mark.startswith(f"{example} ")
    }
