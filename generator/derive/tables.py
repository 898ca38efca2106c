"""Facts and a table's declaration to a grid of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from generator import limits
from generator.codes import CLASSIFICATIONS, LEVELS
from generator.derive.figures import FigureBook
from generator.derive.grid import Align, Cell, Grid, Line
from generator.derive.ledger import Ledger
from generator.derive.numbers import print_figure
from generator.derive.published import plain_label
from generator.findings import Loc
from generator.profile import ProfileError
from generator.profile.query import Query
from generator.profile.schema import (
    Block,
    Categories,
    Column,
    NumberFormat,
    RowSpec,
    Subjects,
    Table,
)

CODE, NAME, LABEL, LINE_NUMBER, SERIAL = "编码", "名称", "标签", "行次", "序号"
CODE_PARTS = {"类": (0, 3), "款": (3, 5), "项": (5, 7)}
WIDTHS = {CODE: 11.0, NAME: 26.0, LABEL: 28.0, LINE_NUMBER: 6.0, SERIAL: 8.0}
AMOUNT_WIDTH = 13.0
ALIGN: dict[str, Align] = {CODE: "center", LINE_NUMBER: "center", SERIAL: "center"}
SUBJECT = "科目"


@dataclass(frozen=True)
class _Leaf:
    """A column that prints cells, with what it can be called and what its cells sum.

    ``queries`` remembers the table's and the column's queries combined with a row's.
    """

    column: Column
    names: tuple[str, str]
    queries: dict[tuple[Query, ...], tuple[Query, ...]] = field(default_factory=dict)

    def combined(self, table: Table, row: _Row) -> tuple[Query, ...]:
        found = self.queries.get(row.queries)
        if found is None:
            found = combined([table.sum, row.queries, self.column.sum or ()], {})
            self.queries[row.queries] = found
        return tuple(query.narrowed(row.where) for query in found) if row.where else found


@dataclass(frozen=True)
class _Row:
    """A row before its cells: the texts it can show, and the conditions of its sums."""

    texts: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, Any] | None = None
    queries: tuple[Query, ...] = ()
    total: bool = False
    lacks: Mapping[str, Loc] = field(default_factory=dict)  # what its record could hold

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the row can be called: its code, name or label; the plainest of the first last."""
        texts = [text for show, text in self.texts.items() if text and show not in CODE_PARTS]
        return (*texts, *map(plain_label, reversed(texts)))


