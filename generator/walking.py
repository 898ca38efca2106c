"""Facts as they nest: every one of them with its place, and what stands at a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.findings import Loc


def walk(
    value: Any, loc: Loc = (), skip: Callable[[Loc], bool] = lambda loc: False
) -> Iterator[tuple[Loc, Any]]:
    """``value`` and all below it, each with its place, in order: groups, lists and single values.

    What stands at a key whose place is to ``skip`` is left out with all below it.
    """
    yield loc, value
    if isinstance(value, Mapping):
        for key, below in value.items():
            if not skip(place := (*loc, key)):
                yield from walk(below, place, skip)
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from walk(below, (*loc, index), skip)


def at(value: Any, keys: Sequence[str]) -> Any:
    """What stands in ``value`` at a path of keys; None where there is nothing."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
