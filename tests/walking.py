"""Every typed value of a document by its path, and the document with one of them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.model import Document

Path = tuple[str | int, ...]
T = TypeVar("T")
# texts that choose, name or point at something else
REFERENCES = frozenset(
    {"kind", "profile", "unit", "code", "fund", "operator", "rest_of", "classes", "place"}
    | {"published", "published_texts", "exemptions", "derived", "target", "actual", "region"}
)


def values(facts: Any, kind: type[T], path: Path = ()) -> Iterator[tuple[Path, T]]:
    """The values of one kind, each with its path of attributes, keys and indexes."""
    if type(facts) is kind:
        yield path, facts
    elif isinstance(facts, BaseModel):
        for name in type(facts).model_fields:
            yield from values(getattr(facts, name), kind, (*path, name))
    elif isinstance(facts, Mapping):
        for key, below in facts.items():
            yield from values(below, kind, (*path, key))
    elif isinstance(facts, list):
        for index, below in enumerate(facts):
            yield from values(below, kind, (*path, index))


def amounts(document: Document) -> dict[Path, Decimal]:
    """Every typed amount, weights and scores of evaluations included."""
    return dict(values(document, Decimal))


def texts(document: Document) -> dict[Path, str]:
    """Every typed text that is printed as it is."""
    found = values(document, str)
    return {path: text for path, text in found if not REFERENCES.intersection(map(str, path))}


def changed(facts: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """The facts with the value at ``path`` changed."""
    if not path:
        return change(facts)
    step, *rest = path
    if isinstance(facts, BaseModel):
        below = changed(getattr(facts, str(step)), tuple(rest), change)
        return facts.model_copy(update={str(step): below})
    if isinstance(facts, Mapping):
        return {**facts, step: changed(facts[step], tuple(rest), change)}
    copy = list(facts)
    copy[int(step)] = changed(copy[int(step)], tuple(rest), change)
    return copy
