"""Facts and profile to the HTML of the document, tables still in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup, escape

from generator import limits
from generator.compose.figures import FigureValue
from generator.compose.folders import FolderLoader
from generator.compose.places import key_with
from generator.compose.sandbox import (
    Absences,
    Budget,
    MisuseError,
    Sandbox,
    explained,
)
from generator.compose.sandbox.budget import CELL, FIGURE, NEW_FIGURE, PRINTING, TABLE
from generator.compose.sandbox.values import name, number
from generator.compose.sheets import Sheet, Tables, cell_count
from generator.compose.text import Patterns
from generator.derive.comparing import wording_of
from generator.derive.derived import Derived
from generator.derive.figures import Figure
from generator.derive.numbers import chinese, print_amount, print_figure, print_number
from generator.derive.tables import TableBuilder
from generator.profile.query import Value
from generator.profile.schema import NumberFormat, Table

TEXT_FORMAT = "text"
MAIN_TEMPLATE = "document.html"
TITLE = "{{ 标题 }}"
SLOT = re.compile(r"{(\w+)}")  # of a comparison's wording


class Composed(NamedTuple):
    """What templates have written, and what they used: the tables whose places are in it, the
    figures that they asked for, what was not typed."""

    html: str
    title: str
    tables: Tables
    figures: tuple[Figure, ...]
    absences: Absences


class Composer:
    """Fills a profile's templates with what is ``derived``.

    What it learns while it does (what was not typed, what was done) is its own: another one of the
    same document gives the same.
    """

    def __init__(self, derived: Derived) -> None:
        self.profile = derived.profile
        self.derived = derived
        self.absences = Absences()
        self.budget = Budget()
        self.patterns = Patterns(self.profile.data.words, derived.seen, self.absences, self.budget)
        self.context = self.patterns.context
        self._builder = TableBuilder(derived, self.patterns, self.context)
        self._tables = Tables(self.budget)
        self._items = cache(derived.items)
        self._classes = cache(derived.classes)
        self._figures: dict[Any, FigureValue] = {}
        self._sheets: dict[str, Sheet] = {}

    def compose(self) -> Composed:
        """The document's HTML. Raises ``TemplateError`` where a template cannot be filled."""
        names = {*self.context, *self._functions, "namespace"}
        sandbox = self.sandbox()
        try:
            html = sandbox.get_template(MAIN_TEMPLATE).render(sandbox.seen(self.context))
        except Exception as error:
            raise explained(error, MAIN_TEMPLATE, names) from error
        figures = tuple(value.figure for value in self._figures.values())
        return Composed(html, self.patterns(TITLE), self._tables, figures, self.absences)

    @property
    def _functions(self) -> dict[str, Callable[..., Any]]:
        return {
            "数": self.figure,
            "表": self.sheet,
            "项级": self.items,
            "经济科目": self.classes,
        }

    def sandbox(self) -> Sandbox:
        """Where its templates run, with all that they may call."""
        return Sandbox(
            self.absences,
            self.budget,
            autoescape=True,
            loader=FolderLoader(self.profile.folders),
            functions=self._functions,
            filters={
                "金额": self.amount,
                "比较": self.compare,
                "占比": self.share,
                "序号": ordinal,
                "数字": self.number,
            },
        )

    def _format(self, form: Any) -> NumberFormat:
        return self.profile.number_format(name(form))

    # functions

    def figure(self, figure: Any, /, **where: Any) -> FigureValue:
        """A figure that the profile names, narrowed by dimensions."""
        self.budget.pay(FIGURE)
        narrowed = {dimension: _value(value) for dimension, value in where.items()}
        key = name(figure)
        asked = (key, *sorted(narrowed.items(), key=lambda pair: pair[0]))
        if asked not in self._figures:
            self.budget.pay(NEW_FIGURE + self.derived.cost(key, narrowed))
            self._figures[asked] = FigureValue(self.derived.figure(key, narrowed))
        return self._figures[asked]

    def sheet(self, table: Any, record: Any = None, /) -> Sheet:
        """A table of the profile; a form is filled with ``record`` (all facts where none)."""
        self.budget.pay(FIGURE)
        declared = self.profile.table(name(table))
        if declared.form:
            return self._sheet(declared, _record(record))
        if declared.id not in self._sheets:
            self._sheets[declared.id] = self._sheet(declared, {})
        return self._sheets[declared.id]

    def _sheet(self, declared: Table, record: Mapping[str, Any]) -> Sheet:
        grids = self._builder.grids(declared.id, record)
        self.budget.pay(TABLE + CELL * sum(map(cell_count, grids)))
        return Sheet(declared, grids, self.patterns, self._tables)

    def items(self, fund: Any, by: Any = "科目", /) -> list[dict[str, Any]]:
        """The functional items paid from a fund."""
        self.budget.pay(FIGURE)
        return self._items(name(fund), name(by))

    def classes(self, kind: Any, /) -> list[str]:
        """The names of the economic classes of 人员经费 or 公用经费."""
        self.budget.pay(FIGURE)
        return self._classes(name(kind))

    # filters

    def amount(self, figure: Any, form: str = TEXT_FORMAT) -> Markup:
        """A figure in a sentence."""
        self.budget.pay(PRINTING)
        found = _figure(figure)
        text = print_figure(found, self._format(form))
        return Markup(f'<data value="{escape(found.key)}">{escape(text)}</data>')

    def number(self, value: Any, form: str = TEXT_FORMAT) -> str:
        """A number that is no figure of the accounts (a percentage, a score)."""
        return print_number(Decimal(number(value)), self._format(form))

    def share(self, part: Any, whole: Any, form: str = "rate") -> Markup | str:
        """``part`` in percent of ``whole``, which is to be something."""
        self.budget.pay(PRINTING)
        for value in (part, whole):
            if not _figure(value).typed:
                return self.amount(value)
        share = _figure(part).share_of(_figure(whole))
        if share is None:
            problem = f"“{_figure(whole).name}”是零，“{_figure(part).name}”没有占它的比例可说"
            mend = "核对这个数；没有错的，格式里这一句先用 if 问它是不是零"
            return escape(self.absences.add(problem, (), mend))
        return print_number(share, self._format(form))

    def compare(self, value: Any, words: Any) -> Markup:
        """The comparison with last year in the wording ``words`` of the profile."""
        self.budget.pay(FIGURE)
        figure = _figure(value)
        wording = self.profile.comparison(name(words))
        if not figure.typed:
            return self.amount(value)
        if figure.prior is None or figure.change is None:
            where = f"（{figure.lacking}）" if figure.lacking else ""
            problem = f"“{figure.name}”没有上年数{where}，不能作比较"
            return escape(self.absences.add(problem, ("上年",)))
        form = self._format(wording.format)
        pattern = wording_of(figure, wording, form)
        if pattern is None:
            problem = f"“{figure.name}”的上年数不大于零，没有增减的比率可说"
            mend = "核对本年数和上年数；没有错的，在格式的这一种说法里写 unrated"
            return escape(self.absences.add(problem, ("上年",), mend))
        rate = Decimal(0) if pattern == wording.flat else figure.rate or Decimal(0)
        parts = {
            "增减": "增加" if figure.change > 0 else "减少",
            "变动": print_amount(abs(figure.change), form),
            "比率": print_number(abs(rate), self._format("rate")),
            "本年": print_figure(figure, form),
            "上年": print_amount(figure.prior, form),
            "年": str(self.context["年度"]),
            "去年": str(self.context["上年度"]),
        }

        def filled(slot: re.Match[str]) -> str:
            key = slot[1]
            if key not in parts:
                return slot[0]
            shown = escape(parts[key])
            marked = f'<data value="{escape(key_with(figure, key))}">{shown}</data>'
            return marked if key in ("变动", "比率") else shown

        return Markup(SLOT.sub(filled, escape(pattern)))


