"""Facts files of an older version of their format brought up to the present one.

Only what a step names is changed; every other character, comments too, stays as it was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.findings import Finding, FindingsError, shortened
from generator.model.upgrade.edits import Edit, edited, offset
from generator.model.upgrade.steps import STEPS, edits, keys
from generator.read.tree import compose, marked

VERSION = max(STEPS) + 1  # the version that the program reads
FIRST = min(STEPS)  # that of a file that names none
KEY = "数据版本"


@dataclass(frozen=True)
class Upgraded:
    """The text of a facts file in the present version, the version it had, and what was changed."""

    text: str
    version: int
    changes: tuple[str, ...]


def upgrade(path: Path, text: str) -> Upgraded:
    """The text brought up to the present version.

    Raises ``FindingsError`` where it is not YAML, or names a version that there is not.
    """
    version = version_of(path, _mapping(path, text))
    changes: list[str] = []
    for number in range(version, VERSION):
        found = list(edits(STEPS[number], text, _mapping(path, text)))
        changes += dict.fromkeys(edit.words for edit in found)
        text = edited(text, found)
    if version < VERSION:
        change = _stamp(text, _mapping(path, text))
        changes.append(change.words)
        text = edited(text, [change])
    return Upgraded(text, version, tuple(changes))


def outdated(root: yaml.MappingNode, version: int) -> yaml.Node | None:
    """The first key of a file of this version that the next step changes."""
    return next(keys(STEPS[version], root), None) if version < VERSION else None


def version_of(path: Path, root: yaml.MappingNode) -> int:
    """The version that a file names. Raises ``FindingsError`` for one that there is not."""
    known = {str(number): number for number in range(FIRST, VERSION + 1)}
    for key, value in root.value:
        if key.value == KEY:
            typed = value.value if isinstance(value, yaml.ScalarNode) else ""
            if typed not in known:
                params = {"value": shortened(typed), "version": f"{VERSION}"}
                raise FindingsError([marked(path, "F212", params, value.start_mark)])
            return known[typed]
    return FIRST


def _mapping(path: Path, text: str) -> yaml.MappingNode:
    """The root of the text. Raises ``FindingsError`` where it is no mapping."""
    root, _, _ = compose(path, text, ())
    if isinstance(root, yaml.MappingNode):
        return root
    raise FindingsError([Finding("R103").at(path, 1, 1)])


def _stamp(text: str, root: yaml.MappingNode) -> Edit:
    """The present version where the file names its own, or at its head."""
    for key, value in root.value:
        if key.value == KEY:
            start, end = offset(text, value.start_mark), offset(text, value.end_mark)
            return Edit(start, end, f"{VERSION}", f"“{KEY}”改为 {VERSION}")
    start = offset(text, root.value[0][0].start_mark) if root.value else 0
    line = f"{KEY}: {VERSION}{', ' if root.flow_style else chr(10)}"
    return Edit(start, start, line, f"加上“{KEY}: {VERSION}”")
