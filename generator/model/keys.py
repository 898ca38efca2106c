"""Every key that a facts file can have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from generator.model.documents import Budget, FinalAccount
from generator.model.upgrade.steps import FORMER


@cache
def known_keys() -> frozenset[str]:
    """The YAML keys of all groups of facts, those of older versions too, and the words that name an
    amount of a group."""
    return FORMER.union(key for model in (Budget, FinalAccount) for key in _keys(model, set()))


def _keys(kind: Any, seen: set[type[BaseModel]]) -> Iterator[str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind in seen:
            return
        seen.add(kind)
        for field in kind.model_fields.values():
            if field.alias:
                yield field.alias
            yield from _keys(field.annotation, seen)
    else:
        for part in get_args(kind):
            yield from _keys(part, seen) if not isinstance(part, str) else ()
