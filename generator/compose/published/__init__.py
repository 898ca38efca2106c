"""公布文字: what was published other than the form gives it, done to the composed document.

All entries are looked up in the document as the form gives it, so that none depends on another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from generator.compose.published import blocks
from generator.compose.published.places import Finder, Place, UselessError
from generator.compose.published.words import replace, text_of
from generator.findings import Finding
from generator.model.common import CONTENTS, PublishedText

__all__ = ["publish", "text_of"]


@dataclass(frozen=True)
class _Task:
    """An entry with its number, a place that it changes, and that beside which it puts it."""

    index: int
    entry: PublishedText
    changed: Place | None
    beside: Place | None


def publish(
    root: etree._Element, entries: Sequence[PublishedText], *, contents: bool
) -> list[Finding]:
    """Do the entries on the contents list, or else (before it is filled) all others.

    Returns a finding on each that cannot be done.
    """
    findings = []
    tasks: list[_Task] = []
    finder = Finder(root)
    for index, entry in enumerate(entries):
        if (entry.place == CONTENTS) == contents:
            try:
                changed, beside = finder.find(entry)
                places = changed or (None,)
                tasks += [_Task(index, entry, place, beside) for place in places]
            except UselessError as error:
                findings.append(error.finding(index))
    findings += _replace(tasks)
    for task in tasks:
        try:
            _do(task)
        except UselessError as error:
            findings.append(error.finding(task.index))
    return findings


def _replace(tasks: Sequence[_Task]) -> Iterator[Finding]:
    """Do all 换, from the back of each block so that places stay where they were found."""
    reached: dict[etree._Element, int] = {}
    places = [(task.changed, task) for task in tasks if task.entry.by is not None and task.changed]
    for place, task in sorted(places, key=lambda one: -one[0].start):
        if place.end > reached.get(place.block, place.end):
            yield Finding("P309", {"text": place.text}, loc=("公布文字", task.index, "换"))
            continue
        replace(place.block, place.start, place.end, task.entry.by or "")
        reached[place.block] = place.start


def _do(task: _Task) -> None:
    """Do an entry that is no 换. Raises ``UselessError``."""
    entry, changed, beside = task.entry, task.changed, task.beside
    if entry.removed is not None and changed:
        blocks.take_out(blocks.whole(changed.block))
    elif beside:
        made = entry.inserted and blocks.made(entry.inserted, entry.style, beside.block)
        parts = made or (blocks.whole(changed.block) if changed else [])
        try:
            blocks.put(parts, beside.block, after=entry.after is not None)
        except blocks.MisplacedError as error:
            key = "之前" if entry.after is None else "之后"
            text = entry.moved or entry.inserted
            params = {"text": text, "beside": beside.text, "side": key, "problem": error}
            raise UselessError("P308", key, **params) from None
