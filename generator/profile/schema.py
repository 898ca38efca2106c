"""What a profile declares: the form of a place and year as data.

Strings that hold ``{{ … }}`` are Jinja patterns over the facts and the profile's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator.findings import shortened
from generator.profile.query import Query
from generator.profile.values import Flag, Number, Whole

QUERY_SIGN = {"加": 1, "减": -1}


class Declaration(BaseModel):
    """A part of a profile; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def as_queries(value: Any) -> Any:
    """``{of: 支出, 支出性质: 基本支出}`` or a list of such, each with an optional ``sign: 减``."""
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list | tuple):
        raise _not_a_query(value)
    return tuple(part if isinstance(part, Query) else _query(part) for part in value)


def _query(part: Any) -> Query:
    if not isinstance(part, dict):
        raise _not_a_query(part)
    sign = part.get("sign", "加")
    if sign not in tuple(QUERY_SIGN):
        message = "sign 应写“加”或“减”，不是“{value}”"
        raise PydanticCustomError("sign", message, {"value": shortened(sign)})
    where = {name: _value(part[name]) for name in part if name not in ("of", "sign")}
    return Query.of(_value(part.get("of", ""), several=False), where, QUERY_SIGN[sign])


def _value(value: Any, *, several: bool = True) -> Any:
    """What a query asks of a dimension: a word, or where ``several`` are possible a list."""
    if isinstance(value, str):
        return value
    if several and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise _not_a_query(value)


def _not_a_query(value: Any) -> PydanticCustomError:
    what = shortened(value) if isinstance(value, str) else "…"
    message = "“{value}”不是查询；写成 {of: 数据集, 维度: 取值}，取值是一个词或几个词的列表"
    return PydanticCustomError("query", message, {"value": what})


def as_codes(value: Any) -> Any:
    """有数, 全部 or a list of codes."""
    if value in ("有数", "全部") or _is_texts(value):
        return value
    message = "应写“有数”“全部”，或者编码的列表"
    raise PydanticCustomError("codes", message)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


Queries = Annotated[tuple[Query, ...], BeforeValidator(as_queries)]
Texts = Annotated[list[str], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)]
Width = Annotated[Number, Field(ge=0.01, le=10_000)]
Span = Annotated[Whole, Field(ge=1, le=100)]


class NumberFormat(Declaration):
    """How a number prints.

    ``zero`` replaces a zero, ``tiny`` a number that is none but has no digit left when rounded;
    ``trim`` drops decimals that are zero.
    """

    unit: Literal["万元", "元"] = "万元"
    decimals: Annotated[Whole, Field(ge=0, le=6)] = 2
    thousands: Flag = False
    zero: str | None = None
    tiny: str | None = None
    trim: Flag = False


class Comparison(Declaration):
    """The wording of a comparison with last year, by its direction.

    The patterns know {变动} and {比率} (both without sign), {本年}, {上年} (amounts), {年}, {去年}.
    ``new`` is used where last year was zero, which has no rate; ``unrated`` (which knows {增减}
    too) where there is no rate for another reason; ``flat`` where nothing changed.
    """

    up: str
    down: str
    flat: str
    new: str | None = None
    unrated: str | None = None
    format: str = "text"

    @staticmethod
    def has_rate(pattern: str) -> bool:
        """Whether a pattern prints the rate of a change."""
        return "{比率}" in pattern


class FigureSpec(Declaration):
    """A figure that sentences name, with last year's counterpart."""

    sum: Queries
    prior: Queries = ()


class Column(Declaration):
    """A column: a group of ``columns``, or a leaf that shows a text or sums an amount.

    ``show`` is 编码, 名称, 标签, 类, 款, 项, 行次, 序号 or a key of a record; ``line`` is what the
    column says in the row of column numbers; ``width`` is relative to the other columns.
    """

    label: str = ""
    show: str | None = None
    sum: Queries | None = None
    columns: list[Column] = Field(default_factory=list)
    line: str | None = None
    width: Width | None = None
    align: Literal["left", "center", "right"] | None = None
    format: str | None = None


class Subjects(Declaration):
    """Rows for the subjects of a classification, at the levels named.

    ``codes`` is 有数 (those with an amount), 全部 (every code of the classification) or a list of
    codes; under ``within`` only codes below one of these.
    """

    classification: Literal["支出功能分类", "支出经济分类"]
    levels: list[Literal["类", "款", "项"]]
    codes: Annotated[Literal["有数", "全部"] | list[str], BeforeValidator(as_codes)] = "有数"
    within: list[str] = Field(default_factory=list)
    of: Queries = ()


class Categories(Declaration):
    """Rows for a list of expenditure categories with ordinals.

    ``ordinal`` is a pattern such as 「{}、」; ``show`` keeps all categories, or those with an
    amount, which are then numbered anew.
    """

    list: str
    ordinal: str = "{}、"
    show: Literal["全部", "有数"] = "全部"


class RowSpec(Declaration):
    """One row, or the rows of a source.

    A plain row has a ``label`` and, where it has amounts, a ``sum`` (``{}`` is the table's whole);
    with ``show: 有数`` it is printed where its sum is not zero.
    ``records`` is the path of a list of facts; ``narrow`` says which dimension of the sums takes
    which key of a record. ``fill`` marks where empty rows go until all blocks are of one height.
    """

    label: str | None = None
    into: str = "标签"
    sum: Queries | None = None
    total: Flag = False
    subjects: Subjects | None = None
    categories: Categories | None = None
    records: str | None = None
    narrow: dict[str, str] = Field(default_factory=dict)
    fill: Flag = False
    show: Literal["全部", "有数"] = "全部"


