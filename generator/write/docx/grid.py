"""An HTML table as rows of cells that fill its columns, spans resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from generator.write.docx.errors import TableShapeError
from generator.write.vocabulary import class_of, described

_WIDTH = re.compile(r"\s*width:\s*(\d+(?:\.\d+)?)%\s*;?\s*")
# By how much the widths of a table may miss 100 %.
_TOLERANCE = 0.5


class Cell(NamedTuple):
    """A cell in its place; without ``source`` it goes on under the cell above.

    ``merge`` is ``restart`` where a cell over several rows begins and ``continue`` below it.
    """

    column: int
    span: int
    source: etree._Element | None
    merge: str = ""


class Row(NamedTuple):
    """A row: in ``thead`` or not, its class, its cells from left to right."""

    header: bool
    kind: str
    cells: list[Cell]


class Grid(NamedTuple):
    """A table: the widths of its columns in percent, its rows."""

    widths: list[float]
    rows: list[Row]


class _Hanging(NamedTuple):
    """A cell that reaches down: how wide it is, how many rows are to come."""

    span: int
    rows: int


def read_grid(table: etree._Element) -> Grid:
    """The table's grid; raises ``TableShapeError`` where its cells do not fill it."""
    widths = _read_widths(table)
    rows: list[Row] = []
    for group in table:
        if group.tag != "colgroup":
            rows += _read_group(group, len(widths))
    if not rows:
        raise TableShapeError(f"{_place(table)}没有一行")
    return Grid(widths, rows)


def column_edges(widths: list[float], total: int) -> list[int]:
    """The edges of the columns in twips from the left; the last is ``total`` exactly."""
    whole = sum(widths)
    edges, reached = [0], 0.0
    for width in widths:
        reached += width
        edges.append(round(total * reached / whole))
    return edges


def _read_widths(table: etree._Element) -> list[float]:
    widths = []
    for column in table.iterfind("colgroup/col"):
        match = _WIDTH.fullmatch(column.get("style", ""))
        if not match:
            raise TableShapeError(f"{described(column)}：列宽应写作 width:…%")
        widths.append(float(match[1]))
    if abs(sum(widths) - 100) > _TOLERANCE:
        raise TableShapeError(f"{_place(table)}的列宽合计为 {sum(widths):g}%，应为 100%")
    return widths


def _read_group(group: etree._Element, columns: int) -> Iterator[Row]:
    hanging: dict[int, _Hanging] = {}
    for row in group:
        yield Row(group.tag == "thead", class_of(row), list(_fill(row, columns, hanging)))
    if hanging:
        raise TableShapeError(f"{_place(group)}的末行之下还有 rowspan 未尽的格")


def _fill(row: etree._Element, columns: int, hanging: dict[int, _Hanging]) -> Iterator[Cell]:
    """The row's cells; ``hanging`` is read for the cells from above and left for the next row."""
    column = 0
    sources = iter(row)
    while column < columns:
        above = hanging.pop(column, None)
        if above:
            yield Cell(column, above.span, None, "continue")
            reach = above._replace(rows=above.rows - 1)
        else:
            source = next(sources, None)
            if source is None:
                raise TableShapeError(f"{_place(row)}只填到第 {column} 列，应有 {columns} 列")
            reach = _Hanging(_number(source, "colspan"), _number(source, "rowspan") - 1)
            _check_room(source, column, reach.span, columns, hanging)
            yield Cell(column, reach.span, source, "restart" if reach.rows else "")
        if reach.rows:
            hanging[column] = reach
        column += reach.span
    if next(sources, None) is not None:
        raise TableShapeError(f"{_place(row)}多于 {columns} 列")


def _check_room(
    source: etree._Element, column: int, span: int, columns: int, hanging: dict[int, _Hanging]
) -> None:
    taken = any(place in hanging for place in range(column, column + span))
    if column + span > columns or taken:
        raise TableShapeError(f"{_place(source)}放不进第 {column + 1} 列起的 {span} 列")


def _number(cell: etree._Element, attribute: str) -> int:
    value = cell.get(attribute, "1")
    if not value.isdecimal() or int(value) < 1:
        raise TableShapeError(f"{described(cell)}：{attribute} 应是正整数")
    return int(value)


def _place(element: etree._Element) -> str:
    line = f"（第 {element.sourceline} 行）" if element.sourceline else ""
    return f"{described(element)}{line}"
