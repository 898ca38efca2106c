"""Footers: the page number, outside on odd and even pages, or nothing."""

from __future__ import annotations

from lxml import etree

from generator.theme import Theme
from generator.write.docx.inline import add_run
from generator.write.docx.names import FOOTER
from generator.write.docx.ooxml import add, add_field, name
from generator.write.docx.units import twips

# One character stands between the number and the edge of the type area (GB/T 9704-2012, 7.5).
BLANK = 100


def fill_footer(footer: etree._Element, theme: Theme, *, even: bool) -> None:
    """Fill the root of a footer part with the page number of odd or of even pages."""
    properties = _empty_footer(footer)
    width = twips(theme.page.number.size)
    indent = add(properties, "ind")
    for key, value in (("Chars", BLANK), ("", width)):
        indent.set(name(("left" if even else "right") + key), str(value))
    add(properties, "jc", val="left" if even else "right")
    paragraph = footer[0]
    before, _, after = theme.page.number.pattern.partition("{}")
    if before:
        add_run(paragraph, before)
    add_field(paragraph, "PAGE", "1")
    if after:
        add_run(paragraph, after)


def fill_blank_footer(footer: etree._Element) -> None:
    """Fill the root of a footer part with nothing."""
    _empty_footer(footer)


def _empty_footer(footer: etree._Element) -> etree._Element:
    for child in list(footer):
        footer.remove(child)
    properties = add(add(footer, "p"), "pPr")
    add(properties, "pStyle", val=FOOTER)
    return properties
