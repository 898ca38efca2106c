"""A line with text at its left, centre and right."""

from __future__ import annotations

from lxml import etree

from generator.write.docx.inline import add_pieces, pieces_of
from generator.write.docx.links import Links
from generator.write.docx.names import PARAGRAPHS
from generator.write.docx.ooxml import add
from generator.write.docx.paragraphs import Tab, add_paragraph

_MOST = 3


def add_spread(
    parent: etree._Element,
    source: etree._Element,
    width: int,
    links: Links,
    *,
    page_break: bool = False,
) -> etree._Element:
    """Append the line, ``width`` twips wide: one part left, two left and right, three all over."""
    parts = _parts(source)
    tabs = [Tab("center", width // 2)] if len(parts) == _MOST else []
    tabs += [Tab("right", width)] if len(parts) > 1 else []
    paragraph = add_paragraph(parent, PARAGRAPHS["spread"].id, page_break=page_break, tabs=tabs)
    for index, part in enumerate(parts):
        if index:
            add(add(paragraph, "r"), "tab")
        add_pieces(paragraph, pieces_of(part), links)
    return paragraph


def _parts(source: etree._Element) -> list[etree._Element]:
    """The line's spans; a line without any is one part."""
    return source.findall("span") or [source]
