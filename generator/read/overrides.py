"""Values given in place of what a facts file says, as by ``--set 年度=…``."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.findings import Finding, FindingsError, Loc
from generator.read.hidden import mended
from generator.read.source import Source

SEPARATOR = "/"


def overridden(source: Source, values: Mapping[str, str]) -> Source:
    """The source with ``values`` (text by path of keys, list items from 1) in place of its own.

    A key may be new where the group that holds it is there. Raises ``FindingsError`` with every
    path that leads nowhere or to more than one value, and every text that is not accepted.
    """
    made = replace(source, data=copy.deepcopy(source.data), given={})
    found: list[Finding] = []
    wrong: list[Finding] = []
    for path, text in values.items():
        option = f"{path}={text}"
        loc: Loc = ()
        try:
            holder, loc = _find(made.data, path.split(SEPARATOR))
            made.given[loc] = option
            holder[loc[-1]], mends = mended(source.path, text)
            found += [replace(one, loc=loc) for one in mends]
        except FindingsError as error:
            wrong += [replace(one, loc=loc or one.loc, option=option) for one in error.findings]
    if wrong:
        raise FindingsError(map(made.locate, wrong))
    return replace(made, notes=(*source.notes, *map(made.locate, found)))


def _find(data: Any, steps: Sequence[str]) -> tuple[Any, Loc]:
    """The group or list that holds the one value at a path, and the value's place."""
    loc: Loc = ()
    for number, step in enumerate(steps, start=1):
        key = _key(data, step, last=number == len(steps))
        if key is None:
            raise _nowhere(loc, f"没有“{step}”")
        loc = (*loc, key)
        holder, data = data, data.get(key) if isinstance(data, dict) else data[key]
    if isinstance(data, dict | list):
        raise _nowhere(loc, "这里是一组内容，一次只能改其中的一个值")
    return holder, loc


def _key(holder: Any, step: str, *, last: bool) -> str | int | None:
    """The key or the index that a step of a path stands for; None where there is no such."""
    if isinstance(holder, list):
        return int(step) - 1 if step in map(str, range(1, len(holder) + 1)) else None
    if isinstance(holder, dict) and step and (last or step in holder):
        return step
    return None


def _nowhere(loc: Loc, problem: str) -> FindingsError:
    return FindingsError([Finding("F211", {"problem": problem}, loc)])