class TableBuilder:
    """Derives tables of one document.

    ``text`` expands a pattern of the profile; ``name`` gives a subject's printed name;
    ``records`` gives the list of facts at a path.
    """

    def __init__(
        self,
        figures: FigureBook,
        formats: Mapping[str, NumberFormat],
        categories: Mapping[str, Sequence[str]],
        text: Callable[[str], str],
        name: Callable[[str, str], str],
        records: Callable[[str], list[dict[str, Any]]],
    ) -> None:
        self.figures = figures
        self.formats = formats
        self.categories = categories
        self.text = text
        self.name = name
        self.records = records

    def strips(self, table: Table) -> list[Grid]:
        """The grids of a table: one, or where it is too wide one for each strip."""
        if not table.strips:
            return [self.build(table)]
        leaves = list(_leaves(table.columns))
        wanted = [[leaves[number - 1] for number in strip] for strip in table.strips]
        return [
            self.build(table.model_copy(update={"columns": _pruned(table.columns, strip)}))
            for strip in wanted
        ]

    def build(self, table: Table) -> Grid:
        """The grid of a table that is declared by rows and columns."""
        blocks = blocks_of(table)
        leaves = [column for block in blocks for column in _leaves(block.columns)]
        empty = not filled(table, self.figures.ledger)
        return Grid(
            id=table.id,
            widths=_percent([column.width or _width(column) for column in leaves]),
            header=tuple(self._header([c for block in blocks for c in block.columns])),
            body=tuple(self._body(table, blocks)),
            look=table.look or "grid",
            notes=tuple(map(self.text, [*table.note, *(table.empty if empty else [])])),
            empty=empty,
        )

    def _body(self, table: Table, blocks: Sequence[Block]) -> Iterator[Line]:
        sides = [self._rows(table, block) for block in blocks]
        height = max(len(_without_fill(side)) for side in sides)
        padded = [_padded(side, height) for side in sides]
        leaves = [list(self._leaf_columns(block.columns)) for block in blocks]
        for index in range(height):
            cells = [
                cell
                for block, columns, side in zip(blocks, leaves, padded, strict=True)
                for cell in self._cells(table, columns, side[index], block.first_line + index)
            ]
            yield Line(tuple(cells), total=any(side[index].total for side in padded))

    # rows

    def _rows(self, table: Table, block: Block) -> list[_Row | None]:
        """The rows of a block; None stands for the place of the filling."""
        rows: list[_Row | None] = []
        for spec in block.rows:
            rows += [None] if spec.fill else self._source(table, block, spec)
            check_rows(table, len(rows))
        return rows

    def _source(self, table: Table, block: Block, spec: RowSpec) -> list[_Row]:
        if spec.subjects:
            return list(self._subjects(table, block, spec, spec.subjects))
        if spec.categories:
            return list(self._categories(table, spec, spec.categories))
        if spec.records is not None:
            return list(self._records(spec, spec.records))
        if spec.show == "有数" and not self._total(table, spec):
            return []
        where: dict[str, Any] | None = None if spec.sum is None else {}
        texts = {self.text(spec.into): self.text(spec.label or "")}
        return [_Row(texts, where, spec.sum or (), spec.total)]

    def _total(self, table: Table, spec: RowSpec) -> Decimal:
        queries = combined([table.sum, spec.sum or ()], {})
        return sum(map(self.figures.ledger.sum, queries), Decimal(0))

    def _subjects(
        self, table: Table, block: Block, spec: RowSpec, subjects: Subjects
    ) -> Iterator[_Row]:
        queries = [*_summed(table, block, [subjects.of or spec.sum or ()])]
        names = CLASSIFICATIONS[subjects.classification]()
        if isinstance(subjects.codes, list):
            codes = set(subjects.codes)
        elif subjects.codes == "全部":
            codes = set(names)
        else:
            lengths = [LEVELS[level] for level in subjects.levels]
            codes = {
                code
                for query in queries
                for length in lengths
                for code in self.figures.ledger.subjects(query, length)
            }
        lengths = [LEVELS[level] for level in subjects.levels]
        within = tuple(subjects.within)
        for code in sorted(codes):
            if len(code) in lengths and (not within or code.startswith(within)):
                texts = self._subject_texts(subjects.classification, code)
                yield _Row(texts, {SUBJECT: code}, spec.sum or ())

    def _subject_texts(self, classification: str, code: str) -> dict[str, str]:
        parts = {part: code[start:end] for part, (start, end) in CODE_PARTS.items()}
        return {CODE: code, NAME: self.name(classification, code), **parts}

    def _categories(self, table: Table, spec: RowSpec, shown: Categories) -> Iterator[_Row]:
        queries = combined([table.sum, spec.sum or ()], {})
        names = {
            self.name("支出功能分类", code): code
            for query in queries
            for code in self.figures.ledger.subjects(query, LEVELS["类"])
        }
        known = functional_categories()
        number = 0
        for label in self.categories[shown.list]:
            code = names.get(label) or known.get(label, "")
            where = {SUBJECT: code} if code else None
            if shown.show == "有数" and label not in names:
                continue
            number += 1
            texts = {LABEL: shown.ordinal.replace("{}", chinese(number)) + label}
            yield _Row(texts, where, spec.sum or ())

    def _records(self, spec: RowSpec, path: str) -> Iterator[_Row]:
        for number, record in enumerate(self.records(path), start=1):
            texts = {key: str(value) for key, value in record.items() if value is not None}
            if SUBJECT in texts:
                texts["科目名称"] = self.name("支出功能分类", texts[SUBJECT])
            where = {dim: texts[key] for dim, key in spec.narrow.items() if key in texts}
            summed = where if spec.sum is not None else None
            place: Loc = (*path.split("."), number - 1)
            lacks = {key: (*place, key) for key, value in record.items() if value is None}
            yield _Row({**texts, SERIAL: str(number)}, summed, spec.sum or (), lacks=lacks)

    # cells

    def _leaf_columns(self, columns: Sequence[Column]) -> Iterator[_Leaf]:
        for path in _paths(columns):
            labels = [self.text(part.label).strip("：:") for part in path if part.label]
            yield _Leaf(path[-1], (labels[-1] if labels else "", "·".join(labels)))

    def _cells(
        self, table: Table, leaves: Sequence[_Leaf], row: _Row, number: int
    ) -> Iterator[Cell]:
        for leaf in leaves:
            column = leaf.column
            if column.sum is not None:
                yield self._amount(table, leaf, row)
            elif column.show == LINE_NUMBER:
                yield Cell(str(number), "center")
            else:
                show = column.show or LABEL
                text = row.texts.get(show, "")
                align = column.align or ALIGN.get(show, "left")
                align = "center" if row.total and text else align
                yield Cell(text, align, lacks=row.lacks.get(show, ()))

    def _amount(self, table: Table, leaf: _Leaf, row: _Row) -> Cell:
        if row.where is None:
            return Cell("", "right")
        figure = self.figures.query(leaf.combined(table, row))
        text = self.figures.published.in_cell(table.id, row.names, leaf.names, figure.derived)
        if text is not None:
            figure = self.figures.as_published(figure, text)
        form = self.formats[leaf.column.format or table.format]
        return Cell(
            print_figure(figure, form),
            "right",
            figure=figure.key,
            row=row.names[-1] if row.names else "",
            column=leaf.names[1],
        )

    # header

    def _header(self, columns: Sequence[Column]) -> Iterator[Line]:
        depth = max(map(_depth, columns))
        for level in range(depth):
            yield Line(tuple(self._header_cells(columns, level, depth)))
        if any(column.line for column in _leaves(columns)):
            cells = (self.text(column.line or "") for column in _leaves(columns))
            yield Line(tuple(Cell(text, "center", label=True) for text in cells))

    def _header_cells(self, columns: Sequence[Column], level: int, depth: int) -> Iterator[Cell]:
        for column in columns:
            if level:
                yield from self._header_cells(column.columns, level - 1, depth - 1)
                continue
            cols = len(list(_leaves([column])))
            rows = 1 if column.columns else depth
            yield Cell(self.text(column.label), "center", cols, rows, label=True)


