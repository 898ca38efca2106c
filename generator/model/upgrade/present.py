"""A facts file of an older version read as one of today, where its meaning is the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.findings import Finding, FindingsError, shortened
from generator.model.upgrade.steps import FIRST, KEY, STEPS, VERSION, Change, changes
from generator.read import Source
from generator.read.build import Builder
from generator.read.characters import plain_number
from generator.read.tree import marked


def present(source: Source, keys: Collection[str]) -> Source:
    """The source as of today, with a note where it is older; ``keys`` are those of facts.

    What keys said that say nothing today is left out, and told. Raises ``FindingsError`` for a
    version that there is not.
    """
    version = version_of(source)
    if version == VERSION:
        return source
    made, gone = brought_up(source, version, keys)
    params = {"version": f"{version}", "present": f"{VERSION}", "file": f"{source.path}"}
    note = source.locate(Finding("F213", params, (KEY,)))
    told = (_gone(source, change) for change in gone)
    return replace(made, notes=(*source.notes, note, *told))


def version_of(source: Source) -> int:
    """The version that a file names. Raises ``FindingsError`` for one that there is not."""
    typed = source.data.get(KEY, f"{FIRST}")
    known = {f"{number}": number for number in range(FIRST, VERSION + 1)}
    number = plain_number(typed) if isinstance(typed, str) else ""
    if number not in known:
        params = {"value": shortened(typed or ""), "first": f"{FIRST}", "present": f"{VERSION}"}
        raise FindingsError([source.locate(Finding("F212", params, (KEY,)))])
    return known[number]


def brought_up(
    source: Source, version: int, keys: Collection[str]
) -> tuple[Source, tuple[Change, ...]]:
    """The source with all steps done from ``version`` on, and the keys that are gone.

    Names are changed in its nodes, which keep their places. Raises ``FindingsError`` where a key
    then stands twice.
    """
    gone: list[Change] = []
    for number in range(version, VERSION):
        for change in changes(STEPS[number], source.root):
            change.do()
            gone += [] if change.name else [change]
    builder = Builder(source.path, source.text, keys)
    data = builder.build(source.root)
    if builder.findings:
        raise FindingsError(builder.findings)
    if KEY in data:
        data[KEY] = f"{VERSION}"
    return replace(source, data=data), tuple(gone)


def _gone(source: Source, change: Change) -> Finding:
    key = str(change.key.value)
    params = {"key": key, "advice": change.advice, "file": f"{source.path}"}
    return marked(source.path, "F214", params, change.key.start_mark)
