"""YAML text to nodes with their places, with bounds on what a file may ask for.

The parser itself goes as deep as the brackets of the text, so they are counted first. Releases of
libyaml differ in whether they refuse deep brackets themselves, before their depth can be counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.findings import Finding, FindingsError
from generator.read.syntax import explain

MAX_NODES = 400_000
MAX_DEPTH = 40
OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """A loader without implicit resolvers; composes nodes, constructs nothing itself."""


def compose(path: Path, text: str) -> yaml.Node | None:
    """The root node of the text; None where it holds nothing.

    Raises ``FindingsError`` where it is not YAML, holds several documents, or is too deep.
    """
    try:
        _measure(path, text)
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark and _open_brackets(text[: mark.index]) > MAX_DEPTH:
            raise too_large(path, f"超过 {MAX_DEPTH} 层", mark) from None
        raise FindingsError([explain(path, text, error)]) from None
    return node


def _open_brackets(text: str) -> int:
    """How many brackets of a text are still open at its end."""
    return sum(map(text.count, "[{")) - sum(map(text.count, "]}"))


def _measure(path: Path, text: str) -> None:
    """Raise ``FindingsError`` where the text has too many nodes, or too deep ones."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if isinstance(event, OPENING):
            depth += 1
            if depth > MAX_DEPTH:
                raise too_large(path, f"超过 {MAX_DEPTH} 层", event.start_mark)
        elif isinstance(event, CLOSING):
            depth -= 1
        if count > 2 * MAX_NODES:
            raise too_large(path, f"超过 {MAX_NODES} 项", event.start_mark)


def too_large(path: Path, what: str, mark: Any) -> FindingsError:
    """The error for a file that is larger or deeper than any facts are."""
    return FindingsError([marked(path, "R105", {"what": what}, mark)])


def marked(path: Path, code: str, params: Mapping[str, str], mark: Any) -> Finding:
    """A finding at a place of the text."""
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(code, params).at(path, line, column)
