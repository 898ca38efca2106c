"""Which sections of a document share a section of Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from generator.theme import Theme
from generator.write.docx.front import front_start
from generator.write.docx.page import Layout
from generator.write.docx.vocabulary import HEADINGS, class_of

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
        if groups and _joins(section, layout, groups[-1].layout):
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


def _joins(section: etree._Element, layout: Layout, before: Layout) -> bool:
    """A page break is a property of a paragraph: a table or a list first needs a section break."""
    same = layout._replace(start=None) == before._replace(start=None)
    first = section[0].tag if len(section) else ""
    return same and layout.start is None and first in ("p", *HEADINGS)


def _with_front_starts(groups: Sequence[Group], theme: Theme) -> Iterator[Group]:
    for index, group in enumerate(groups):
        following = groups[index + 1].layout.start if index + 1 < len(groups) else None
        layout = group.layout
        if following is None or layout.numbered or layout.start is not None or index:
            yield group
        else:
            start = front_start(group.members, theme, following)
            yield group._replace(layout=layout._replace(start=start))
