"""Which sections of a document share a section of Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from generator.compose.vocabulary import class_of
from generator.theme import Theme
from generator.write.docx.front import front_start
from generator.write.docx.page import Layout

_UNNUMBERED = ("cover", "contents")


class Group(NamedTuple):
    """Sections of the document within one section of Word."""

    layout: Layout
    members: list[etree._Element]


def group_sections(root: etree._Element, theme: Theme) -> list[Group]:
    """The sections in groups; inside a group a page break parts them."""
    groups: list[Group] = []
    for section in root.iterfind("body/section"):
        layout = _layout_of(section)
        if groups and _joins(layout, groups[-1].layout):
            groups[-1].members.append(section)
        else:
            groups.append(Group(layout, [section]))
    return list(_with_front_starts(groups, theme))


def _layout_of(section: etree._Element) -> Layout:
    kinds = class_of(section).split()
    start = section.get("data-start")
    return Layout(
        landscape="landscape" in kinds,
        numbered=kinds[0] not in _UNNUMBERED,
        start=None if start is None else int(start),
    )


def _joins(layout: Layout, before: Layout) -> bool:
    """Does a section go on in the section of Word before it?"""
    return layout == before._replace(start=None)


def _with_front_starts(groups: Sequence[Group], theme: Theme) -> Iterator[Group]:
    for index, group in enumerate(groups):
        following = groups[index + 1].layout.start if index + 1 < len(groups) else None
        layout = group.layout
        if following is None or layout.numbered or layout.start is not None or index:
            yield group
        else:
            start = front_start(group.members, theme, following)
            yield group._replace(layout=layout._replace(start=start))
