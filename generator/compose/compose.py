"""Facts and profile to the composed document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from markupsafe import Markup, escape

from generator.compose.absent import Absences, FactsEnvironment
from generator.compose.tablehtml import table_html
from generator.compose.text import MISTAKES, Patterns, environment, explained
from generator.derive.comparing import wording_of
from generator.derive.figures import Figure
from generator.derive.grid import Grid
from generator.derive.numbers import print_amount, print_figure, print_number
from generator.derive.tables import chinese
from generator.profile import Profile, ProfileError
from generator.profile.schema import NumberFormat, Table

TEXT_FORMAT = "text"
MAIN_TEMPLATE = "document.html"
SLOT = re.compile(r"{(\w+)}")  # of a comparison's wording


@dataclass(frozen=True)
class Sheet:
    """A table with its lines as templates use it; they can read what is ``readable``."""

    readable: ClassVar[frozenset[str]] = frozenset(
        [
            "id",
            "orientation",
            "title",
            "heading",
            "contents",
            "number",
            "notes",
            "empty",
            "html",
            "strips",
        ]
    )
    declared: Table
    grids: Sequence[Grid]
    patterns: Callable[[str], str]

    @property
    def id(self) -> str:
        return self.declared.id

    @property
    def orientation(self) -> str:
        return self.declared.orientation

    @property
    def title(self) -> str:
        return self.patterns(self.declared.title)

    @property
    def heading(self) -> str:
        return self.patterns(self.declared.heading)

    @property
    def contents(self) -> str:
        return self.patterns(self.declared.contents)

    @property
    def number(self) -> str:
        return self.patterns(self.declared.number)

    @property
    def notes(self) -> tuple[str, ...]:
        return self.grids[0].notes

    @property
    def empty(self) -> bool:
        """Whether there are no facts to fill the table."""
        return self.grids[0].empty

    @property
    def html(self) -> Markup:
        """The table; of one in strips the first."""
        return table_html(self.grids[0])

    def strips(self, *lines: tuple[str, str]) -> list[Markup]:
        """Each strip, with lines (class, text) above its header that repeat on every page."""
        return [table_html(grid, lines) for grid in self.grids]


class Composer:
    """Fills a profile's templates.

    ``figure`` finds a named figure, ``sheet`` derives a table, for one record where it is a form;
    ``items`` lists the functional items of a fund, ``classes`` the economic classes of 人员经费 or
    公用经费; ``absences`` learns what was not typed.
    """

    def __init__(
        self,
        profile: Profile,
        patterns: Patterns,
        context: Mapping[str, Any],
        figure: Callable[..., Figure],
        sheet: Callable[..., Sheet],
        items: Callable[..., list[dict[str, Any]]],
        classes: Callable[[str], list[str]],
        absences: Absences,
    ) -> None:
        self.profile = profile
        self.patterns = patterns
        self.context = context
        self.figure = figure
        self.sheet = sheet
        self.items = items
        self.classes = classes
        self.absences = absences

    def html(self) -> str:
        """The document's HTML. Raises ``TemplateError`` where a template cannot be filled."""
        try:
            env = self._environment
            return env.get_template(MAIN_TEMPLATE).render(env.seen(self.context))
        except (*MISTAKES, ProfileError) as error:
            raise explained(error, MAIN_TEMPLATE) from error

    @cached_property
    def _environment(self) -> FactsEnvironment:
        env = environment(self.profile.folders, self.absences, autoescape=True)
        env.globals |= {"数": self.figure, "表": self.sheet, "项级": self.items}
        env.globals["经济科目"] = self.classes
        env.filters |= {
            "金额": self.amount,
            "比较": self.compare,
            "占比": self.share,
            "序号": ordinal,
            "数字": self.number,
            "文": self.patterns,
        }
        return env

    def _format(self, name: str) -> NumberFormat:
        return self.profile.number_format(name)

    def amount(self, figure: Figure, form: str = TEXT_FORMAT) -> Markup:
        """A figure in a sentence."""
        text = print_figure(figure, self._format(form))
        return Markup(f'<data value="{escape(figure.key)}">{escape(text)}</data>')

    def number(self, value: Decimal, form: str = TEXT_FORMAT) -> str:
        """A number that is no figure of the accounts (a percentage, a score)."""
        return print_number(value, self._format(form))

    def share(self, part: Figure, whole: Figure, form: str = "rate") -> Markup | str:
        """``part`` in percent of ``whole``."""
        for figure in (part, whole):
            if not figure.typed:
                return self.amount(figure)
        return print_number(part.share_of(whole), self._format(form))

    def compare(self, figure: Figure, name: str) -> Markup:
        """The comparison with last year in the wording ``name`` of the profile."""
        wording = self.profile.comparison(name)
        if not figure.typed:
            return self.amount(figure)
        if figure.prior is None or figure.change is None:
            problem = f"“{figure.name}”没有上年数，不能作比较"
            return escape(self.absences.add(problem, ("上年",)))
        form = self._format(wording.format)
        pattern = wording_of(figure, wording, form)
        if pattern is None:
            problem = f"“{figure.name}”的上年数不大于零，没有增减的比率可说"
            return escape(self.absences.add(problem, ("上年",)))
        rate = Decimal(0) if pattern == wording.flat else figure.rate or Decimal(0)
        parts = {
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
            marked = f'<data value="{escape(figure.key)}·{key}">{shown}</data>'
            return marked if key in ("变动", "比率") else shown

        return Markup(SLOT.sub(filled, pattern))


def ordinal(number: int, pattern: str) -> str:
    """A number in an ordinal pattern: 「（一）」, 「一、」, 「1.」 show how."""
    for sample, shown in (("一", chinese(number)), ("1", str(number))):
        if sample in pattern:
            return pattern.replace(sample, shown)
    return pattern
