"""Pages: paper, margins and page numbers of a section of Word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from generator.theme import Margins, Theme
from generator.write.docx.ooxml import add, name
from generator.write.docx.units import twips, twips_of_mm

# The line of the page number, in parts of its type size.
FOOTER_LEADING = 1.2
# From the upper edge of the paper to the header, in mm; it holds nothing but a draft's mark.
HEADER_DISTANCE = 15.0


class Layout(NamedTuple):
    """What a section of Word has of its own; ``start`` restarts its page number."""

    landscape: bool = False
    numbered: bool = True
    start: int | None = None


class Reference(NamedTuple):
    """A header or footer of a section: its element, which pages, the relationship's id."""

    element: str
    pages: str
    relation: str


def margins_of(theme: Theme, landscape: bool = False) -> Margins:
    """The margins of a page, in mm."""
    return theme.page.landscape if landscape else theme.page.portrait


def paper(theme: Theme, landscape: bool = False) -> tuple[float, float]:
    """Width and height of a page, in mm."""
    page = theme.page
    return (page.height, page.width) if landscape else (page.width, page.height)


def type_width(theme: Theme, landscape: bool = False) -> int:
    """The width of the type area, in twips."""
    margins = margins_of(theme, landscape)
    width, _ = paper(theme, landscape)
    return twips_of_mm(width) - twips_of_mm(margins.left) - twips_of_mm(margins.right)


def type_height(theme: Theme, landscape: bool = False) -> int:
    """The height of the type area, in twips."""
    margins = margins_of(theme, landscape)
    _, height = paper(theme, landscape)
    return twips_of_mm(height) - twips_of_mm(margins.top) - twips_of_mm(margins.bottom)


def add_section(
    parent: etree._Element, theme: Theme, layout: Layout, references: Sequence[Reference]
) -> None:
    """Append the properties of a section, which begins on a new page."""
    section = add(parent, "sectPr")
    for reference in references:
        node = add(section, reference.element, type=reference.pages)
        node.set(name("r:id"), reference.relation)
    add(section, "type", val="nextPage")
    width, height = paper(theme, layout.landscape)
    size = add(section, "pgSz", w=twips_of_mm(width), h=twips_of_mm(height))
    if layout.landscape:
        size.set(name("orient"), "landscape")
    _add_margins(section, theme, layout.landscape)
    if layout.start is not None:
        add(section, "pgNumType", start=layout.start)


def _add_margins(section: etree._Element, theme: Theme, landscape: bool) -> None:
    margins = margins_of(theme, landscape)
    add(
        section,
        "pgMar",
        top=twips_of_mm(margins.top),
        right=twips_of_mm(margins.right),
        bottom=twips_of_mm(margins.bottom),
        left=twips_of_mm(margins.left),
        header=min(twips_of_mm(HEADER_DISTANCE), twips_of_mm(margins.top)),
        footer=_footer_distance(theme, landscape),
        gutter=0,
    )


def _footer_distance(theme: Theme, landscape: bool) -> int:
    """From the lower edge of the paper to the page number's line, in twips."""
    number = theme.page.number
    line = twips(number.size * FOOTER_LEADING)
    below = twips_of_mm(margins_of(theme, landscape).bottom - number.distance)
    return max(below - line, 0)
