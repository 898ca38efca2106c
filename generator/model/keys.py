"""Every key that a facts file can have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.model.base import Text
from generator.model.documents import Budget, FinalAccount
from generator.model.upgrade.steps import FORMER
from generator.read.slips import Keys

UNIONS = (Union, UnionType)


@cache
def known_keys() -> Keys:
    """The YAML keys of all groups of facts, those of older versions too, and the words that name an
    amount of a group."""
    found: dict[str, int] = {}
    for model in (Budget, FinalAccount):
        for key, levels in _keys(model, set()):
            found[key] = max(levels, found.get(key, 0))
    keys = Keys(FORMER.union(found))
    keys.free = {key: levels for key, levels in found.items() if levels}
    return keys


def _keys(kind: Any, seen: set[type[BaseModel]]) -> Iterator[tuple[str, int]]:
    """Each key, with the levels of keys below it that people name themselves."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind in seen:
            return
        seen.add(kind)
        for field in kind.model_fields.values():
            if field.alias:
                yield field.alias, _own_levels(field.annotation)
            yield from _keys(field.annotation, seen)
    else:
        for part in get_args(kind):
            yield from _keys(part, seen) if not isinstance(part, str) else ()


def _own_levels(kind: Any) -> int:
    """How many levels of groups with any words as keys a kind of value has."""
    if get_origin(kind) is dict:
        key, value = get_args(kind)
        return 1 + _own_levels(value) if key == Text else 0
    return max(map(_own_levels, get_args(kind)), default=0) if get_origin(kind) in UNIONS else 0
