"""Tables in a terminal whose columns stand in line though some letters are twice as wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

GAP = "  "


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A title, a header and rows; the first column to the left, the others to the right."""
    widths = [max(map(width, column)) for column in zip(header, *rows, strict=True)]
    rule = "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    return "\n".join([f"\n{title}", rule, *_lines([header, *rows], widths)])


def width(text: str) -> int:
    """Columns of the terminal that a text takes."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _lines(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for row in rows:
        cells = [
            _padded(text, size, not i)
            for i, (text, size) in enumerate(zip(row, widths, strict=True))
        ]
        yield GAP.join(cells).rstrip()


def _padded(text: str, size: int, left: bool) -> str:
    room = " " * (size - width(text))
    return text + room if left else room + text
