"""What anyone may call from Python: load, check, render."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.disclosure import Disclosure, load
from generator.theme import load_theme
from generator.write import FORMATS, Timer, timed, write


def render(
    facts: Path | Disclosure,
    formats: Iterable[str] = ("pdf", "docx"),
    *,
    templates: Sequence[Path] = (),
    draft: bool = False,
    timer: Timer = lambda step, seconds: None,
) -> dict[str, bytes]:
    """The document of a facts file in each of ``formats`` (pdf, docx, html).

    Raises ``FindingsError`` where the facts are wrong, and other ``GongkaiError`` where the file,
    the profile or a template is.
    """
    unknown = set(formats) - set(FORMATS)
    if unknown:
        raise ValueError(f"unknown formats: {', '.join(sorted(unknown))}")
    with timed("读取", timer):
        disclosure = facts if isinstance(facts, Disclosure) else load(facts, templates)
    with timed("生成", timer):
        document = disclosure.compose(draft=draft)
    return write(document, load_theme(disclosure.profile.data.theme), formats, timer)


__all__ = ["Disclosure", "load", "render"]
