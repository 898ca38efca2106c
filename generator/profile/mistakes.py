"""What is wrong with a profile beyond its shape: names in it that name nothing.

A query with a misspelt value would sum nothing and print zeros, so every name is looked up before
anything is rendered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator import limits
from generator.findings import Loc
from generator.nearest import not_found
from generator.profile.datasets import DATASETS, DIMENSIONS
from generator.profile.names import taken
from generator.profile.query import Query, Value, values_of
from generator.profile.schema import (
    Block,
    Cells,
    Column,
    Comparison,
    Form,
    FormCell,
    FormRows,
    ProfileData,
    RowSpec,
    Table,
)

FORMATS = ("text", "table", "rate")
TREE_LEVELS = 2
Mistake = tuple[Loc, str]


def mistakes(data: ProfileData) -> Iterator[Mistake]:
    """Each mistake as the place in the profile and what is wrong there."""
    for name in FORMATS:
        if name not in data.formats:
            yield ("formats", name), "没有写；格式必须有 text、table、rate"
    for name in data.words:
        if what := taken().get(name):
            yield ("words", name), f"“{name}”是{what}，不能再作词语的名字；换一个名字"
    yield from _comparisons(data.comparisons, data.formats)
    for name, figure in data.figures.items():
        yield from _queries(("figures", name, "sum"), figure.sum, complete=True)
        yield from _queries(("figures", name, "prior"), figure.prior, complete=True)
    ids = [table.id for table in data.tables]
    for index, name in enumerate(data.print):
        yield from _known(("print", index), "表", name, ids)
    for index, table in enumerate(data.tables):
        yield from _table(("tables", index), table, data)


def figure_mistakes(data: ProfileData, name: str, where: Mapping[str, Value]) -> Iterator[Mistake]:
    """What is wrong with asking for the figure ``name`` narrowed by ``where``."""
    yield from _known(("figures", name), "指标", name, data.figures)
    if figure := data.figures.get(name):
        narrowed = tuple(query.narrowed(where) for query in figure.sum)
        yield from _queries(("figures", name, "sum"), narrowed, complete=True)


def _known(place: Loc, what: str, name: str, known: Collection[str]) -> Iterator[Mistake]:
    if name not in known:
        yield place, not_found(what, name, known)


def _comparisons(
    comparisons: Mapping[str, Comparison], formats: Collection[str]
) -> Iterator[Mistake]:
    for name, comparison in comparisons.items():
        yield from _known(("comparisons", name, "format"), "数字格式", comparison.format, formats)
        if comparison.has_rate(comparison.up) and comparison.new is None:
            yield ("comparisons", name, "up"), "有 {比率} 的，要写 new：上年为零时没有比率可说"
        for key, pattern in (("new", comparison.new), ("unrated", comparison.unrated)):
            if comparison.has_rate(pattern or ""):
                yield ("comparisons", name, key), "上年不大于零，没有 {比率} 可说"


# queries


def _queries(
    place: Loc, queries: tuple[Query, ...], *, complete: bool = False
) -> Iterator[Mistake]:
    """``complete``: no dataset is inherited, so each query names its own."""
    for query in queries:
        if query.dataset or complete:
            yield from _known(place, "数据集", query.dataset, DATASETS)
        dataset = DATASETS.get(query.dataset)
        known = dataset.dimensions if dataset else tuple(DIMENSIONS)
        for name, value in query.where:
            if name not in known:
                yield from _known(place, _dimension_of(query), name, known)
            else:
                yield from _values(place, name, values_of(value))


def _dimension_of(query: Query) -> str:
    return f"数据集“{query.dataset}”的维度" if query.dataset else "维度"


def _values(place: Loc, name: str, values: tuple[str, ...]) -> Iterator[Mistake]:
    known = DIMENSIONS[name].values
    for value in values if known else ():
        yield from _known(place, f"“{name}”的取值", value, known)


# tables


def _table(place: Loc, table: Table, data: ProfileData) -> Iterator[Mistake]:
    yield from _known((*place, "format"), "数字格式", table.format, data.formats)
    yield from _queries((*place, "sum"), table.sum, complete=True)
    if table.form:
        yield from _form((*place, "form"), table.form, data)
        return
    leaves = 0
    for here, block in _blocks(place, table):
        columns = list(_leaves((*here, "columns"), block.columns))
        leaves += len(columns)
        if not columns or not block.rows:
            yield here, "要有 columns 和 rows，或者 blocks，或者 form"
        for at, column in columns:
            yield from _column(at, column, data)
        for index, row in enumerate(block.rows):
            yield from _row((*here, "rows", index), row, data)
        yield from _sums(here, table, block, [column for _, column in columns])
    yield from _bounded(place, "栏", leaves, limits.TABLE_COLUMNS, "分成几张表")
    strips = (*place, "strips")
    yield from _bounded(strips, "幅", len(table.strips), limits.TABLE_STRIPS, "减少几幅")
    if any(not 1 <= number <= leaves for strip in table.strips for number in strip):
        yield strips, f"栏号应在 1 至 {leaves} 之间"
    if any(len(strip) > leaves for strip in table.strips):
        yield strips, "一幅里同一栏不能印两次"


def _bounded(place: Loc, what: str, count: int, limit: int, advice: str) -> Iterator[Mistake]:
    if count > limit:
        yield place, f"有 {count} {what}，超过 {limit} {what}的上限（{advice}）"


def _sums(place: Loc, table: Table, block: Block, columns: Sequence[Column]) -> Iterator[Mistake]:
    """How many queries a cell adds up: as many as its table, its row and its column multiply to."""
    rows = max((len(row.sum or ()) for row in block.rows), default=1)
    cells = max((len(column.sum or ()) for column in columns), default=1)
    count = max(len(table.sum), 1) * max(rows, 1) * max(cells, 1)
    yield from _bounded(place, "个查询合在一格里", count, limits.TABLE_QUERIES, "减少 sum 的项数")


def _blocks(place: Loc, table: Table) -> Iterator[tuple[Loc, Block]]:
    if not table.blocks:
        yield place, Block(columns=table.columns, rows=table.rows)
    for index, block in enumerate(table.blocks):
        yield (*place, "blocks", index), block


def _leaves(place: Loc, columns: Sequence[Column]) -> Iterator[tuple[Loc, Column]]:
    for index, column in enumerate(columns):
        here = (*place, index)
        if column.columns:
            yield from _leaves((*here, "columns"), column.columns)
        else:
            yield here, column


def _column(place: Loc, column: Column, data: ProfileData) -> Iterator[Mistake]:
    yield from _queries((*place, "sum"), column.sum or ())
    if column.format:
        yield from _known((*place, "format"), "数字格式", column.format, data.formats)


def _row(place: Loc, row: RowSpec, data: ProfileData) -> Iterator[Mistake]:
    yield from _queries((*place, "sum"), row.sum or ())
    yield from _narrow(place, row.narrow)
    if row.subjects:
        yield from _queries((*place, "subjects", "of"), row.subjects.of)
    if row.categories:
        name = row.categories.list
        yield from _known((*place, "categories"), "categories 里的", name, data.categories)


def _narrow(place: Loc, narrow: Mapping[str, str]) -> Iterator[Mistake]:
    for name in narrow:
        yield from _known((*place, "narrow"), "维度", name, DIMENSIONS)


def _form(place: Loc, form: Form, data: ProfileData) -> Iterator[Mistake]:
    for index, spec in enumerate(form.rows):
        here = (*place, "rows", index)
        if spec.side:
            yield from _cell((*here, "side"), spec.side, data)
        for at, line in _lines(here, spec):
            for number, cell in enumerate(line):
                yield from _cell((*at, number), cell, data)
        yield from _row_widths(here, spec, len(form.widths))


def _lines(place: Loc, spec: FormRows) -> Iterator[tuple[Loc, Cells]]:
    for index, line in enumerate(spec.lines):
        yield (*place, "lines", index), line
    if spec.cells:
        yield (*place, "cells"), spec.cells


def _row_widths(place: Loc, spec: FormRows, width: int) -> Iterator[Mistake]:
    """Rows whose cells are not as many as the form's columns; where cells span rows, not more."""
    side = spec.side.cols if spec.side else 0
    spanned = any(cell.rows > 1 for line in spec.lines for cell in line)
    for here, line in _lines(place, spec):
        branches = TREE_LEVELS if spec.tree and line is spec.cells else 0
        cols = side + branches + sum(cell.cols for cell in line)
        if cols > width or (cols < width and not spanned):
            yield here, f"这一行（连同左边的）共 {cols} 列，widths 是 {width} 列"


def _cell(place: Loc, cell: FormCell, data: ProfileData) -> Iterator[Mistake]:
    if cell.amount:
        yield from _known((*place, "amount"), "指标", cell.amount, data.figures)
    if cell.format:
        yield from _known((*place, "format"), "数字格式", cell.format, data.formats)
    yield from _narrow(place, cell.narrow)
