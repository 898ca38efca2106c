"""Making paragraphs: the style first, then what this one paragraph has of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from generator.write.docx.ooxml import add, flag, name

JUSTIFICATION = {"left": "left", "center": "center", "right": "right", "justify": "both"}


class Tab(NamedTuple):
    """A tab stop: its kind, its place in twips from the left, and what leads to it."""

    kind: str
    place: int
    leader: str = "none"


def add_paragraph(
    parent: etree._Element,
    style: str,
    *,
    page_break: bool = False,
    tabs: Sequence[Tab] = (),
    before: int | None = None,
    align: str = "",
) -> etree._Element:
    """Append a paragraph of a style (its id); ``before`` is in twips."""
    paragraph = add(parent, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=style)
    flag(properties, "pageBreakBefore", page_break)
    add_tabs(properties, tabs)
    if before is not None:
        add(properties, "spacing", before=before)
    if align:
        add(properties, "jc", val=JUSTIFICATION[align])
    return paragraph


def keep_with_next(paragraph: etree._Element) -> None:
    """Keep a paragraph, of a row the whole row, on the page of the next."""
    paragraph[0].insert(1, etree.Element(name("keepNext")))


def add_tabs(properties: etree._Element, tabs: Sequence[Tab]) -> None:
    """Append tab stops to paragraph properties."""
    if tabs:
        stops = add(properties, "tabs")
        for tab in tabs:
            add(stops, "tab", val=tab.kind, leader=tab.leader, pos=tab.place)
