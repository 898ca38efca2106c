"""What is held back and what is kept while documents are made, by one thread or by several."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Generic, TypeVar, overload

THRESHOLD = (100_000, 50, 50)
_LOCK = Lock()
_before: list[tuple[int, int, int]] = []  # the thresholds found, once for each use that goes on

Value = TypeVar("Value")


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Look for cycles less often: composing and layout make few, and many long-lived objects.

    Uses may overlap in several threads; the last one to end puts back what the first one found.
    """
    with _LOCK:
        _before.append(_before[0] if _before else gc.get_threshold())
        gc.set_threshold(*THRESHOLD)
    try:
        yield
    finally:
        with _LOCK:
            found = _before.pop()
            if not _before:
                gc.set_threshold(*found)


class kept(Generic[Value]):  # noqa: N801 (a decorator)
    """A property that is made on first use and kept, once however many threads ask for it.

    Its object has a re-entrant ``lock``.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> kept[Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: Any, owner: type) -> kept[Value] | Value:
        if instance is None:
            return self
        with instance.lock:
            found = vars(instance)
            if self.name not in found:  # afterwards Python finds it there without asking here
                found[self.name] = self.make(instance)
            value: Value = found[self.name]
            return value