def blocks_of(table: Table) -> list[Block]:
    """The blocks of a table, which is one block where it declares none."""
    return table.blocks or [Block(columns=table.columns, rows=table.rows)]


def filled(table: Table, ledger: Ledger) -> bool:
    """Whether there are facts for anything that a table sums."""
    return not table.sum or any(
        ledger.has(query)
        for block in blocks_of(table)
        for query in _summed(table, block, [row.sum or () for row in block.rows])
    )


def _summed(table: Table, block: Block, rows: Sequence[tuple[Query, ...]]) -> Iterator[Query]:
    """What rows of a block sum, and what its columns add from other datasets."""
    for row in rows:
        base = [table.sum, row]
        yield from combined(base, {})
        for column in _leaves(block.columns):
            if any(query.dataset for query in column.sum or ()):
                yield from combined([*base, column.sum or ()], {})


def check_rows(table: Table, rows: int) -> None:
    """Raise ``ProfileError`` where a table has too many rows."""
    if rows > limits.TABLE_ROWS:
        what = f"表“{table.id}”超过 {limits.TABLE_ROWS:,} 行的上限（把数据分成几份文件）"
        raise ProfileError(what)


def combined(parts: Sequence[tuple[Query, ...]], where: Mapping[str, Any]) -> tuple[Query, ...]:
    """The queries of a cell: the table's, narrowed by its row's and then by its column's.

    A part that names a dataset replaces the dataset and keeps the conditions before it.
    """
    queries: tuple[Query, ...] = ()
    for part in parts:
        if any(query.dataset for query in part):
            kept = {name: value for query in queries for name, value in query.where}
            queries = tuple(Query.of(q.dataset, {**kept, **dict(q.where)}, q.sign) for q in part)
        elif part:
            queries = tuple(
                q.narrowed(dict(more.where))._replace(sign=q.sign * more.sign)
                for q in queries
                for more in part
            )
    return tuple(query.narrowed(where) for query in queries)


def functional_categories() -> dict[str, str]:
    """Code of each 类 of 支出功能分类 by its name."""
    subjects = CLASSIFICATIONS["支出功能分类"]().values()
    return {subject.name: subject.code for subject in subjects if len(subject.code) == 3}


DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")


def chinese(number: int) -> str:
    """1 to 9999 in Chinese figures, as ordinals are written (十一, 二十, 一百零五)."""
    text = ""
    digits = [int(digit) for digit in str(number)]
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        text += DIGITS[digit] + PLACES[place] if digit else DIGITS[0]
    text = re.sub(f"{DIGITS[0]}+", DIGITS[0], text).rstrip(DIGITS[0])
    return text.removeprefix("一") if text.startswith("一十") else text


def _leaves(columns: Sequence[Column]) -> Iterator[Column]:
    for column in columns:
        if column.columns:
            yield from _leaves(column.columns)
        else:
            yield column


def _pruned(columns: Sequence[Column], kept: Sequence[Column]) -> list[Column]:
    """The columns with only the leaves of ``kept``, and the groups above them."""
    pruned = []
    for column in columns:
        below = _pruned(column.columns, kept)
        if below:
            pruned.append(column.model_copy(update={"columns": below}))
        elif any(column is leaf for leaf in kept):
            pruned.append(column)
    return pruned


def _depth(column: Column) -> int:
    return 1 + max(map(_depth, column.columns), default=0)


def _width(column: Column) -> float:
    return WIDTHS.get(column.show or "", AMOUNT_WIDTH)


def _percent(widths: Sequence[float]) -> tuple[float, ...]:
    total = sum(widths)
    return tuple(round(width / total * 100, 3) for width in widths)


def _paths(columns: Sequence[Column]) -> Iterator[list[Column]]:
    for column in columns:
        if column.columns:
            for path in _paths(column.columns):
                yield [column, *path]
        else:
            yield [column]


def _without_fill(rows: Sequence[_Row | None]) -> list[_Row]:
    return [row for row in rows if row is not None]


def _padded(rows: Sequence[_Row | None], height: int) -> list[_Row]:
    missing = height - len(_without_fill(rows))
    blank = [_Row()] * missing
    if None not in rows:
        return [*_without_fill(rows), *blank]
    place = rows.index(None)
    return [*_without_fill(rows[:place]), *blank, *_without_fill(rows[place:])]
