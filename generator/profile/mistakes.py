"""What is wrong with a profile beyond its shape: names in it that name nothing.

A query with a misspelt value would sum nothing and print zeros, so every name is looked up before
anything is rendered.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from generator.profile.datasets import DATASETS, DIMENSIONS
from generator.profile.query import Query, Value
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
Mistake = tuple[str, str]


def mistakes(data: ProfileData) -> Iterator[Mistake]:
    """Each mistake as the place in the profile and what is wrong there."""
    for name in FORMATS:
        if name not in data.formats:
            yield f"formats/{name}", "没有写；格式必须有 text、table、rate"
    yield from _comparisons(data.comparisons, data.formats)
    for name, figure in data.figures.items():
        yield from _queries(f"figures/{name}/sum", figure.sum, complete=True)
        yield from _queries(f"figures/{name}/prior", figure.prior, complete=True)
    ids = [table.id for table in data.tables]
    for name in data.print:
        yield from _known(f"print/{name}", "表", name, ids)
    for table in data.tables:
        yield from _table(f"tables/{table.id}", table, data)


def figure_mistakes(data: ProfileData, name: str, where: Mapping[str, Value]) -> Iterator[Mistake]:
    """What is wrong with asking for the figure ``name`` narrowed by ``where``."""
    yield from _known(f"figures/{name}", "指标", name, data.figures)
    if figure := data.figures.get(name):
        narrowed = tuple(query.narrowed(where) for query in figure.sum)
        yield from _queries(f"figures/{name}/sum", narrowed, complete=True)


def not_found(what: str, name: str, known: Collection[str]) -> str:
    """That there is no such name, with the nearest one or all that there are."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"是不是“{near[0]}”？" if near else f"可用：{'、'.join(known)}"
    return f"没有{what}“{name}”；{hint}"


def _known(place: str, what: str, name: str, known: Collection[str]) -> Iterator[Mistake]:
    if name not in known:
        yield place, not_found(what, name, known)


def _comparisons(
    comparisons: Mapping[str, Comparison], formats: Collection[str]
) -> Iterator[Mistake]:
    for name, comparison in comparisons.items():
        yield from _known(f"comparisons/{name}/format", "数字格式", comparison.format, formats)


# queries


def _queries(
    place: str, queries: tuple[Query, ...], *, complete: bool = False
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
                yield from _values(place, name, (value,) if isinstance(value, str) else value)


def _dimension_of(query: Query) -> str:
    return f"数据集“{query.dataset}”的维度" if query.dataset else "维度"


def _values(place: str, name: str, values: tuple[str, ...]) -> Iterator[Mistake]:
    known = DIMENSIONS[name].values
    for value in values if known else ():
        yield from _known(place, f"“{name}”的取值", value, known)


# tables


def _table(place: str, table: Table, data: ProfileData) -> Iterator[Mistake]:
    yield from _known(f"{place}/format", "数字格式", table.format, data.formats)
    yield from _queries(f"{place}/sum", table.sum, complete=True)
    if table.form:
        yield from _form(f"{place}/form", table.form, data)
        return
    blocks = table.blocks or [Block(columns=table.columns, rows=table.rows)]
    leaves = [leaf for block in blocks for leaf in _leaves(block.columns)]
    if not leaves or not all(block.rows for block in blocks):
        yield place, "要有 columns 和 rows，或者 blocks，或者 form"
    for block in blocks:
        yield from _columns(place, block.columns, data)
        for number, row in enumerate(block.rows, start=1):
            yield from _row(f"{place}/rows/{row.label or number}", row, data)
    if any(not 1 <= number <= len(leaves) for strip in table.strips for number in strip):
        yield f"{place}/strips", f"栏号应在 1 至 {len(leaves)} 之间"


def _leaves(columns: list[Column]) -> Iterator[Column]:
    for column in columns:
        yield from _leaves(column.columns) if column.columns else [column]


def _columns(place: str, columns: list[Column], data: ProfileData) -> Iterator[Mistake]:
    for column in _leaves(columns):
        here = f"{place}/columns/{column.label}"
        yield from _queries(f"{here}/sum", column.sum or ())
        if column.format:
            yield from _known(f"{here}/format", "数字格式", column.format, data.formats)


def _row(place: str, row: RowSpec, data: ProfileData) -> Iterator[Mistake]:
    yield from _queries(f"{place}/sum", row.sum or ())
    yield from _narrow(place, row.narrow)
    if row.subjects:
        yield from _queries(f"{place}/subjects/of", row.subjects.of)
    if row.categories:
        name = row.categories.list
        yield from _known(f"{place}/categories", "categories 里的", name, data.categories)


def _narrow(place: str, narrow: Mapping[str, str]) -> Iterator[Mistake]:
    for name in narrow:
        yield from _known(f"{place}/narrow", "维度", name, DIMENSIONS)


def _form(place: str, form: Form, data: ProfileData) -> Iterator[Mistake]:
    for spec in form.rows:
        lines = [[spec.side] if spec.side else [], spec.cells, *spec.lines]
        for cell in (cell for line in lines for cell in line):
            yield from _cell(place, cell, data)
        yield from _row_widths(place, spec, len(form.widths))


def _row_widths(place: str, spec: FormRows, width: int) -> Iterator[Mistake]:
    """Rows whose cells are not as many as the form's columns; not told where cells span rows."""
    side = spec.side.cols if spec.side else 0
    if any(cell.rows > 1 for line in spec.lines for cell in line):
        return
    for number, line in enumerate(spec.lines, start=1):
        yield from _row_width(f"{place}/lines/{number}", side + _cols(line), width)
    if spec.cells:
        branches = TREE_LEVELS if spec.tree else 0
        yield from _row_width(f"{place}/cells", side + branches + _cols(spec.cells), width)


def _cols(cells: Cells) -> int:
    return sum(cell.cols for cell in cells)


def _row_width(place: str, cols: int, width: int) -> Iterator[Mistake]:
    if cols != width:
        yield place, f"这一行（连同左边的）共 {cols} 列，widths 是 {width} 列"


def _cell(place: str, cell: FormCell, data: ProfileData) -> Iterator[Mistake]:
    if cell.amount:
        yield from _known(f"{place}/amount", "指标", cell.amount, data.figures)
    if cell.format:
        yield from _known(f"{place}/format", "数字格式", cell.format, data.formats)
    yield from _narrow(place, cell.narrow)
