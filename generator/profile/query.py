"""What a figure sums, in the words of a profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Value = str | tuple[str, ...]


class Query(NamedTuple):
    """What to sum: a dataset and the values that its dimensions must have.

    A tuple of values means any of them; a 科目 means the subject and all below it. A query with
    ``sign`` −1 is subtracted where several queries make one figure.
    """

    dataset: str
    where: tuple[tuple[str, Value], ...] = ()
    sign: int = 1

    @staticmethod
    def of(dataset: str, where: Mapping[str, Value], sign: int = 1) -> Query:
        return Query(dataset, tuple(sorted(where.items())), sign)

    def narrowed(self, where: Mapping[str, Value]) -> Query:
        """The query with more conditions; one on a dimension it has already replaces it."""
        conditions = self.where
        for condition in where.items():
            conditions = _with(conditions, condition)
        return Query(self.dataset, conditions, self.sign)

    def __str__(self) -> str:
        conditions = "，".join([f"{name}={_shown(value)}" for name, value in self.where])
        sign = "−" if self.sign < 0 else ""
        return f"{sign}{self.dataset}[{conditions}]" if conditions else f"{sign}{self.dataset}"


Queries = tuple[Query, ...]


def combined(parts: Sequence[Queries]) -> Queries:
    """The queries of a cell: the table's, narrowed by its row's and then by its column's.

    A part that names a dataset replaces the dataset and keeps the conditions before it.
    """
    queries: Queries = ()
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
    return queries


def _with(
    conditions: tuple[tuple[str, Value], ...], condition: tuple[str, Value]
) -> tuple[tuple[str, Value], ...]:
    """The conditions, in order of dimension, with one more or in place of its dimension's."""
    for index, (name, _) in enumerate(conditions):
        if name >= condition[0]:
            rest = index + (name == condition[0])
            return (*conditions[:index], condition, *conditions[rest:])
    return (*conditions, condition)


def values_of(value: Value) -> tuple[str, ...]:
    """The values that a condition allows."""
    return (value,) if isinstance(value, str) else value


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else "|".join(value)
