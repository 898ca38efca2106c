"""Facts that a template needs and nobody typed: each is found, and the document goes on.

A fact that was not typed is ``None``. A template may ask whether it is there (``or``, ``if``,
``is none``) as often as it likes; only printing it, or going through it, is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import jinja2
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from generator.derive.figures import Figure
from generator.derive.numbers import UNTYPED
from generator.findings import Finding, Loc

SHOWN = UNTYPED


class Absent(jinja2.Undefined):
    """Stands for a fact that was not typed: false, empty, and noted once it is used."""

    __slots__ = ("_absences", "_holder", "_key")

    def __init__(self, absences: Absences, holder: Any, key: str) -> None:
        super().__init__(name=key)
        self._absences = absences
        self._holder = holder
        self._key = key

    @property
    def _undefined_message(self) -> str:
        return f"没有写“{self._key}”"

    def _used(self) -> Absent:
        self._absences.note(self._holder, self._key)
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, name: Any) -> Any:
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._used()

    def __str__(self) -> str:
        self._used()
        return SHOWN

    def __iter__(self) -> Iterator[Any]:
        self._used()
        return iter(())

    def __len__(self) -> int:
        self._used()
        return 0


class Absences:
    """What was needed and not there, in the order in which it was needed."""

    def __init__(self) -> None:
        self._noted: dict[tuple[int, str], Any] = {}
        self._others: dict[str, Loc] = {}

    def instead(self, value: Any, holder: Any, key: object) -> Any:
        """The value, or what stands for it where ``holder`` has the key without a value."""
        return Absent(self, holder, str(key)) if value is None else value

    def note(self, holder: Any, key: str) -> None:
        """The fact ``key`` of ``holder`` is needed."""
        self._noted[id(holder), key] = holder

    def add(self, problem: str, loc: Loc) -> str:
        """Something else is missing below ``loc``; returns what is printed in its place."""
        self._others[problem] = loc
        return SHOWN

    def findings(self, facts: Mapping[str, Any]) -> list[Finding]:
        """A finding on each, with its place in ``facts``."""
        paths = dict(_holders(facts, ()))
        locs = dict.fromkeys((*paths.get(holder, ()), key) for holder, key in self._noted)
        found = [Finding("T401", {"problem": f"没有写“{_shown(loc)}”"}, loc) for loc in locs]
        return [*found, *(Finding("T401", {"problem": p}, loc) for p, loc in self._others.items())]


# What templates may read of each kind of value; of any other kind nothing. Methods that make a text
# longer than what it is made from are left out.
READABLE: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (
        str,
        frozenset(
            [
                "startswith",
                "endswith",
                "strip",
                "lstrip",
                "rstrip",
                "removeprefix",
                "removesuffix",
                "split",
                "partition",
                "count",
                "find",
                "index",
                "isdigit",
                "lower",
                "upper",
            ]
        ),
    ),
    (Mapping, frozenset({"get", "keys", "values", "items"})),
    (Figure, frozenset({"value", "prior", "change", "rate"})),
    ((list, tuple), frozenset({"count", "index"})),
    (
        LoopContext,
        frozenset(
            [
                "index",
                "index0",
                "revindex",
                "revindex0",
                "first",
                "last",
                "length",
                "depth",
                "depth0",
                "previtem",
                "nextitem",
                "cycle",
                "changed",
            ]
        ),
    ),
)
FILTERS = frozenset(
    [
        "abs",
        "count",
        "d",
        "default",
        "dictsort",
        "e",
        "escape",
        "first",
        "groupby",
        "int",
        "items",
        "join",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "reverse",
        "round",
        "select",
        "selectattr",
        "sort",
        "string",
        "sum",
        "trim",
        "unique",
        "upper",
    ]
)
GLOBALS = frozenset({"range", "dict", "namespace"})
MOST_POWER = 100  # the greatest exponent


class FactsEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in whose templates facts that were not typed are ``Absent``.

    Templates get values, never objects: what they can read of each kind is listed in ``READABLE``
    and in the ``readable`` of a class, and they have the filters and functions that are listed.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, absences: Absences, **options: Any) -> None:
        super().__init__(**options)
        self.absences = absences
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.globals = {name: self.globals[name] for name in GLOBALS}
        self.tests["none"] = lambda value: value is None or isinstance(value, Absent)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute."""
        if isinstance(obj, Namespace | jinja2.Undefined):
            return super().is_safe_attribute(obj, attr, value)
        named: frozenset[str] = getattr(type(obj), "readable", frozenset())
        listed = next((names for kind, names in READABLE if isinstance(obj, kind)), named)
        return attr in listed

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A product, power or remainder: of numbers only, as of a text it could be of any size."""
        for operand in (left, right):
            if isinstance(operand, bool) or not isinstance(operand, int | Decimal):
                raise TypeError(f"“{operator}”只能用于数")
        if operator == "**" and abs(right) > MOST_POWER:
            raise TypeError(f"乘方的次数不能超过 {MOST_POWER}")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        value = super().getattr(obj, attribute)
        return self.absences.instead(value, obj, attribute) if isinstance(obj, Mapping) else value

    def getitem(self, obj: Any, argument: Any) -> Any:
        value = super().getitem(obj, argument)
        return self.absences.instead(value, obj, argument) if isinstance(obj, Mapping) else value

    def seen(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What templates see of ``context``."""
        instead = self.absences.instead
        return {name: instead(value, context, name) for name, value in context.items()}


def _holders(value: Any, loc: Loc) -> Iterator[tuple[int, Loc]]:
    """Every group of facts with its place."""
    if isinstance(value, Mapping):
        yield id(value), loc
        for key, below in value.items():
            yield from _holders(below, (*loc, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _holders(below, (*loc, index))


def _shown(loc: Loc) -> str:
    return "/".join(str(step + 1) if isinstance(step, int) else step for step in loc)
