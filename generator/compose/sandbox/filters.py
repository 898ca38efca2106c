"""The filters and tests that every template and pattern has. They go through plain values only."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import jinja2

from generator.compose.sandbox.errors import MisuseError
from generator.compose.sandbox.values import held, listed, number, single

if TYPE_CHECKING:
    from generator.compose.sandbox.environment import Sandbox

Function = Callable[..., Any]


def _compared(compare: Callable[[Any, Any], Any]) -> Function:
    return lambda value, other: compare(single(value), single(other))


TESTS: Mapping[str, Function] = {
    "defined": lambda value: not isinstance(value, jinja2.Undefined),
    "eq": _compared(operator.eq),
    "even": lambda value: number(value) % 2 == 0,
    "ge": _compared(operator.ge),
    "gt": _compared(operator.gt),
    "le": _compared(operator.le),
    "lt": _compared(operator.lt),
    "ne": _compared(operator.ne),
    "none": lambda value: value is None or isinstance(value, jinja2.Undefined),
    "odd": lambda value: number(value) % 2 == 1,
}


class Filters:
    """The filters of one environment, which pay for the values that they go through."""

    def __init__(self, environment: Sandbox) -> None:
        self._environment = environment
        self.all: Mapping[str, Function] = {
            "default": self.default,
            "first": lambda value: self._one(value, 0),
            "join": self.join,
            "last": lambda value: self._one(value, -1),
            "length": lambda value: len(value if isinstance(value, str) else held(value)),
            "list": self.each,
            "map": self.map,
            "reject": lambda value, *test: self._kept(value, None, test, False),
            "rejectattr": lambda value, name, *test: self._kept(value, name, test, False),
            "select": lambda value, *test: self._kept(value, None, test, True),
            "selectattr": lambda value, name, *test: self._kept(value, name, test, True),
            "sort": self.sort,
            "sum": self.sum,
        }

    def each(self, value: Any) -> list[Any]:
        """The values that ``value`` holds."""
        found = list(held(value))
        self._environment.budget.pay(len(found))
        return found

    def default(self, value: Any, other: Any = "") -> Any:
        """The value, or ``other`` where there is none."""
        return other if value is None or isinstance(value, jinja2.Undefined) else value

    def map(self, value: Any, attribute: str) -> list[Any]:
        """What each value has under a name."""
        return [self._read(one, attribute) for one in self.each(value)]

    def sort(self, value: Any, attribute: str | None = None, reverse: bool = False) -> list[Any]:
        """In order of the values, or of what each has under a name."""
        return sorted(
            self.each(value), key=lambda one: single(self._read(one, attribute)), reverse=reverse
        )

    def sum(self, value: Any, attribute: str | None = None) -> Any:
        """The sum of numbers."""
        total: Any = 0
        for one in self.each(value):
            total = self._environment.calculated("+", total, self._read(one, attribute))
        return total

    def join(self, value: Any, delimiter: str = "", attribute: str | None = None) -> str:
        """The values one after another, with ``delimiter`` between."""
        parts: list[Any] = []
        for index, one in enumerate(self.each(value)):
            parts += [delimiter] if index else []
            parts.append(self._read(one, attribute))
        return self._environment.joined(parts)

    def _kept(self, value: Any, name: str | None, test: tuple[Any, ...], wanted: bool) -> list[Any]:
        passes = self._test(test)
        found = self.each(value)
        return [one for one in found if passes(self._read(one, name)) is wanted]

    def _test(self, test: tuple[Any, ...]) -> Function:
        if not test:
            return bool
        name, *arguments = test
        if not isinstance(name, str) or name not in TESTS:
            raise MisuseError(f"没有这样的测试；可用：{'、'.join(TESTS)}")
        return lambda value: bool(TESTS[name](value, *arguments))

    def _read(self, value: Any, name: str | None) -> Any:
        return value if name is None else self._environment.read(value, name)

    def _one(self, value: Any, index: int) -> Any:
        found = listed(value)
        if not found:
            raise MisuseError("列表是空的")
        return found[index]
