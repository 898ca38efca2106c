"""Printed tables as numbers: what each cell sums, and which sums hold which.

Whether one sum is a part of another is read from what the profile declares (the queries behind the
cells), never from labels, so that it holds for every form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from generator.check.holding import CODE_LENGTHS, Queries
from generator.derive.grid import Cell, Grid
from generator.derive.numbers import YUAN_PER_WAN, in_unit
from generator.derive.published import plain_label
from generator.derive.tables import blocks_of, combined
from generator.disclosure import Disclosure
from generator.profile.datasets import DATASETS
from generator.profile.query import Query
from generator.profile.schema import Column, NumberFormat, Table

HALF = Decimal("0.5")
YUAN_DECIMALS = 4
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed number: its line, its cell, its value in 万元 (None where words are printed).

    ``code`` is the subject whose row it stands in; ``declared`` marks a row that the profile names,
    ``total`` one that it calls a total.
    """

    line: int
    cell: Cell
    value: Decimal | None
    code: str
    declared: bool
    total: bool

    @property
    def where(self) -> str:
        """Row and column."""
        return "/".join(part for part in (self.cell.row, self.cell.column) if part)


@dataclass(frozen=True)
class Leaf:
    """A column of numbers: its block, its label, what it sums, how its numbers print."""

    block: int
    label: str
    queries: Queries
    form: NumberFormat
    entries: tuple[Entry, ...]

    @property
    def decimals(self) -> int:
        """How many decimals of an amount in 万元 are printed."""
        return self.form.decimals + (YUAN_DECIMALS if self.form.unit == "元" else 0)

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed decimal, in 万元."""
        return HALF.scaleb(-self.decimals)


class PrintedTable:
    """A table of rows and columns as it is printed.

    ``decimals`` is how many decimals the facts have, in 万元.
    """

    def __init__(
        self, disclosure: Disclosure, table: Table, grids: Sequence[Grid], decimals: int
    ) -> None:
        self.disclosure = disclosure
        self.id = table.id
        self.empty = grids[0].empty
        self.blocks = blocks_of(table)
        self._table = table
        self._grids = grids
        self._decimals = decimals

    @cached_property
    def leaves(self) -> list[Leaf]:
        """The columns of numbers, from left to right."""
        columns = [
            (
                block,
                column,
                self.disclosure.profile.data.formats[column.format or self._table.format],
            )
            for block, declared in enumerate(self.blocks)
            for column in _leaves(declared.columns)
        ]
        found: dict[int, list[Entry]] = {}
        for shown, grid in zip(self._strips(len(columns)), self._grids, strict=True):
            for number, line in enumerate(grid.body):
                for index, cell in zip(shown, line.cells, strict=True):
                    if cell.figure:
                        block, _, form = columns[index]
                        entry = self._entry(block, number, line.total, cell, form)
                        found.setdefault(index, []).append(entry)
        return [
            self._leaf(block, column, form, found[index])
            for index, (block, column, form) in enumerate(columns)
            if index in found
        ]

    @cached_property
    def exact(self) -> bool:
        """Whether every number prints in full, just as the facts give it."""
        kept = min((leaf.decimals for leaf in self.leaves), default=0)
        return not self.disclosure.document.published and self._decimals <= kept

    def queries(self, cell: Cell) -> Queries:
        """What a cell sums."""
        return self.disclosure.figures.queries[cell.figure]

    def derived(self, cell: Cell) -> Decimal:
        """What the facts give for a cell: exact, in 万元."""
        return sum(map(self.disclosure.figures.ledger.sum, self.queries(cell)), ZERO)

    def as_derived(self, leaf: Leaf, entry: Entry) -> bool:
        """Whether a cell prints what the facts give, and nothing that was published instead."""
        scale = YUAN_PER_WAN if leaf.form.unit == "元" else 1
        derived = in_unit(self.derived(entry.cell), leaf.form)
        return entry.value is not None and entry.value * scale == derived

    def _strips(self, columns: int) -> list[list[int]]:
        """The numbers (from 0) of the columns that each grid prints."""
        if self._table.strips:
            return [sorted(number - 1 for number in strip) for strip in self._table.strips]
        return [list(range(columns))]

    def _leaf(self, block: int, column: Column, form: NumberFormat, entries: list[Entry]) -> Leaf:
        queries = combined([self._table.sum, column.sum or ()], {})
        return Leaf(block, self.disclosure.text(column.label), queries, form, tuple(entries))

    def _entry(self, block: int, number: int, total: bool, cell: Cell, form: NumberFormat) -> Entry:
        declared, totals, subjects = self._labels[block]
        code = cell.row if subjects and _is_code(cell.row) else ""
        in_totals = total and cell.row in totals
        return Entry(number, cell, _value(cell, form), code, cell.row in declared, in_totals)

    @cached_property
    def _labels(self) -> list[tuple[set[str], set[str], bool]]:
        """For each block the labels of its declared rows and totals; whether it lists subjects."""
        text = self.disclosure.text
        found = []
        for block in self.blocks:
            rows = [row for row in block.rows if row.label is not None and row.sum is not None]
            labels = [plain_label(text(row.label or "")) for row in rows]
            totals = {label for label, row in zip(labels, rows, strict=True) if row.total}
            found.append((set(labels), totals, any(row.subjects for row in block.rows)))
        return found


def printed_tables(disclosure: Disclosure) -> Iterator[PrintedTable]:
    """The tables of rows and columns that the document prints with data, in print order."""
    if not disclosure.printed.places:
        return
    decimals = _decimals(disclosure)
    seen = set()
    for name, grids in disclosure.printed.sheets:
        table = disclosure.profile.table(name)
        if name not in seen and table.sum and not table.form and not grids[0].empty:
            seen.add(name)
            yield PrintedTable(disclosure, table, grids, decimals)


def _decimals(disclosure: Disclosure) -> int:
    """The most decimals that an amount of the facts has in 万元."""
    ledger = disclosure.figures.ledger
    amounts = {posting.amount for name in DATASETS for posting in ledger.postings(Query(name))}
    return max((-int(amount.normalize().as_tuple().exponent) for amount in amounts), default=0)


def _leaves(columns: Iterable[Column]) -> Iterator[Column]:
    for column in columns:
        if column.columns:
            yield from _leaves(column.columns)
        else:
            yield column


def _value(cell: Cell, form: NumberFormat) -> Decimal | None:
    """The printed amount in 万元; None where words are printed."""
    if cell.text == form.zero:
        return ZERO
    try:
        number = Decimal(cell.text.replace(",", ""))
    except InvalidOperation:
        return None
    return number / YUAN_PER_WAN if form.unit == "元" else number


def _is_code(text: str) -> bool:
    return len(text) in CODE_LENGTHS and text.isdigit()
