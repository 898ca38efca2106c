"""Where the texts of an entry of 公布文字 stand in the document, as the form gives it."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lxml import etree

from generator.compose.published.words import text_of
from generator.compose.vocabulary import HEADINGS
from generator.findings import Finding
from generator.model.common import CONTENTS, EVERY, PublishedText

BLOCKS = (*HEADINGS, "p", "td", "th")
SECTIONS = {"封面": "cover", CONTENTS: "contents"}
TITLE = "table-title"
SEPARATOR = "\0"  # which no text has
Blocks = list[etree._Element]


@dataclass(frozen=True)
class Place:
    """A text found in a block, where it begins at ``start``."""

    block: etree._Element
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class UselessError(Exception):
    """An entry that cannot be done: the code, the key that is wrong, and parameters."""

    def __init__(self, code: str, key: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.key, self.params = code, key, params

    def finding(self, index: int) -> Finding:
        """The finding on the entry with this index."""
        return Finding(self.code, self.params, loc=("公布文字", index, self.key))


class _Scope:
    """Blocks in which texts are looked for."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        texts = [text_of(block) for block in blocks]
        self._text = SEPARATOR.join(texts)
        self._starts = [0, *accumulate(len(text) + len(SEPARATOR) for text in texts)]
        self._whole: dict[str, Blocks] = {}
        for block, text in zip(blocks, texts, strict=True):
            self._whole.setdefault(text, []).append(block)

    def places(self, text: str) -> list[Place]:
        """Where blocks are just the text, or else where they hold it."""
        if whole := self._whole.get(text):
            return [Place(block, text, 0) for block in whole]
        return [self._place(text, found.start()) for found in self._found(text)]

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        return re.finditer(re.escape(text), self._text)

    def _place(self, text: str, start: int) -> Place:
        number = bisect_right(self._starts, start) - 1
        return Place(self.blocks[number], text, start - self._starts[number])


class Finder:
    """Finds the places of entries in a document that is not changed meanwhile."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._scopes: dict[str, _Scope] = {}

    def find(self, entry: PublishedText) -> tuple[list[Place], Place | None]:
        """The places that an entry changes, one unless 换 is done at every one, and that beside
        which it puts something.

        Raises ``UselessError`` where there is no such place, or more than one.
        """
        scope = self._scopes.get(entry.place)
        if scope is None:
            scope = self._scopes[entry.place] = _Scope(list(_under(self._root, entry.place)))
        if not scope.blocks:
            near = difflib.get_close_matches(entry.place, self._headings, n=1, cutoff=0)
            raise UselessError("P307", "位置", place=entry.place, nearest="".join(near))
        changed = {"换": entry.replaced, "删去": entry.removed, "移动": entry.moved}
        beside = {"之前": entry.before, "之后": entry.after}
        return _chosen(scope, entry, changed, entry.which), next(
            iter(_chosen(scope, entry, beside, None)), None
        )

    @cached_property
    def _headings(self) -> list[str]:
        headings = (block for block in self._root.iter(*BLOCKS) if depth(block))
        return [*SECTIONS, *(text_of(block, " ") for block in headings)]


def depth(block: etree._Element) -> int:
    """The level of a heading, below which the title of a table stands; 0 for other blocks."""
    if block.tag in HEADINGS:
        return HEADINGS.index(block.tag) + 1
    return len(HEADINGS) + 1 if block.get("class") == TITLE else 0


def _chosen(
    scope: _Scope, entry: PublishedText, texts: Mapping[str, str | None], which: int | None
) -> list[Place]:
    """The one place of the text that was typed, of several the one with this number, or all."""
    for key, text in texts.items():
        if text is None:
            continue
        found = scope.places(text)
        if found and which == EVERY:
            return found
        if len(found) < (which or 1) or (len(found) > 1 and which is None):
            params = {"place": entry.place, "text": text, "count": len(found)}
            raise UselessError("P302", key, **params)
        return [found[(which or 1) - 1]]
    return []


def _under(root: etree._Element, place: str) -> Iterator[etree._Element]:
    """The blocks under a heading or a table's title, itself included; of the cover or the list."""
    if place in SECTIONS:
        for section in root.iter("section"):
            if section.get("class") == SECTIONS[place]:
                yield from section.iter(*BLOCKS)
        return
    level = 0
    for block in root.iter(*BLOCKS):
        if its_level := depth(block):
            if text_of(block, " ") == place:
                level = its_level
            elif level and its_level <= level:
                level = 0
        if level:
            yield block