def ordinal(value: Any, like: Any) -> str:
    """A number in an ordinal pattern: 「（一）」, 「一、」, 「1.」 show how."""
    whole, pattern = number(value), name(like)
    if not isinstance(whole, int) or not 1 <= whole <= limits.ORDINAL:
        raise MisuseError(f"序号只能是 1 至 {limits.ORDINAL} 的整数，这里是 {whole}")
    for sample, shown in (("一", chinese(whole)), ("1", str(whole))):
        if sample in pattern:
            return pattern.replace(sample, shown)
    return pattern


def _figure(value: Any) -> Figure:
    if isinstance(value, FigureValue):
        return value.figure
    if isinstance(value, jinja2.Undefined):
        str(value)  # says what is missing
    raise MisuseError('这个过滤器只用于 数("指标") 得到的数')


def _value(value: Any) -> Value:
    """What a dimension is narrowed to: a word, or a list of words."""
    return tuple(map(name, value)) if isinstance(value, list | tuple) else name(value)


def _record(value: Any) -> Mapping[str, Any]:
    """What a form is filled with."""
    if value is None or isinstance(value, jinja2.Undefined):
        return {}
    if type(value) is not dict or not all(isinstance(key, str) for key in value):
        raise MisuseError("表单要用一组内容来填")
    return value
