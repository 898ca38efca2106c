"""The body of the document: its sections, block by block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from generator.compose.vocabulary import HEADINGS, class_of, is_divider_title
from generator.theme import Theme
from generator.write.docx.contents import Contents
from generator.write.docx.faces import style_of
from generator.write.docx.inline import add_pieces, pieces_of
from generator.write.docx.links import Links
from generator.write.docx.names import PARAGRAPHS, TINY, Name, unlisted
from generator.write.docx.ooxml import name
from generator.write.docx.page import Layout, Reference, add_section, type_width
from generator.write.docx.paragraphs import add_paragraph
from generator.write.docx.sections import Group, group_sections
from generator.write.docx.spread import add_spread
from generator.write.docx.tables import TableWriter
from generator.write.docx.units import twips, twips_of_mm


class BodyWriter:
    """Writes the sections of a document into the body of a DOCX."""

    def __init__(
        self,
        body: etree._Element,
        theme: Theme,
        references: Callable[[Layout], Sequence[Reference]],
    ) -> None:
        self._body = body
        self._theme = theme
        self._drops = {"cover": theme.page.cover_drop, "divider": theme.page.divider_drop}
        self._references = references

    def write(self, root: etree._Element, pages: Mapping[str, int]) -> None:
        """Write everything; ``pages`` has the page numbers of headings."""
        self._links = Links(root)
        self._contents = Contents(root, self._links, pages)
        self._tables = TableWriter(self._theme, self._links)
        groups = group_sections(root, self._theme)
        for index, group in enumerate(groups):
            self._write_group(group)
            self._end_group(group.layout, last=index + 1 == len(groups))

    def _write_group(self, group: Group) -> None:
        self._can_end = False
        for index, section in enumerate(group.members):
            self._write_section(section, group.layout.landscape, page_break=index > 0)

    def _write_section(self, section: etree._Element, landscape: bool, page_break: bool) -> None:
        first = section[0] if len(section) else None
        if first is None or (page_break and first.tag in ("table", "nav")):
            # On the new page, where it cannot be one paragraph too many as on a full page.
            add_paragraph(self._body, TINY, page_break=page_break)
            page_break, self._can_end = False, True
        for block in section:
            if block.tag == "table":
                self._write_table(block, landscape, whole=class_of(section) == "text")
            else:
                breaks = page_break and block is first
                before = self._space_before(section, block)
                self._write_block(block, landscape, page_break=breaks, before=before)

    def _space_before(self, section: etree._Element, block: etree._Element) -> int | None:
        """What parts a block from what is above it, in twips, where its style does not say it."""
        above, kind = block.getprevious(), class_of(section)
        if above is None:
            return twips_of_mm(self._drops[kind]) if kind in self._drops else None
        if kind != "text" or above.tag != "table" or block.tag == "nav":
            return None
        style = style_of(self._theme, class_of(block) or block.tag)
        return twips(max(style.before, self._theme.table.after))

    def _end_group(self, layout: Layout, *, last: bool) -> None:
        """End a section of Word: in its last paragraph, or in one made for it."""
        if self._ends_in_table() or not (last or self._can_end):
            add_paragraph(self._body, TINY)
        # Every paragraph begins with its properties.
        parent = self._body if last else self._body[-1][0]
        add_section(parent, self._theme, layout, self._references(layout))

    def _ends_in_table(self) -> bool:
        return len(self._body) > 0 and self._body[-1].tag == name("tbl")

    def _write_table(self, block: etree._Element, landscape: bool, *, whole: bool) -> None:
        self._can_end = True
        if self._ends_in_table():
            add_paragraph(self._body, TINY)
        self._tables.add_table(self._body, block, landscape, whole=whole)

    def _write_block(
        self,
        block: etree._Element,
        landscape: bool,
        *,
        page_break: bool,
        before: int | None,
    ) -> None:
        # Word shows a heading that ends a section oddly in its contents list.
        self._can_end = block.tag not in HEADINGS
        if block.tag == "nav":
            self._contents.add_list(self._body, block)
        elif class_of(block) == "spread":
            width = type_width(self._theme, landscape)
            add_spread(self._body, block, width, self._links, page_break=page_break)
        else:
            self._write_paragraph(block, page_break, before)

    def _write_paragraph(self, block: etree._Element, page_break: bool, before: int | None) -> None:
        named = self._name_of(block)
        paragraph = add_paragraph(self._body, named.id, page_break=page_break, before=before)
        identity = block.get("id", "")
        if identity:
            self._links.open_bookmark(paragraph, identity)
        add_pieces(paragraph, pieces_of(block), self._links)
        if identity:
            self._contents.add_entry_field(paragraph, block)
            self._links.close_bookmark(paragraph, identity)

    def _name_of(self, block: etree._Element) -> Name:
        if block.tag == "p":
            return PARAGRAPHS[class_of(block) or "p"]
        if class_of(block):
            return PARAGRAPHS[class_of(block)]
        named = PARAGRAPHS["divider-title" if is_divider_title(block) else block.tag]
        return unlisted(named) if self._contents.leaves_out(block) else named
