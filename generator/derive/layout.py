"""A table's declaration and labels as a layout: rows × columns that know what their cells sum.

A layout has no amounts. Each row and each column is one object, which the cells that are filled in
keep: what a number stands for is never told from its labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from generator import limits
from generator.codes import CLASSIFICATIONS, LEVELS
from generator.derive.ledger import Ledger
from generator.derive.numbers import chinese
from generator.derive.published import plain_label
from generator.findings import Loc
from generator.profile import ProfileError
from generator.profile.datasets import DATASETS
from generator.profile.query import Queries, Query, combined
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
SUBJECT = "科目"


class Shown(NamedTuple):
    """The texts that a row can show, by what shows them, and the names by which it is called."""

    texts: Mapping[str, str]
    names: tuple[str, ...]

    @staticmethod
    def of(texts: Mapping[str, str]) -> Shown:
        """The names are the row's code, name or label; the plainest of the first is the last."""
        named = [text for show, text in texts.items() if text and show not in CODE_PARTS]
        return Shown(texts, (*named, *map(plain_label, reversed(named))))


NOTHING = Shown({}, ())


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A row before its cells: what it shows, and the conditions of its sums.

    ``code`` is the subject that it lists; ``declared`` marks one that the profile names; ``lacks``
    are the places of what its record could hold and nobody typed. Without ``where`` it has no sums.
    """

    shown: Shown = NOTHING
    where: Mapping[str, Any] | None = None
    queries: Queries = ()
    total: bool = False
    code: str = ""
    declared: bool = False
    lacks: Mapping[str, Loc] | None = None

    @property
    def name(self) -> str:
        """What the row is called in messages."""
        return self.shown.names[-1] if self.shown.names else ""


@dataclass(frozen=True, eq=False)
class Leaf:
    """A column that prints cells: how its numbers print, the declared columns from the top of its
    ``side`` down to its own with their labels, and what the ``table`` sums."""

    form: NumberFormat
    path: tuple[Column, ...] = ()
    labels: tuple[str, ...] = ()
    table: Queries = ()
    side: int = 0
    _summed: dict[Queries, Queries] = field(default_factory=dict, repr=False)

    @property
    def column(self) -> Column:
        return self.path[-1]

    @cached_property
    def name(self) -> str:
        """What the column is called in messages."""
        return "·".join(self.labels)

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the column can be called: by its own label, or by all of them."""
        return self.labels[-1] if self.labels else "", self.name

    def summed(self, row: Row) -> Queries:
        """What the cell in ``row`` sums."""
        found = self._summed.get(row.queries)
        if found is None:
            found = combined([self.table, row.queries, self.column.sum or ()])
            self._summed[row.queries] = found
        return tuple(query.narrowed(row.where) for query in found) if row.where else found


@dataclass(frozen=True)
class Side:
    """A block: its columns, and its rows, padded to the height of the table."""

    leaves: tuple[Leaf, ...]
    rows: tuple[Row, ...]
    first_line: int


@dataclass(frozen=True)
class Layout:
    """A table without its amounts: its sides, and for each strip the columns that it prints."""

    table: Table
    sides: tuple[Side, ...]
    strips: tuple[tuple[Leaf, ...], ...]

    @property
    def leaves(self) -> list[Leaf]:
        """All columns that print cells, from left to right."""
        return [leaf for side in self.sides for leaf in side.leaves]


