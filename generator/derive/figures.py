"""Figures: every number that is printed, each with a key; the same key is the same number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from generator.derive.ledger import Ledger
from generator.derive.published import Entry, Published
from generator.derive.rounding import rounded as rounded
from generator.profile.datasets import DATASETS
from generator.profile.query import Queries, Query, Value

HUNDRED = Decimal(100)


class Figure(NamedTuple):
    """A number in 万元 with its key.

    ``value`` is what is printed (published, where ``公布数`` says so), ``derived`` what the facts
    give; both exact, unrounded. ``prior`` is last year's figure of the same thing, where typed.
    ``typed`` is false for a number that is no zero but was not typed. ``before`` is what last
    year's sums; ``published`` the number of the entry of ``公布数`` that is printed.
    """

    key: str
    queries: tuple[Query, ...]
    value: Decimal
    derived: Decimal
    prior: Decimal | None = None
    name: str = ""
    verbatim: str | None = None
    typed: bool = True
    before: Queries = ()
    published: int | None = None

    @property
    def lacking(self) -> str:
        """Where last year's is typed, for a figure that could have one and has none."""
        return _typed_at(self.before[0]) if self.before and self.prior is None else ""

    @property
    def change(self) -> Decimal | None:
        """This year less last year, in 万元."""
        return None if self.prior is None else self.value - self.prior

    @property
    def rate(self) -> Decimal | None:
        """The change in percent of last year; None where last year was not above zero."""
        if self.prior is None or self.prior <= 0:
            return None
        return (self.value - self.prior) / self.prior * HUNDRED

    def share_of(self, whole: Figure) -> Decimal | None:
        """This figure in percent of ``whole``; None where that is nothing."""
        return self.value / whole.value * HUNDRED if whole.value else None


@dataclass(frozen=True)
class NamedFigure:
    """A profile's declaration of a figure: what it sums, and last year's counterpart."""

    name: str
    queries: tuple[Query, ...]
    prior: tuple[Query, ...] = ()


class FigureBook:
    """All figures of one document: by name, by query, with what was published in their place."""

    def __init__(
        self, ledger: Ledger, named: Mapping[str, NamedFigure], published: Published
    ) -> None:
        self.ledger = ledger
        self.named = named
        self.published = published
        self._found: dict[Queries, Figure] = {}
        self._names: dict[str, list[str]] = {}
        for name, figure in named.items():
            self._names.setdefault(key_of(figure.queries), []).append(name)

    def named_figure(self, name: str, where: Mapping[str, Value]) -> Figure:
        """A figure that the profile names, for a sentence; ``where`` narrows it (one 科目, say)."""
        declared = self.named[name]
        queries = tuple(query.narrowed(where) for query in declared.queries)
        prior = tuple(query.narrowed(where) for query in declared.prior)
        known = bool(prior) and any(map(self.ledger.has, prior))
        last = sum(map(self.ledger.sum, prior), Decimal(0)) if known else None
        label = "/".join([name, *(v for v in where.values() if isinstance(v, str))])
        figure = self._derived(queries)._replace(prior=last, name=label, before=prior)
        entry = self.published.in_text(label)
        return self._printed(figure, (label,)) if entry is None else self._as(figure, entry)

    def query(self, queries: Queries) -> Figure:
        """The figure of some queries, whatever it is called: one object, however often asked."""
        figure = self._found.get(queries)
        if figure is None:
            figure = self._found[queries] = self._printed(self._derived(queries), ())
        return figure

    def in_cell(
        self, queries: Queries, table: str, rows: Sequence[str], columns: Sequence[str]
    ) -> Figure:
        """The figure of one cell, whose row and column may go by several names."""
        figure = self.query(queries)
        entry = self.published.in_cell(table, rows, columns)
        return figure if entry is None else self._as(figure, entry)

    def _derived(self, queries: Queries) -> Figure:
        """A figure as the facts give it."""
        derived = sum(map(self.ledger.sum, queries), Decimal(0))
        return Figure(key_of(queries), queries, derived, derived, typed=self.typed(queries))

    def _printed(self, figure: Figure, names: tuple[str, ...]) -> Figure:
        """The figure as it was published everywhere, by its key or one of its names, if it was."""
        if not self.published.entries:
            return figure
        known = (figure.key, *self._names.get(figure.key, ()), *names)
        entry = self.published.everywhere(known)
        return figure if entry is None else self._as(figure, entry)

    def _as(self, figure: Figure, entry: Entry) -> Figure:
        """The figure with the value that was published; words are printed as they are."""
        number = self.published.number(entry.text)
        changed = {"verbatim": entry.text} if number is None else {"value": number}
        return figure._replace(typed=True, published=entry.number, **changed)

    def typed(self, queries: Sequence[Query]) -> bool:
        """Whether a figure's amounts were typed; what is not in a list is zero, and counts."""
        return any(not DATASETS[q.dataset].group or self.ledger.has(q) for q in queries)


def _typed_at(prior: Query) -> str:
    """Where the amounts of a query are typed, in words."""
    total = dict(prior.where).get("指标")
    if prior.dataset == "上年" and isinstance(total, str):
        return f"“上年”里的“{total}”"
    return DATASETS[prior.dataset].meaning


def key_of(queries: Sequence[Query]) -> str:
    """The canonical key of a figure: the same queries always give the same key."""
    if len(queries) == 1:
        return str(queries[0])
    return "+".join(map(str, queries)).replace("+−", "−")
