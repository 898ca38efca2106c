"""Lines broken from no more text than they can hold.

For each line of a paragraph WeasyPrint lays out all that is left of it, where the text has nowhere
to break or the column is narrower than four characters: that grows with the square of the text.
``with_short_lookahead`` makes from WeasyPrint's function one that is given a piece of the text,
twice as much as long as what follows might still move the break.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

NARROWEST = 4  # so many of the narrowest letters are as wide as the type size
REACH = 32  # characters behind a break that may decide whether it is one


def with_short_lookahead(split_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """The function that finds the end of a line, which looks at little more than the line."""

    def short(text: str, style: Any, context: Any, width: Any, *more: Any, **named: Any) -> Any:
        size = REACH + _most_on_line(len(text), style, width)
        while size < len(text):
            found = split_first_line(text[:size], style, context, width, *more, **named)
            _, _, resume_at, *_ = found
            if resume_at is not None and resume_at <= len(text[: size - REACH].encode()):
                return found
            size *= 2
        return split_first_line(text, style, context, width, *more, **named)

    return short


def _most_on_line(whole: int, style: Any, width: float | None) -> int:
    """How many characters a line holds at the most: all where nothing limits it."""
    size = style["font_size"]
    if width is None or not size or width >= whole * size:
        return whole
    return int(max(width, 0) / size * NARROWEST)
