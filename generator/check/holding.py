"""Which sums hold which, and what a sum leaves out: told from queries, whatever the facts are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product

from generator.codes import LEVELS
from generator.derive.ledger import ANY, INDEXED, SUBJECT, Ledger, keys
from generator.derive.posting import Posting, appropriation
from generator.derive.postings import BASIC, CARRY_INCOME, fund_of
from generator.profile.query import Queries, Query, Value, values_of

Conditions = tuple[tuple[str, Value], ...]
CODE_LENGTHS = tuple(LEVELS.values())


def holds(whole: Queries, part: Queries) -> bool:
    """Whether all that ``part`` sums is also summed by ``whole``."""
    taken, added = _signed(whole)
    part_taken, part_added = _signed(part)
    return all(
        any(_covers(outer, inner) for outer in added)
        and all(
            _apart(less, inner) or any(_covers(other, less) for other in part_taken)
            for less in taken
        )
        for inner in part_added
    )


def holds_strictly(whole: Queries, part: Queries) -> bool:
    """Whether ``part`` is in ``whole`` and is not all of it."""
    return holds(whole, part) and not holds(part, whole)


def _signed(queries: Queries) -> tuple[list[Query], list[Query]]:
    return [q for q in queries if q.sign < 0], [q for q in queries if q.sign > 0]


def _covers(outer: Query, inner: Query) -> bool:
    if outer.dataset != inner.dataset:
        return False
    where = _meant(inner)
    return all(name in where and _within(name, where[name], value) for name, value in outer.where)


@lru_cache(maxsize=4096)
def _meant(query: Query) -> Mapping[str, Value]:
    """The conditions of a query with those that follow: a source has its fund, a fund its kind."""
    where = dict(query.where)
    sources = values_of(where.get("收入来源", ()))
    if sources and CARRY_INCOME not in sources:
        where.setdefault("资金性质", tuple(map(fund_of, sources)))
    if funds := values_of(where.get("资金性质", ())):
        where.setdefault("拨款", tuple(map(appropriation, funds)))
    if query.dataset == "支出" and "经费" in where:
        where.setdefault("支出性质", BASIC)
    return where


def _within(name: str, inner: Value, outer: Value) -> bool:
    if name == SUBJECT:
        return all(value.startswith(values_of(outer)) for value in values_of(inner))
    return set(values_of(inner)) <= set(values_of(outer))


def _apart(one: Query, other: Query) -> bool:
    """Whether no amount can be in both."""
    if one.dataset != other.dataset:
        return True
    where = _meant(other)
    return any(
        name in where
        and name != SUBJECT
        and set(values_of(value)).isdisjoint(values_of(where[name]))
        for name, value in _meant(one).items()
    )


class Coverage:
    """The amounts that any of a number of sums takes in.

    Subjects and items are kept apart from the other conditions: there are as many of them as there
    are rows, and of the others as many as the profile names.
    """

    def __init__(self, sums: Iterable[Queries]) -> None:
        self._taken: dict[tuple[str, Conditions], set[tuple[str, ...]]] = {}
        self._dimensions: dict[str, set[str]] = {}
        for queries in sums:
            for query in queries:
                if query.sign > 0:
                    self._add(query)

    def _add(self, query: Query) -> None:
        where = dict(query.where)
        indexed = [values_of(where.pop(name, ANY)) for name in INDEXED]
        self._taken.setdefault((query.dataset, tuple(where.items())), set()).update(
            product(*indexed)
        )
        self._dimensions.setdefault(query.dataset, set()).update(name for name, _ in query.where)

    def told_apart_by(self, whole: Query) -> set[str]:
        """The dimensions in which the sums narrow ``whole``."""
        return self._dimensions.get(whole.dataset, set()) - {name for name, _ in whole.where}

    def has(self, posting: Posting) -> bool:
        """Whether an amount is in one of the sums."""
        names = set(product(*(keys(posting, name) for name in INDEXED)))
        return any(
            dataset == posting.dataset
            and not taken.isdisjoint(names)
            and all(posting.dims.get(name) in values_of(value) for name, value in rest)
            for (dataset, rest), taken in self._taken.items()
        )

    @property
    def code_length(self) -> int:
        """The digits of the shortest subject among the sums."""
        codes = [len(code) for group in self._taken.values() for code, _ in group if code]
        return min(codes, default=CODE_LENGTHS[-1])


def left_out(ledger: Ledger, whole: Queries, parts: Coverage) -> list[Posting]:
    """The amounts of ``whole`` that none of ``parts`` takes in.

    An amount that lacks a dimension by which the parts are told apart is in none by nature, and is
    not meant.
    """
    taken = Coverage([tuple(query._replace(sign=1) for query in whole if query.sign < 0)])
    return [
        posting
        for query in whole
        if query.sign > 0
        for posting in ledger.postings(query)
        if posting.amount
        and parts.told_apart_by(query) <= posting.dims.keys()
        and not taken.has(posting)
        and not parts.has(posting)
    ]


def scheme_of(posting: Posting) -> str:
    """The classification that an amount's subject belongs to."""
    return "支出经济分类" if posting.dataset == "经济分类" else "支出功能分类"
