"""What templates can reach: plain values, and of other values the names that are listed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import jinja2
from jinja2.runtime import LoopContext, Macro
from jinja2.utils import Namespace, missing
from markupsafe import Markup

from generator.compose.sandbox.errors import CONTEXT, MissingError, MisuseError

TEXTS: tuple[type, ...] = (str, Markup)
NUMBERS: tuple[type, ...] = (int, Decimal)
PRINTABLE: tuple[type, ...] = (*TEXTS, *NUMBERS, date)
SINGLE: tuple[type, ...] = (*PRINTABLE, bool, type(None))
LISTS: tuple[type, ...] = (list, tuple)


LONGEST_NAME = 1000


class Readable:
    """A value of which templates can read what its class lists in ``readable``."""

    called = "不能这样用的内容"
    readable: frozenset[str] = frozenset()


LOOP = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem"}
)


class Method:
    """What a template may call: a function of the program's, or a method that is listed."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)


def _values(value: Mapping[Any, Any]) -> list[Any]:
    return list(value.values())


def _get(value: Mapping[Any, Any], key: Any, default: Any = None) -> Any:
    return value.get(single(key), default)


def _items(value: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    return list(value.items())


def _split(value: str, separator: str) -> list[str]:
    return value.split(separator)


# Methods of plain values. Text that is markup has none: cutting it could make markup of facts.
METHODS: Mapping[type, Mapping[str, Callable[..., Any]]] = {
    dict: {
        "get": _get,
        "items": _items,
        "keys": list,
        "values": _values,
    },
    str: {
        "endswith": lambda value, end: value.endswith(end),
        "removeprefix": lambda value, start: value.removeprefix(start),
        "removesuffix": lambda value, end: value.removesuffix(end),
        "split": _split,
        "startswith": lambda value, start: value.startswith(start),
        "strip": lambda value: value.strip(),
    },
}


class Unknown(jinja2.StrictUndefined):
    """A name that there is not; any use of it is a ``MissingError``."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = None
    ) -> None:
        def error(message: str) -> jinja2.TemplateRuntimeError:
            if hint is not None:  # of a macro's argument, or of the item before the first
                return MisuseError(f"macro 没有得到“{name}”" if name else "这里没有内容")
            return MissingError(name, CONTEXT if obj is missing else obj)

        super().__init__(hint, obj, name, error)  # type: ignore[arg-type]


def name(value: Any) -> str:
    """The value, which must be a name or some other word."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # says what is missing
    if not isinstance(value, str):
        raise MisuseError(f"这里要的是名字，却是{named(value)}")
    if len(value) > LONGEST_NAME:
        raise MisuseError(f"名字超过 {LONGEST_NAME} 字")
    return str(value)


def single(value: Any) -> Any:
    """The value, which must not hold others: what is compared, or looked up by."""
    if type(value) in SINGLE or isinstance(value, jinja2.Undefined):
        return value
    raise MisuseError(f"只有单个的值能比较，这里是{named(value)}")


def number(value: Any) -> int | Decimal:
    """The value, which must be a number."""
    if isinstance(value, jinja2.Undefined):
        value + 0  # says what is missing
    if type(value) in NUMBERS:
        return value  # type: ignore[no-any-return]
    raise MisuseError(f"只有数能计算，这里是{named(value)}（接文字用 ~）")


def held(value: Any) -> Sequence[Any] | Mapping[Any, Any]:
    """The value, which must hold others."""
    if isinstance(value, jinja2.Undefined):
        return list(value)
    if type(value) in LISTS or type(value) is dict:
        return value  # type: ignore[no-any-return]
    raise MisuseError(f"这里应是列表，却是{named(value)}")


def listed(value: Any) -> Sequence[Any]:
    """The value, which must be a list."""
    found = held(value)
    if isinstance(found, Mapping):
        raise MisuseError(f"这里应是列表，却是{named(value)}")
    return found


def named(value: Any) -> str:
    """What kind of value it is, in words."""
    if isinstance(value, Readable):
        return value.called
    for kinds, words in _NAMES:
        if isinstance(value, kinds):
            return words
    return Readable.called


_NAMES: tuple[tuple[tuple[type, ...], str], ...] = (
    ((bool,), "“是”或“否”"),
    (NUMBERS, "一个数"),
    ((Markup,), "一段写好的内容"),
    ((str,), "一段文字"),
    ((date,), "一个日期"),
    (LISTS, "一个列表"),
    ((dict,), "一组内容"),
    ((type(None),), "没有内容"),
    ((Namespace,), "namespace"),
    ((LoopContext,), "loop"),
    ((Macro,), "macro"),
)