class LayoutBuilder:
    """Lays out tables of one document.

    ``text`` expands a pattern of the profile; ``name`` gives a subject's printed name;
    ``records`` gives the list of facts at a path. Of the ``ledger`` it asks only which subjects
    there are.
    """

    def __init__(
        self,
        ledger: Ledger,
        formats: Mapping[str, NumberFormat],
        categories: Mapping[str, Sequence[str]],
        text: Callable[[str], str],
        name: Callable[[str, str], str],
        records: Callable[[str], list[dict[str, Any]]],
    ) -> None:
        self.ledger = ledger
        self.formats = formats
        self.categories = categories
        self.text = text
        self.name = name
        self.records = records
        self._subject_rows: dict[tuple[str, str], tuple[Shown, Mapping[str, str]]] = {}

    def layout(self, table: Table) -> Layout:
        """The layout of a table that is declared by rows and columns."""
        blocks = table.sides
        rows = [self._rows(table, block) for block in blocks]
        height = max(len(_without_fill(side)) for side in rows)
        sides = tuple(
            Side(tuple(self._leaves(table, n, block)), _padded(rows[n], height), block.first_line)
            for n, block in enumerate(blocks)
        )
        leaves = [leaf for side in sides for leaf in side.leaves]
        strips = table.strips or [list(range(1, len(leaves) + 1))]
        printed = ([leaf for n, leaf in enumerate(leaves, start=1) if n in s] for s in strips)
        return Layout(table, sides, tuple(map(tuple, printed)))

    def _leaves(self, table: Table, number: int, block: Block) -> Iterator[Leaf]:
        for path in block.paths():
            labels = [self.text(part.label).strip("：:") for part in path if part.label]
            form = self.formats[path[-1].format or table.format]
            yield Leaf(form, tuple(path), tuple(labels), table.sum, number)

    # rows

    def _rows(self, table: Table, block: Block) -> list[Row | None]:
        """The rows of a block; None stands for the place of the filling."""
        rows: list[Row | None] = []
        for spec in block.rows:
            rows += [None] if spec.fill else self._source(table, block, spec)
            check_rows(table, len(rows))
        return rows

    def _source(self, table: Table, block: Block, spec: RowSpec) -> list[Row]:
        if spec.subjects:
            return list(self._subjects(table, block, spec, spec.subjects))
        if spec.categories:
            return list(self._categories(table, spec, spec.categories))
        if spec.records is not None:
            return list(self._records(spec, spec.records))
        queries = combined([table.sum, spec.sum or ()])
        if spec.show == "有数" and not sum(map(self.ledger.sum, queries)):
            return []
        where: dict[str, Any] | None = None if spec.sum is None else {}
        shown = Shown.of({self.text(spec.into): self.text(spec.label or "")})
        return [Row(shown, where, spec.sum or (), spec.total, declared=True)]

    def _subjects(
        self, table: Table, block: Block, spec: RowSpec, subjects: Subjects
    ) -> Iterator[Row]:
        queries = [*_summed(table, block, [subjects.of or spec.sum or ()])]
        names = CLASSIFICATIONS[subjects.classification]()
        lengths = [LEVELS[level] for level in subjects.levels]
        if isinstance(subjects.codes, list):
            codes = set(subjects.codes)
        elif subjects.codes == "全部":
            codes = set(names)
        else:
            codes = {
                code
                for query in queries
                for length in lengths
                for code in self.ledger.subjects(query, length)
            }
        within = tuple(subjects.within)
        for code in sorted(codes):
            if len(code) in lengths and (not within or code.startswith(within)):
                shown, where = self._subject(subjects.classification, code)
                yield Row(shown, where, spec.sum or (), code=code)

    def _subject(self, classification: str, code: str) -> tuple[Shown, Mapping[str, str]]:
        """What the rows of a subject show in every table, and to what they narrow their sums."""
        found = self._subject_rows.get((classification, code))
        if found is None:
            parts = {part: code[start:end] for part, (start, end) in CODE_PARTS.items()}
            texts = {CODE: code, NAME: self.name(classification, code), **parts}
            found = self._subject_rows[classification, code] = Shown.of(texts), {SUBJECT: code}
        return found

    def _categories(self, table: Table, spec: RowSpec, shown: Categories) -> Iterator[Row]:
        queries = combined([table.sum, spec.sum or ()])
        names = {
            self.name("支出功能分类", code): code
            for query in queries
            for code in self.ledger.subjects(query, LEVELS["类"])
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
            yield Row(Shown.of(texts), where, spec.sum or ())

    def _records(self, spec: RowSpec, path: str) -> Iterator[Row]:
        for number, record in enumerate(self.records(path), start=1):
            texts = {key: str(value) for key, value in record.items() if value is not None}
            if SUBJECT in texts:
                texts["科目名称"] = self.name("支出功能分类", texts[SUBJECT])
            where = {dim: texts[key] for dim, key in spec.narrow.items() if key in texts}
            summed = where if spec.sum is not None else None
            place: Loc = (*path.split("."), number - 1)
            lacks = {key: (*place, key) for key, value in record.items() if value is None}
            shown = Shown.of({**texts, SERIAL: str(number)})
            yield Row(shown, summed, spec.sum or (), lacks=lacks)


def has_facts(table: Table, ledger: Ledger) -> bool:
    """Whether a table has something to show: an amount, or a place for one that nobody typed."""
    queries = [
        query
        for block in table.sides
        for query in _summed(table, block, [row.sum or () for row in block.rows])
    ]
    # what is not in a list is nothing; of a group it may have been forgotten
    known = [q for q in queries if not DATASETS[q.dataset].group or ledger.has(q)]
    return not table.sum or not known or any(map(ledger.has_amount, queries))


def declared_queries(table: Table) -> Iterator[Query]:
    """What the cells of a table sum as it is declared, whatever rows its sources give."""
    for block in table.sides:
        for row in block.rows:
            for column in block.leaves():
                summed = row.sum is not None or row.subjects or row.categories
                if column.sum is not None and summed:
                    yield from combined([table.sum, row.sum or (), column.sum])


def _summed(table: Table, block: Block, rows: Sequence[Queries]) -> Iterator[Query]:
    """What rows of a block sum, and what its columns add from other datasets."""
    for row in rows:
        base = [table.sum, row]
        yield from combined(base)
        for column in block.leaves():
            if any(query.dataset for query in column.sum or ()):
                yield from combined([*base, column.sum or ()])


def check_rows(table: Table, rows: int) -> None:
    """Raise ``ProfileError`` where a table has too many rows."""
    if rows > limits.TABLE_ROWS:
        what = f"表“{table.id}”超过 {limits.TABLE_ROWS:,} 行的上限（把数据分成几份文件）"
        raise ProfileError(what)


def functional_categories() -> dict[str, str]:
    """Code of each 类 of 支出功能分类 by its name."""
    subjects = CLASSIFICATIONS["支出功能分类"]().values()
    return {subject.name: subject.code for subject in subjects if len(subject.code) == 3}


def _without_fill(rows: Sequence[Row | None]) -> list[Row]:
    return [row for row in rows if row is not None]


def _padded(rows: Sequence[Row | None], height: int) -> tuple[Row, ...]:
    blank = [Row()] * (height - len(_without_fill(rows)))
    place = rows.index(None) if None in rows else len(rows)
    return (*_without_fill(rows[:place]), *blank, *_without_fill(rows[place:]))
