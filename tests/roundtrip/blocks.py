"""What a document is read into: paragraphs and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a heading, or a piece of one.

    `place` is the line, page or position it was read from. `joins` is true for a piece that may
    continue the piece before it. `number` is the page number of an entry of the contents list.
    """

    text: str
    place: int
    joins: bool = False
    number: str | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table. `broken` is true for the first row after a page break inside the table."""

    cells: tuple[str, ...]
    place: int
    broken: bool = False


@dataclass(frozen=True)
class Table:
    """The rows of one table; of merged cells the first has the text, the others are empty."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


def bare(text: str) -> str:
    """Takes a text, returns it without any white space."""
    return "".join(text.split())


def filled(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Takes cells, returns those that are not empty."""
    return tuple(cell for cell in cells if cell)
