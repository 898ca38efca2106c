"""A profile's declarations laid over its parents', and the file in which each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.findings import Finding, Loc
from generator.read import Source

EXTENDS = "extends"
ABSENT = object()


@dataclass(frozen=True)
class Layers:
    """What a profile's file declares and those of its parents, the nearest first."""

    sources: Sequence[Source]

    @cached_property
    def merged(self) -> dict[str, Any]:
        """Everything declared: mappings key by key, tables by their id, the nearest value of all
        else."""
        merged: dict[str, Any] = {}
        for source in reversed(self.sources):
            own = {key: value for key, value in source.data.items() if key != EXTENDS}
            merged = _merge(merged, own)
        return merged

    def locate(self, finding: Finding) -> Finding:
        """The finding with its place in the nearest file that has most of its path."""
        paths = [_path_in(source.data, self.merged, finding.loc) for source in self.sources]
        deepest = max(range(len(paths)), key=lambda index: len(paths[index]))
        source = self.sources[deepest]
        return finding.at(source.path, *source.place(paths[deepest]))

    def mistake(self, loc: Loc, problem: str) -> Finding:
        """What is wrong at a place of the whole, for the error that carries all mistakes."""
        place = "/".join(self._steps(loc))
        return self.locate(Finding("G101", {"place": place, "problem": problem}, loc))

    def _steps(self, loc: Loc) -> list[str]:
        """The path in words: an item of a list by its id or label where it has one."""
        steps: list[str] = []
        value: Any = self.merged
        for step in loc:
            value = _below(value, step)
            name = value.get("id", value.get("label")) if isinstance(value, dict) else None
            by_name = isinstance(step, int) and isinstance(name, str)
            number = step + 1 if isinstance(step, int) else step
            steps.append(str(name if by_name else number))
        return steps


def _merge(base: Any, over: Any) -> Any:
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: _merge(base.get(key), value) for key, value in over.items()}}
    if has_ids(base) and has_ids(over):
        merged = {item["id"]: item for item in base}
        for item in over:
            merged[item["id"]] = _merge(merged.get(item["id"]), item)
        return list(merged.values())
    return over


def has_ids(value: Any) -> bool:
    """Whether it is a list of declarations with ids."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in value)
    )


def _path_in(own: Any, merged: Any, loc: Loc) -> Loc:
    """As much of a path of ``merged`` as one file has, with the numbers that its lists give."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(step, int) and has_ids(merged) and has_ids(own) and step < len(merged):
            ids = [item["id"] for item in own]
            wanted = merged[step]["id"]
            step_here: str | int = ids.index(wanted) if wanted in ids else len(ids)
        else:
            step_here = step
        own, merged = _below(own, step_here), _below(merged, step)
        if own is ABSENT:
            break
        path.append(step_here)
    return tuple(path)


def _below(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step, ABSENT)
    if isinstance(value, list) and isinstance(step, int):
        return value[step] if step < len(value) else ABSENT
    return ABSENT