class Block(Declaration):
    """Columns with their rows; the blocks of a table stand side by side."""

    columns: list[Column]
    rows: list[RowSpec]
    first_line: Annotated[Whole, Field(ge=1, le=10_000)] = 1

    def paths(self) -> Iterator[list[Column]]:
        """Each column that prints cells, with the groups above it, from the top down."""
        return _paths(self.columns)

    def leaves(self) -> Iterator[Column]:
        """The columns that print cells."""
        return (path[-1] for path in self.paths())


def _paths(columns: Sequence[Column]) -> Iterator[list[Column]]:
    for column in columns:
        if column.columns:
            yield from ([column, *below] for below in _paths(column.columns))
        else:
            yield [column]


class FormCell(Declaration):
    """A cell of a form: a ``text``, what a key of the record says, or a named figure's amount.

    ``narrow`` says which dimension of the figure takes which key of the record.
    """

    text: str | None = None
    show: str | None = None
    amount: str | None = None
    narrow: dict[str, str] = Field(default_factory=dict)
    format: str | None = None
    label: Flag = False
    cols: Span = 1
    rows: Annotated[Whole, Field(ge=0, le=100)] = 1
    align: Literal["left", "center", "right"] | None = None


def as_cell(value: Any) -> Any:
    return {"text": value, "label": True} if isinstance(value, str) else value


Cells = list[Annotated[FormCell, BeforeValidator(as_cell)]]


class FormRows(Declaration):
    """Rows of a form: first ``lines`` of cells, then the rows of a source.

    The source is ``each`` (the key of a list: a row for every entry) or ``tree`` (the key of a tree
    of indicators: a row for every leaf, its branches merged downwards), with ``cells`` for what a
    row shows of its entry. With ``inner`` an entry of ``each`` has a row for every entry of that
    list of its own; its cells with ``rows: 0`` span them. ``side`` is a label left of all rows.
    """

    side: Annotated[FormCell, BeforeValidator(as_cell)] | None = None
    lines: list[Cells] = Field(default_factory=list)
    each: str | None = None
    inner: str | None = None
    tree: str | None = None
    cells: Cells = Field(default_factory=list)


class Form(Declaration):
    """A table of labels and values for one record (a project, a department)."""

    widths: Annotated[list[Width], Field(min_length=1, max_length=100)]
    rows: list[FormRows]


class Table(Declaration):
    """A statutory table: its name, lines above and below, and what fills it.

    ``empty`` is printed below a table without data (a form without indicators), ``note`` below
    every one. A table too wide for its page is cut into ``strips``: lists of the numbers (from 1)
    of the columns that each prints.
    """

    id: str
    title: str = ""
    heading: str = ""
    contents: str = ""
    number: str = ""
    orientation: Literal["portrait", "landscape"] = "portrait"
    look: Literal["grid", "wide", "dense", "form", "compact"] | None = None
    format: str = "table"
    sum: Queries = ()
    columns: list[Column] = Field(default_factory=list)
    rows: list[RowSpec] = Field(default_factory=list)
    blocks: list[Block] = Field(default_factory=list)
    form: Form | None = None
    note: Texts = Field(default_factory=list)
    empty: Texts = Field(default_factory=list)
    strips: list[list[Whole]] = Field(default_factory=list)

    @property
    def sides(self) -> list[Block]:
        """The blocks of the table, which is one block where it declares none."""
        return self.blocks or [Block(columns=self.columns, rows=self.rows)]


def as_years(value: Any) -> Any:
    """A year, two years with a hyphen, or a list of such, as ranges of years."""
    return tuple(map(_years, value if isinstance(value, list) else [value]))


def _years(value: Any) -> range:
    found = re.fullmatch(r"(20\d\d)(?:-(20\d\d))?", str(value))
    first, last = (int(year or found[1]) for year in found.groups()) if found else (1, 0)
    if first > last:
        message = "“{value}”应是一个年份，或“年份-年份”"
        raise PydanticCustomError("years", message, {"value": shortened(value)})
    return range(first, last + 1)


class Description(Declaration):
    """What ``gongkai profiles`` lists; ``years`` are those whose form it is, all where none."""

    title: str = Field(alias="名称")
    place: str = Field("", alias="地区")
    years: Annotated[tuple[range, ...], BeforeValidator(as_years)] = Field((), alias="年度")
    kinds: list[str] = Field(alias="文种")
    source: str = Field("", alias="依据")

    @property
    def told_years(self) -> str:
        """The years as they are read; empty where the form is of any year."""
        ends = ((years[0], years[-1]) for years in self.years)
        return "、".join(f"{a}" if a == b else f"{a}-{b}" for a, b in ends)


class ProfileData(Declaration):
    """profile.yaml, with what it inherits."""

    description: Description = Field(alias="说明")
    theme: str = "gbt9704"
    words: dict[str, Any] = Field(default_factory=dict)
    formats: dict[str, NumberFormat] = Field(default_factory=dict)
    comparisons: dict[str, Comparison] = Field(default_factory=dict)
    categories: dict[str, list[str]] = Field(default_factory=dict)
    operators: dict[str, str] = Field(default_factory=dict)
    vehicles: list[str] = Field(default_factory=list)
    personnel: list[str] = Field(default_factory=list)
    figures: dict[str, FigureSpec] = Field(default_factory=dict)
    tables: list[Table] = Field(default_factory=list)
    print: list[str] = Field(default_factory=list)
