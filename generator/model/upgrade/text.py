"""The text of a facts file brought up to the present version.

Only what a step names is changed, by the marks of YAML nodes: every other character, comments and
line ends too, stays as it was typed. What comes of it is read again before it is handed out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.findings import Finding, FindingsError, shortened
from generator.model.upgrade.present import brought_up, version_of
from generator.model.upgrade.steps import KEY, STEPS, VERSION, Change, Step, changes
from generator.read import Source, source_of
from generator.read.content import Decoded, decode, decode_as_typed

MOST = 300  # characters of what is to be changed by hand
LINE_END = re.compile("(\r\n|\r|\n)")


@dataclass(frozen=True)
class Upgraded:
    """A facts file in the present version, the version it had, and what was changed in it."""

    content: bytes
    version: int
    changes: tuple[str, ...]


class _Edit(NamedTuple):
    """The characters from ``start`` to ``end`` become ``new``."""

    start: int
    end: int
    new: str


def upgraded(path: Path, content: bytes, keys: Collection[str]) -> Upgraded:
    """The content of a facts file brought up; ``keys`` are those that facts can have.

    Raises ``FindingsError`` where it cannot be read, names a version that there is not, or is
    written so that it cannot be changed without changing more than is meant.
    """
    typed = decode_as_typed(path, content)
    parts = LINE_END.split(typed.text)
    lines, ends = parts[::2], parts[1::2]
    source = _read(path, lines, keys)
    version = version_of(source)
    if version == VERSION:
        return Upgraded(content, version, ())
    meant, _ = brought_up(source, version, keys)
    told: list[str] = []
    try:
        for number in range(version, VERSION):
            told += _step(path, lines, STEPS[number], keys)
        told.insert(0, _stamp(path, lines, ends, keys))
        text = "".join(chain.from_iterable(zip_longest(lines, ends, fillvalue="")))
        made = typed.mark + text.encode(typed.codec)
        same = _says(path, made, meant, keys)
    except (FindingsError, ValueError):
        same = False
    if not same:
        params = {"present": f"{VERSION}", "changes": shortened("；".join(told), MOST)}
        raise FindingsError([Finding("F215", params).at(path, 1, 1)])
    return Upgraded(made, version, tuple(told))


def _read(path: Path, lines: list[str], keys: Collection[str]) -> Source:
    return source_of(path, Decoded("\n".join(lines)), keys)


def _step(path: Path, lines: list[str], step: Step, keys: Collection[str]) -> list[str]:
    """Do a step in the lines; what was done, in words."""
    source = _read(path, lines, keys)
    found = changes(step, source.root)
    edits = [edit for change in found for edit in _edits(source.text, change)]
    lines[:] = _edited(lines, source.text, edits)
    return [_words(change) for change in found]


def _words(change: Change) -> str:
    begin = f"第 {change.key.start_mark.line + 1} 行：“{change.key.value}”"
    if change.name:
        return f"{begin}改为“{change.name}”"
    return (
        f"{begin}不再用，{'已删去' if change.mapping.flow_style else '改为注释'}；{change.advice}"
    )


def _edits(text: str, change: Change) -> Iterator[_Edit]:
    """A key with another name; one that is gone made a comment, or taken out of braces."""
    key, start, end = change.key, change.key.start_mark.index, change.value.end_mark.index
    if change.name:
        quote = key.style or ""
        yield _Edit(start, key.end_mark.index, f"{quote}{change.name}{quote}")
    elif change.mapping.flow_style:
        after = re.compile("[ \t]*,[ \t]*").match(text, end)
        before = re.compile("[ \t]*,[ \t]*$").search(text, text.rfind("\n", 0, start) + 1, start)
        yield _Edit(
            before.start() if before and not after else start, after.end() if after else end, ""
        )
    else:
        yield _Edit(start, start, "# ")
        for found in re.finditer("\n[ \t]*(?=[^ \t\n#])", text[start:end].rstrip()):
            yield _Edit(start + found.end(), start + found.end(), "# ")


def _edited(lines: list[str], read: str, edits: list[_Edit]) -> list[str]:
    """The lines with all edits of the text that they were read as; others stay as typed.

    Raises ``ValueError`` where an edit goes over the end of a line.
    """
    parts, last = [], 0
    for edit in sorted(edits):
        parts += [read[last : edit.start], edit.new]
        last = edit.end
    new = "".join([*parts, read[last:]])
    rows = zip(lines, read.split("\n"), new.split("\n"), strict=True)
    return [line if before == after else after for line, before, after in rows]


def _stamp(path: Path, lines: list[str], ends: list[str], keys: Collection[str]) -> str:
    """Write the present version into the lines; what was done, in words."""
    source = _read(path, lines, keys)
    for key, value in source.root.value:
        if key.value == KEY:
            edit = _Edit(value.start_mark.index, value.end_mark.index, f"{VERSION}")
            lines[:] = _edited(lines, source.text, [edit])
            return f"第 {key.start_mark.line + 1} 行：“{KEY}”改为 {VERSION}"
    first: yaml.Mark = source.root.value[0][0].start_mark
    if source.root.flow_style:
        edit = _Edit(first.index, first.index, f"{KEY}: {VERSION}, ")
        lines[:] = _edited(lines, source.text, [edit])
    else:
        lines.insert(first.line, f"{' ' * first.column}{KEY}: {VERSION}")
        ends.insert(first.line, ends[first.line] if first.line < len(ends) else "\n")
    return f"第 {first.line + 1} 行：加上“{KEY}: {VERSION}”"


def _says(path: Path, content: bytes, meant: Source, keys: Collection[str]) -> bool:
    """Whether the content, read as a file is, says what is meant in the present version."""
    read = source_of(path, decode(path, content), keys)
    return version_of(read) == VERSION and _facts(read) == _facts(meant)


def _facts(source: Source) -> str:
    """All facts but the version, in their order."""
    data = {key: value for key, value in source.data.items() if key != KEY}
    return json.dumps(data, ensure_ascii=False)
