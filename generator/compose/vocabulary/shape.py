"""The shape of a table: rows of cells that fill its columns exactly, spans resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from generator import limits
from generator.compose.vocabulary.elements import VocabularyError, class_of, described

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


class Shape(NamedTuple):
    """A table: the widths of its columns in percent, its rows."""

    widths: list[float]
    rows: list[Row]


class _Hanging(NamedTuple):
    """A cell that reaches down: how wide it is, how many rows are to come."""

    span: int
    rows: int


def shape_of(table: etree._Element) -> Shape:
    """The shape of a table of the vocabulary.

    Raises ``VocabularyError`` where its cells do not fill its columns.
    """
    widths = [_width(column) for column in table.iterfind("colgroup/col")]
    if len(widths) > limits.TABLE_COLUMNS:
        what = f"表有 {len(widths)} 列，超过 {limits.TABLE_COLUMNS} 列的上限（分成几张表）"
        raise VocabularyError(what)
    if abs(sum(widths) - 100) > _TOLERANCE:
        raise VocabularyError(f"表的列宽合计为 {sum(widths):g}%，应为 100%")
    groups = table.iterchildren("thead", "tbody")
    rows = [row for group in groups for row in _rows(group, len(widths))]
    if not rows:
        raise VocabularyError("表没有一行")
    return Shape(widths, rows)


def _width(column: etree._Element) -> float:
    return float(column.get("style", "").removeprefix("width:").removesuffix("%"))


def _rows(group: etree._Element, columns: int) -> Iterator[Row]:
    hanging: dict[int, _Hanging] = {}
    for number, row in enumerate(group, start=1):
        try:
            cells = list(_fill(row, columns, hanging))
        except VocabularyError as error:
            part = "表头" if group.tag == "thead" else "表"
            raise VocabularyError(f"{part}的第 {number} 行{error}") from None
        yield Row(group.tag == "thead", class_of(row), cells)
    if hanging:
        raise VocabularyError("表的末行之下还有 rowspan 未尽的格")


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
                raise VocabularyError(f"只填到第 {column} 列，应有 {columns} 列")
            reach = _Hanging(int(source.get("colspan", 1)), int(source.get("rowspan", 1)) - 1)
            _check_room(source, column, reach.span, columns, hanging)
            yield Cell(column, reach.span, source, "restart" if reach.rows else "")
        if reach.rows:
            hanging[column] = reach
        column += reach.span
    if next(sources, None) is not None:
        raise VocabularyError(f"多于 {columns} 列")


def _check_room(
    source: etree._Element, column: int, span: int, columns: int, hanging: dict[int, _Hanging]
) -> None:
    if column + span > columns or any(place in hanging for place in range(column, column + span)):
        raise VocabularyError(f"的 {described(source)} 放不进第 {column + 1} 列起的 {span} 列")
