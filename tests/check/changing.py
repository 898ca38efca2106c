"""Changed facts: one thing of a published document made different, and what is found then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from generator.findings import Finding, Loc

QUANZHOU, ZHANGZHOU = "quanzhou-2025-budget", "zhangzhou-2024-budget"
XIAMEN, FUSHUN = "xiamen-2025-budget", "fushun-2024-unit-budget"
ACCOUNT = "xiamen-2023-final-account"
DOCUMENTS = (FUSHUN, QUANZHOU, ACCOUNT, XIAMEN, ZHANGZHOU)
Change = Callable[[Any], object]


@dataclass(frozen=True)
class Case:
    """A change to a document that raises ``code`` at ``loc``, with ``says`` in its message."""

    code: str
    document: str
    change: Change
    loc: Loc
    says: str = ""

    def __str__(self) -> str:
        return f"{self.code}-{self.document}"


def changed(text: str, change: Change) -> str:
    """The facts with a change made to their plain data (dict, list, str)."""
    data = yaml.load(text, Loader=yaml.BaseLoader)
    change(data)
    dumped: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    return dumped


def put(*path: str | int, to: Any) -> Change:
    """A change that puts a value at a path of keys and indexes."""

    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data.setdefault(step, {}) if isinstance(data, dict) else data[step]
        data[path[-1]] = to

    return change


def remove(*path: str | int) -> Change:
    """A change that takes out what stands at a path."""

    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


def add(*path: str, item: Any) -> Change:
    """A change that adds an item to a list, which is made where there is none."""

    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data.setdefault(path[-1], []).append(item)

    return change


def both(*changes: Change) -> Change:
    """Several changes, one after another."""

    def change(data: Any) -> None:
        for one in changes:
            one(data)

    return change


def nothing(data: Any) -> None:
    """No change."""


def with_code(findings: Iterable[Finding], *codes: str) -> list[Finding]:
    """The findings that have one of these codes."""
    return [finding for finding in findings if finding.code in codes]


def line_of(text: str, loc: Loc) -> int:
    """The line (from 1) of a key or list item in YAML text, counted by a reader of its own."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    line = 0
    for step in loc:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line
        elif isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if step not in pairs:
                break
            key, node = pairs[str(step)]
            line = key.start_mark.line
    return line + 1
