"""A table as it is printed: cells with spans, each number with the key of its figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from generator.findings import Loc

Align = Literal["left", "center", "right"]


class Cell(NamedTuple):
    """One printed cell; ``label`` marks a header inside the body.

    ``figure`` is the key of its number, ``row`` and ``column`` the names by which it is pointed at.
    ``lacks`` is the place in the facts of what it would show and nobody typed.
    """

    text: str = ""
    align: Align = "left"
    cols: int = 1
    rows: int = 1
    figure: str = ""
    label: bool = False
    row: str = ""
    column: str = ""
    lacks: Loc = ()


@dataclass(frozen=True)
class Line:
    """A row of cells; a cell covered by a span from the left or above is left out."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Grid:
    """A derived table: widths in percent of the whole, header rows, body rows, notes below."""

    id: str
    widths: tuple[float, ...]
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    look: str = "grid"
    notes: tuple[str, ...] = field(default=())
    empty: bool = False
