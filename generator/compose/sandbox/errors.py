"""What is wrong with a template, in the reader's words, at its file and line."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Mapping
from decimal import InvalidOperation
from pathlib import Path
from typing import Any

import jinja2

from generator.findings import GongkaiError, shortened
from generator.nearest import nearest

CONTEXT = object()  # what lacks a name that was looked up in no other value


class TemplateError(GongkaiError):
    """A template or a pattern of a profile that cannot be filled, or makes no document."""


class OverLimitError(TemplateError):
    """Work beyond one of ``generator.limits``."""

    def __init__(self, what: str, limit: int, unit: str, advice: str) -> None:
        super().__init__(f"{what}超过 {limit:,} {unit}的上限（{advice}）")


class RefusedError(jinja2.TemplateSyntaxError):
    """Something that is none of the language of templates; the message is for the reader."""


class MisuseError(jinja2.TemplateRuntimeError):
    """A value used as it cannot be; the message is for the reader."""


class MissingError(jinja2.UndefinedError):
    """A name that ``holder`` has not: a value, or the ``CONTEXT``."""

    def __init__(self, name: object, holder: Any = CONTEXT) -> None:
        super().__init__("")
        self.name = name if isinstance(name, int) else shortened(name)
        self.holder = holder


# Types of errors from the one that is told first; any other is shown as it is.
KINDS: tuple[tuple[type[Exception], str], ...] = (
    (RecursionError, "套得太深，或者自己引用自己"),
    (MemoryError, "内存不够"),
    (ZeroDivisionError, "除数是零"),
    (InvalidOperation, "数太大或位数太多，不能计算"),
    (OverflowError, "数太大"),
    (UnicodeError, "有不成文字的字符"),
)


def explained(error: Exception, where: str, names: Collection[str] = ()) -> TemplateError:
    """The error in the reader's words, with the template and the line where it was raised.

    ``where`` is said of an error outside every template; ``names`` are those of the context.
    """
    return TemplateError(f"模板 {_place(error) or where}：{_problem(error, names)}")


def _place(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = error.filename or error.name  # the lexer gives the one in place of the other
        return f"{Path(file).name}:{error.lineno}" if file else ""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [one for one in frames if not one.filename.endswith(".py") and one.filename[0] != "<"]
    return f"{Path(inside[-1].filename).name}:{inside[-1].lineno}" if inside else ""


def _problem(error: Exception, names: Collection[str]) -> str:
    if isinstance(error, GongkaiError):
        return str(error).removeprefix("模板 ")
    if isinstance(error, RefusedError | MisuseError):
        return str(error.message)
    if isinstance(error, MissingError):
        return _missing(error, names)
    if isinstance(error, jinja2.TemplateSyntaxError):
        lines = (error.source or "").splitlines()[error.lineno - 1 : error.lineno]
        shown = f"“{shortened(lines[0])}”" if lines else ""
        return f"这一行写得不对：{shown}（{error.message}）"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"没有模板“{error.name}”"
    if type(error) is jinja2.TemplateRuntimeError:  # what Jinja itself raises in a template
        return "只能给 namespace 里的名字赋值"
    if isinstance(error, KeyError):
        return f"没有“{shortened(error.args[0])}”"
    for kind, words in KINDS:
        if isinstance(error, kind):
            return words
    return f"这里不能这样写（{type(error).__name__}：{shortened(error)}）"


def _missing(error: MissingError, names: Collection[str]) -> str:
    name, holder = error.name, error.holder
    if holder is None:
        return f"要用“{name}”，但数据文件没有写它所在的一项"
    if isinstance(name, int):
        return f"没有第 {name + 1} 项"
    if holder is CONTEXT:
        what, known = "：它不是数据文件的键，也不在格式的 words 里", names
    else:
        what, known = "这一项", [str(key) for key in holder] if isinstance(holder, Mapping) else []
    near = nearest(str(name), known)
    return f"没有“{name}”{what}" + (f"；是不是“{near}”？" if near else "")
