"""The contents list: a field that Word can update, around the entries as they stand now."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from generator.compose.vocabulary import HEADINGS, class_of, is_divider_title
from generator.write.docx.inline import add_run, pieces_of, text_of
from generator.write.docx.links import Entry, Links
from generator.write.docx.names import DIVIDER_NAME, PARAGRAPHS, TINY
from generator.write.docx.ooxml import add, add_field, add_hidden_field, begin_field, end_field
from generator.write.docx.paragraphs import add_paragraph

# What would end a text inside a field's code; Word takes curved quotes for straight ones there.
_QUOTED = re.compile(r'["“”\\]')
_LEVELS = {"contents-1": 1, "contents-2": 2}
_NATIVE = {"h1": 1, "h2": 2}


class Contents:
    """What the contents lists of a document say of its headings."""

    def __init__(self, root: etree._Element, links: Links, pages: Mapping[str, int]) -> None:
        self._links = links
        self._pages = pages
        self._entries = {
            target: Entry(_LEVELS[class_of(entry)], text_of(entry))
            for entry in root.iterfind(".//nav/p")
            for target in [_target(entry)]
        }
        self._present = root.find(".//nav") is not None
        headings = [heading for heading in root.iter(*HEADINGS) if heading.get("id")]
        self._has_divided = any(is_divider_title(heading) for heading in headings)
        self._has_reworded = any(self.reworded(heading) for heading in headings)

    def reworded(self, heading: etree._Element) -> Entry | None:
        """The entry of a heading that stands in the list in another way than by itself."""
        entry = self._entries.get(heading.get("id", ""))
        if entry is None:
            return None
        if not class_of(heading) and entry == Entry(_NATIVE.get(heading.tag, 0), text_of(heading)):
            return None
        return entry

    def leaves_out(self, heading: etree._Element) -> bool:
        """Would Word put this heading into the list by itself, where it does not stand so?"""
        if not self._present or heading.tag not in _NATIVE:
            return False
        return heading.get("id", "") not in self._entries or self.reworded(heading) is not None

    def add_list(self, body: etree._Element, nav: etree._Element) -> None:
        """Append the list; the field ends in a paragraph of its own, as Word has it."""
        numbered = class_of(nav) != "unnumbered"
        for index, entry in enumerate(nav):
            paragraph = add_paragraph(body, PARAGRAPHS[class_of(entry)].id)
            if not index:
                begin_field(paragraph, self._code(numbered))
            self._add_entry(paragraph, entry, numbered)
        last = add_paragraph(body, TINY)
        if len(nav):
            end_field(last)

    def add_entry_field(self, paragraph: etree._Element, heading: etree._Element) -> None:
        """Append, hidden, what Word is to print in the list for a heading worded otherwise."""
        entry = self.reworded(heading)
        if entry:
            text = _QUOTED.sub(r"\\\g<0>", entry.text)
            add_hidden_field(paragraph, f'TC "{text}" \\l {entry.level}')

    def _code(self, numbered: bool) -> str:
        code = 'TOC \\o "1-2" \\h \\z'
        code += "" if numbered else " \\n"
        code += f' \\t "{DIVIDER_NAME},1"' if self._has_divided else ""
        return code + (" \\f" if self._has_reworded else "")

    def _add_entry(self, paragraph: etree._Element, entry: etree._Element, numbered: bool) -> None:
        target = _target(entry)
        link = self._links.add_hyperlink(paragraph, target)
        for piece in pieces_of(entry):
            add_run(link, piece.text, bold=piece.bold)
        if numbered:
            add(add(link, "r"), "tab")
            page = self._pages.get(target)
            code = f"PAGEREF {self._links.bookmark(target)} \\h"
            add_field(link, code, str(page) if page is not None else "")


def _target(entry: etree._Element) -> str:
    link = entry.find("a")
    return "" if link is None else link.get("href", "").removeprefix("#")
