"""Patterns of a profile, filled with facts: one sandbox for strings and for templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.findings import GongkaiError


class TemplateError(GongkaiError):
    """A template that asks for what is not there, or is not well-formed."""


def environment(folders: Sequence[Path], *, autoescape: bool) -> ImmutableSandboxedEnvironment:
    """A sandbox that reads templates from ``folders`` and nothing else; undefined is an error."""
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=autoescape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def explained(error: jinja2.TemplateError, where: str) -> TemplateError:
    """The error in the reader's words, with the template and line where it stands."""
    name = getattr(error, "filename", None) or getattr(error, "name", None) or where
    line = getattr(error, "lineno", None)
    place = f"{Path(name).name}:{line}" if line else where
    return TemplateError(f"模板 {place}：{error.message or error}")


class Patterns:
    """Fills the strings of a profile; ``context`` is made once, on first use."""

    def __init__(self, folders: Sequence[Path], context: Callable[[], Mapping[str, Any]]) -> None:
        self._environment = environment(folders, autoescape=False)
        self._context = context
        self._compiled = lru_cache(maxsize=None)(self._environment.from_string)

    def __call__(self, pattern: str, **more: Any) -> str:
        """The pattern filled; a string without ``{{`` or ``{%`` is itself."""
        if "{{" not in pattern and "{%" not in pattern:
            return pattern
        try:
            return self._compiled(pattern).render({**self._context(), **more})
        except jinja2.TemplateError as error:
            raise explained(error, pattern) from None
