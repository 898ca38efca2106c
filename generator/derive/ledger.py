"""Sums of postings by query, each query answered from one pass over its dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from generator.derive.postings import Posting
from generator.profile.query import Query, Value, values_of

ZERO = Decimal(0)
SUBJECT, ITEM = "科目", "项目"
# dimensions with many values: sums for each of their values are made in the same pass
INDEXED = (SUBJECT, ITEM)
CODE_LENGTHS = (3, 5, 7)
ANY = ""

Sums = dict[tuple[str, ...], Decimal]


class Ledger:
    """All postings of a document, summed on demand."""

    def __init__(self, postings: Iterable[Posting]) -> None:
        self._datasets: dict[str, list[Posting]] = {}
        for posting in postings:
            self._datasets.setdefault(posting.dataset, []).append(posting)
        self._sums: dict[tuple[str, tuple[tuple[str, Value], ...]], Sums] = {}

    def sum(self, query: Query) -> Decimal:
        """The exact sum in 万元; nothing found is zero."""
        found = self._found(query)
        total = found[0] if len(found) == 1 else sum(found, ZERO)
        return -total if query.sign < 0 else total

    def has(self, query: Query) -> bool:
        """Whether anything was posted that the query asks for."""
        return bool(self._found(query))

    def has_amount(self, query: Query) -> bool:
        """Whether an amount was posted that is no zero."""
        return any(posting.amount for posting in self.postings(query))

    def all(self) -> Iterator[Posting]:
        """Every posting, dataset by dataset."""
        for rows in self._datasets.values():
            yield from rows

    def postings(self, query: Query) -> list[Posting]:
        """The postings behind a sum, in the order of the facts."""
        rows = self._datasets.get(query.dataset, [])
        for name, value in query.where:
            rows = _matching(rows, name, value)
        return list(rows)

    def subjects(self, query: Query, length: int) -> list[str]:
        """Codes of ``length`` digits that the query's postings fall under, in order of code."""
        rows = self.postings(query)
        codes = {row.dims[SUBJECT][:length] for row in rows if SUBJECT in row.dims}
        return sorted(code for code in codes if len(code) == length)

    def cost(self, query: Query) -> int:
        """How many postings must be gone through to answer it; none once its like is answered."""
        rest = tuple(one for one in query.where if one[0] not in INDEXED)
        known = (query.dataset, rest) in self._sums
        return 0 if known else len(self._datasets.get(query.dataset, ()))

    def _found(self, query: Query) -> list[Decimal]:
        indexed: dict[str, Value] = {}
        rest = []
        for condition in query.where:
            if condition[0] in INDEXED:
                indexed[condition[0]] = condition[1]
            else:
                rest.append(condition)
        conditions = tuple(rest)
        sums = self._sums.get((query.dataset, conditions))
        if sums is None:
            sums = self._summed(query.dataset, conditions)
            self._sums[query.dataset, conditions] = sums
        if len(indexed) <= 1 and isinstance(code := indexed.get(SUBJECT, ANY), str):
            item = indexed.get(ITEM, ANY)
            if isinstance(item, str):
                return [sums[code, item]] if (code, item) in sums else []
        choices = [values_of(indexed.get(name, ANY)) for name in INDEXED]
        return [sums[key] for key in product(*choices) if key in sums]

    def _summed(self, dataset: str, rest: tuple[tuple[str, Value], ...]) -> Sums:
        sums: Sums = {}
        for row in self.postings(Query(dataset, rest)):
            for code in keys(row, SUBJECT):
                for item in keys(row, ITEM):
                    sums[code, item] = sums.get((code, item), ZERO) + row.amount
        return sums


def keys(row: Posting, name: str) -> list[str]:
    """The values of an indexed dimension under which a posting is summed; ``ANY`` is for all."""
    value = row.dims.get(name)
    if value is None:
        return [ANY]
    if name == SUBJECT:
        return [ANY, *(value[:size] for size in CODE_LENGTHS if size <= len(value))]
    return [ANY, value]


def _matching(rows: list[Posting], name: str, value: Value) -> list[Posting]:
    if name == SUBJECT:
        return [row for row in rows if row.dims.get(name, "").startswith(value)]
    wanted = frozenset(values_of(value))
    return [row for row in rows if row.dims.get(name) in wanted]
