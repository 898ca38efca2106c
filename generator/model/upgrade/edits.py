"""Changes to a text, by the marks of its YAML nodes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Edit(NamedTuple):
    """The characters from ``start`` to ``end`` become ``new``; ``words`` say so to a clerk."""

    start: int
    end: int
    new: str
    words: str


def offset(text: str, mark: Any) -> int:
    """Where a node's mark stands in the text."""
    start = 0
    for _ in range(mark.line):
        start = text.index("\n", start) + 1
    return start + int(mark.column)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits done; of several at one place (a node under several names) one."""
    for edit in sorted(dict.fromkeys(edits), reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text
