"""Printed tables as numbers: what each cell sums, and which sums hold which.

Whether one sum is a part of another is read from what the profile declares (the queries behind the
cells), never from labels, so that it holds for every form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.derive.figures import Figure
from generator.derive.grid import Cell, Grid
from generator.derive.layout import Layout, Leaf, Row
from generator.derive.rounding import rounded
from generator.disclosure import Disclosure
from generator.profile.datasets import DATASETS
from generator.profile.query import Queries, Query

HALF = Decimal("0.5")
YUAN_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed number: its line, its cell with its figure and its row in the layout, its value in
    万元 (None where words are printed)."""

    line: int
    cell: Cell
    figure: Figure
    row: Row
    value: Decimal | None


@dataclass(frozen=True)
class Column:
    """A column of numbers, as it is laid out, with what it sums and its numbers."""

    leaf: Leaf
    queries: Queries
    entries: tuple[Entry, ...]

    @property
    def decimals(self) -> int:
        """How many decimals of an amount in 万元 are printed."""
        form = self.leaf.form
        return form.decimals + (YUAN_DECIMALS if form.unit == "元" else 0)

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed decimal, in 万元."""
        return HALF.scaleb(-self.decimals)

    def as_derived(self, entry: Entry) -> bool:
        """Whether a cell prints what the facts give, and nothing that was published instead."""
        return entry.value == rounded(entry.figure.derived, self.decimals)


class PrintedTable:
    """A table of rows and columns as it is printed.

    ``decimals`` is how many decimals the facts have, in 万元.
    """

    def __init__(
        self, disclosure: Disclosure, layout: Layout, grids: Sequence[Grid], decimals: int
    ) -> None:
        self.disclosure = disclosure
        self.layout = layout
        self._grids = grids
        self._decimals = decimals

    @property
    def id(self) -> str:
        return self.layout.table.id

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of numbers, from left to right."""
        found: dict[Leaf, list[Entry]] = {}
        for grid in self._grids:
            for number, line in enumerate(grid.body):
                for cell in line.cells:
                    if cell.figure and cell.row and cell.column:
                        entry = Entry(number, cell, cell.figure, cell.row, cell.printed)
                        found.setdefault(cell.column, []).append(entry)
        return [
            Column(leaf, leaf.summed(Row()), tuple(found[leaf]))
            for leaf in self.layout.leaves
            if leaf in found
        ]

    @cached_property
    def exact(self) -> bool:
        """Whether every number prints in full, just as the facts give it."""
        kept = min((column.decimals for column in self.columns), default=0)
        return not self.disclosure.document.published and self._decimals <= kept


def printed_tables(disclosure: Disclosure) -> Iterator[PrintedTable]:
    """The tables of rows and columns that the document prints with data, in print order."""
    decimals = _decimals(disclosure)
    for grids in disclosure.printed.tables.values():
        layout = grids[0].layout
        if layout and layout.table.sum and not grids[0].empty:
            yield PrintedTable(disclosure, layout, grids, decimals)


def _decimals(disclosure: Disclosure) -> int:
    """The most decimals that an amount of the facts has in 万元."""
    ledger = disclosure.figures.ledger
    amounts = {posting.amount for name in DATASETS for posting in ledger.postings(Query(name))}
    return max((-int(amount.normalize().as_tuple().exponent) for amount in amounts), default=0)
