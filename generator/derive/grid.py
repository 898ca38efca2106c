"""A table as it is printed: cells with spans, each number with its figure, its row and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from generator.derive.figures import Figure
from generator.derive.layout import Layout, Leaf, Row
from generator.derive.numbers import printed_value
from generator.findings import Loc

Align = Literal["left", "center", "right"]


class Cell(NamedTuple):
    """One printed cell; ``label`` marks a header inside the body.

    A number has its ``figure``, and the row and the column of the layout that it stands in.
    ``lacks`` is the place in the facts of what it would show and nobody typed.
    """

    text: str = ""
    align: Align = "left"
    cols: int = 1
    rows: int = 1
    label: bool = False
    figure: Figure | None = None
    row: Row | None = None
    column: Leaf | None = None
    lacks: Loc = ()

    @property
    def printed(self) -> Decimal | None:
        """The number that is printed, rounded, in 万元; None where there is none."""
        if self.figure is None or self.column is None:
            return None
        return printed_value(self.figure, self.column.form)

    @property
    def where(self) -> str:
        """The names of the row and of the column."""
        return "/".join(one.name for one in (self.row, self.column) if one and one.name)


@dataclass(frozen=True)
class Line:
    """A row of cells; a cell covered by a span from the left or above is left out."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Grid:
    """A derived table: widths in percent of the whole, header rows, body rows, notes below.

    ``layout`` is that of the whole table; a form has none.
    """

    id: str
    widths: tuple[float, ...]
    header: tuple[Line, ...]
    body: tuple[Line, ...]
    look: str = "grid"
    notes: tuple[str, ...] = field(default=())
    empty: bool = False
    layout: Layout | None = None
