"""YAML text to nodes with their places, with bounds on what a file may ask for.

The parser itself goes as deep as the brackets of the text, so they are counted first. Releases of
libyaml differ in whether they refuse deep brackets themselves, before their depth can be counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator import limits
from generator.findings import Finding, FindingsError
from generator.read.slips import Slips, mended_lines, plain_lines
from generator.read.syntax import explain, slipped_colon, suspects

OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
ATTEMPTS = 100  # at reading lines otherwise than they stand
CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """A loader without implicit resolvers; composes nodes, constructs nothing itself."""


def compose(path: Path, text: str, keys: Collection[str]) -> tuple[yaml.Node | None, str, Slips]:
    """The root node of the text, None where it holds nothing; the text as it was read; its slips.

    Lines that YAML does not take are read as they are meant where that is one thing; ``keys`` are
    what facts can have. Raises ``FindingsError`` where the text is not YAML all the same, holds
    several documents, or is too deep.
    """
    slips = Slips()
    node, error = _attempt(path, text)
    if isinstance(node, yaml.ScalarNode) and slipped_colon(node.value):
        text, slips = plain_lines(text, keys, slips)
        node, error = _attempt(path, text)
    left = ATTEMPTS
    while error:
        for other, more in mended_lines(text, suspects(error, text), keys, slips):
            if not left:
                raise FindingsError([explain(path, text, error)])
            left -= 1
            node, still = _attempt(path, other)
            if still is None or _line(still) > _line(error):
                text, slips, error = other, more, still
                break
        else:
            raise FindingsError([explain(path, text, error)])
    return node, text, slips


def _attempt(path: Path, text: str) -> tuple[yaml.Node | None, yaml.YAMLError | None]:
    """The root node, or what stopped the parser."""
    try:
        _measure(path, text)
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark and _open_brackets(text[: mark.index]) > limits.FILE_DEPTH:
            raise too_large(path, f"超过 {limits.FILE_DEPTH} 层", mark) from None
        return None, error
    return node, None


def _line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line if mark else 0


def _open_brackets(text: str) -> int:
    """How many brackets of a text are still open at its end."""
    return sum(map(text.count, "[{")) - sum(map(text.count, "]}"))


def _measure(path: Path, text: str) -> None:
    """Raise ``FindingsError`` where the text has several documents, too many or too deep nodes."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise FindingsError([marked(path, "R107", {}, event.start_mark)])
        if isinstance(event, OPENING):
            depth += 1
            if depth > limits.FILE_DEPTH:
                raise too_large(path, f"超过 {limits.FILE_DEPTH} 层", event.start_mark)
        elif isinstance(event, CLOSING):
            depth -= 1
        if count > 2 * limits.FILE_ITEMS:
            raise too_large(path, f"超过 {limits.FILE_ITEMS} 项", event.start_mark)


def too_large(path: Path, what: str, mark: Any) -> FindingsError:
    """The error for a file that is larger or deeper than any facts are."""
    return FindingsError([marked(path, "R105", {"what": what}, mark)])


def marked(path: Path, code: str, params: Mapping[str, str], mark: Any) -> Finding:
    """A finding at a place of the text."""
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(code, params).at(path, line, column)
