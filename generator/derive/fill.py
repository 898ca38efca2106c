"""A layout with its amounts: the grids of a table, one for each strip where it is too wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from generator.derive.figures import FigureBook
from generator.derive.grid import Align, Cell, Grid, Line
from generator.derive.layout import (
    CODE,
    LABEL,
    LINE_NUMBER,
    NAME,
    SERIAL,
    Layout,
    Leaf,
    Row,
    has_facts,
)
from generator.derive.numbers import print_figure
from generator.profile.schema import Column

WIDTHS = {CODE: 11.0, NAME: 26.0, LABEL: 28.0, LINE_NUMBER: 6.0, SERIAL: 8.0}
AMOUNT_WIDTH = 13.0
ALIGN: dict[str, Align] = {CODE: "center", LINE_NUMBER: "center", SERIAL: "center"}
Text = Callable[[str], str]


def fill(layout: Layout, figures: FigureBook, text: Text) -> list[Grid]:
    """The grids of a table; ``text`` expands a pattern of the profile."""
    table = layout.table
    empty = not has_facts(table, figures.ledger)
    notes = tuple(map(text, [*table.note, *(table.empty if empty else [])]))
    return [
        Grid(
            id=table.id,
            widths=percent([_width(leaf.column) for leaf in strip]),
            header=tuple(_header(strip, text)),
            body=tuple(_body(layout, strip, figures)),
            look=table.look or "grid",
            notes=notes,
            empty=empty,
            layout=layout,
        )
        for strip in layout.strips
    ]


def percent(widths: Sequence[float]) -> tuple[float, ...]:
    """Widths in percent of the whole."""
    total = sum(widths)
    return tuple(round(width / total * 100, 3) for width in widths)


def _width(column: Column) -> float:
    return column.width or WIDTHS.get(column.show or "", AMOUNT_WIDTH)


# body


def _body(layout: Layout, strip: Sequence[Leaf], figures: FigureBook) -> Iterator[Line]:
    sides = layout.sides
    for index, rows in enumerate(zip(*(side.rows for side in sides), strict=True)):
        cells = [
            _amount(layout.table.id, leaf, rows[leaf.side], figures)
            if leaf.column.sum is not None
            else _text(leaf.column, rows[leaf.side], sides[leaf.side].first_line + index)
            for leaf in strip
        ]
        yield Line(tuple(cells), total=any(row.total for row in rows))


def _text(column: Column, row: Row, number: int) -> Cell:
    if column.show == LINE_NUMBER:
        return Cell(str(number), "center")
    show = column.show or LABEL
    text = row.shown.texts.get(show, "")
    align = "center" if row.total and text else column.align or ALIGN.get(show, "left")
    return Cell(text, align, lacks=(row.lacks or {}).get(show, ()))


def _amount(table: str, leaf: Leaf, row: Row, figures: FigureBook) -> Cell:
    if row.where is None:
        return Cell("", "right")
    figure = figures.in_cell(leaf.summed(row), table, row.shown.names, leaf.names)
    text = print_figure(figure, leaf.form)
    return Cell(text, "right", figure=figure, row=row, column=leaf)


# header


def _header(leaves: Sequence[Leaf], text: Text) -> Iterator[Line]:
    depth = max(len(leaf.path) for leaf in leaves)
    for level in range(depth):
        yield Line(tuple(_header_cells(leaves, level, depth, text)))
    if any(leaf.column.line for leaf in leaves):
        cells = (text(leaf.column.line or "") for leaf in leaves)
        yield Line(tuple(Cell(text, "center", label=True) for text in cells))


def _header_cells(leaves: Sequence[Leaf], level: int, depth: int, text: Text) -> Iterator[Cell]:
    """The labels of a level: a group spans its columns, a column reaches down to the body."""
    below = (leaf for leaf in leaves if len(leaf.path) > level)
    for _, group in groupby(below, lambda leaf: id(leaf.path[level])):
        first, *others = group
        reach = depth - level if len(first.path) == level + 1 else 1
        label = text(first.path[level].label)
        yield Cell(label, "center", 1 + len(others), reach, label=True)
