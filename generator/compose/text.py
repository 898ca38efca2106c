"""Patterns of a profile, filled with facts: one sandbox for strings and for templates."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2

from generator.compose.absent import Absences, FactsEnvironment
from generator.compose.folders import FolderLoader
from generator.findings import GongkaiError
from generator.resources import Folder


class TemplateError(GongkaiError):
    """A template that asks for what is not there, or is not well-formed."""


def environment(
    folders: Sequence[Folder], absences: Absences, *, autoescape: bool
) -> FactsEnvironment:
    """A sandbox that reads templates from ``folders`` and nothing else.

    A name that there is not is an error; a fact that was not typed goes to ``absences``.
    """
    return FactsEnvironment(
        absences,
        loader=FolderLoader(folders),
        autoescape=autoescape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
    )


def _printed(value: Any) -> Any:
    """What is about to be printed, which may be anything but nothing."""
    if value is None:
        raise jinja2.UndefinedError("这里没有可印的内容")
    return value


# what a mistake in a template raises while it is filled
MISTAKES = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
UNDEFINED = {
    r"'None' has no attribute '(.+)'": "要用“{}”，但数据文件没有写它所在的一项",
    r"'(.+)' is undefined": "没有“{}”：它不是数据文件的键，也不在格式的 words 里",
    r"'.+ object' has no attribute '(.+)'": "没有“{}”这一项",
}


def explained(error: Exception, where: str) -> TemplateError:
    """The error in the reader's words, with the template and line where it stands."""
    return TemplateError(f"模板 {_place(error) or where}：{_problem(error)}")


def _place(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{Path(error.filename).name}:{error.lineno}" if error.filename else ""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".html")]
    return f"{Path(inside[-1].filename).name}:{inside[-1].lineno}" if inside else ""


def _problem(error: Exception) -> str:
    message = str(error)
    if isinstance(error, jinja2.UndefinedError):
        for pattern, words in UNDEFINED.items():
            if found := re.fullmatch(pattern, message):
                return words.format(found.group(1))
    if isinstance(error, jinja2.TemplateNotFound):
        return f"没有模板“{error.name}”"
    return message


class Patterns:
    """Fills the strings of a profile; ``context`` is made once, on first use."""

    def __init__(
        self,
        folders: Sequence[Folder],
        context: Callable[[], Mapping[str, Any]],
        absences: Absences,
    ) -> None:
        self._environment = environment(folders, absences, autoescape=False)
        self._context = context
        self._compiled = lru_cache(maxsize=None)(self._environment.from_string)

    def __call__(self, pattern: str, **more: Any) -> str:
        """The pattern filled; a string without ``{{`` or ``{%`` is itself."""
        if "{{" not in pattern and "{%" not in pattern:
            return pattern
        try:
            seen = self._environment.seen({**self._context(), **more})
            return self._compiled(pattern).render(seen)
        except MISTAKES as error:
            raise explained(error, f"“{pattern}”") from error
