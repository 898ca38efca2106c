"""Headings as targets of links: bookmarks, and how each stands in the contents list."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from generator.compose.vocabulary import HEADINGS
from generator.write.docx.ooxml import add

# Word takes bookmarks with this beginning for those of its own contents lists.
_PREFIX = "_Toc"
_FIRST = 100000001


class Entry(NamedTuple):
    """A line of the contents list: its level, its text."""

    level: int
    text: str


class Links:
    """The bookmark of every heading with an id, numbered in the order of the document."""

    def __init__(self, root: etree._Element) -> None:
        identities = (heading.get("id") for heading in root.iter(*HEADINGS))
        self._numbers = {one: number for number, one in enumerate(filter(None, identities))}

    def bookmark(self, identity: str) -> str:
        """The name of a heading's bookmark."""
        return f"{_PREFIX}{_FIRST + self._numbers[identity]}"

    def add_hyperlink(self, paragraph: etree._Element, identity: str) -> etree._Element:
        """Append a link to a heading; its runs go inside."""
        return add(paragraph, "hyperlink", anchor=self.bookmark(identity), history=1)

    def open_bookmark(self, paragraph: etree._Element, identity: str) -> None:
        """Begin a heading's bookmark."""
        add(
            paragraph,
            "bookmarkStart",
            id=self._numbers[identity],
            name=self.bookmark(identity),
        )

    def close_bookmark(self, paragraph: etree._Element, identity: str) -> None:
        """End a heading's bookmark."""
        add(paragraph, "bookmarkEnd", id=self._numbers[identity])
