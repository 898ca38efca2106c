"""Blocks of a document: what belongs to one, and putting it elsewhere or leaving it out.

Of a heading that is all that stands under it, of a cell its table. Where nothing else stands in a
section, the section goes with it, so that each page keeps its shape.
"""

from __future__ import annotations

from itertools import takewhile

from lxml import etree

from generator.compose.published.places import Blocks, depth
from generator.compose.vocabulary import HEADINGS

CELLS = ("td", "th")
STYLES = {"一级标题": "h1", "二级标题": "h2", "三级标题": "h3", "四级标题": "h4"}
NOTE, ROW = "注", "表行"


class MisplacedError(Exception):
    """Blocks that cannot be put where they should; says why."""


def made(text: str, style: str, beside: etree._Element) -> Blocks:
    """A new block of a style, for a place beside a block."""
    if style == ROW and beside.tag in CELLS:
        row = etree.Element("tr")
        columns = len(list(next(beside.iterancestors("table")).iter("col")))
        etree.SubElement(row, "td", {"colspan": f"{columns}"}).text = text
        return [row]
    block = etree.Element(STYLES.get(style, "p"), {"class": "note"} if style == NOTE else {})
    block.text = text
    return [block]


def whole(block: etree._Element) -> Blocks:
    """All that belongs to a block: children of sections, or whole sections."""
    if block.tag in CELLS:
        return _page([next(block.iterancestors("table"))])
    page = block.getparent()
    if block.tag not in HEADINGS or page is None:
        return [block]

    def below(other: etree._Element) -> bool:
        return not 0 < depth(other) <= depth(block)

    rest = list(block.itersiblings())
    parts = [block, *takewhile(below, rest)]
    if len(parts) <= len(rest):
        return parts
    parts = _page(parts)
    for following in page.itersiblings("section"):
        kept = list(takewhile(below, following))
        if len(kept) < len(following):
            return [*parts, *kept]
        parts.append(following)
    return parts


def _page(parts: Blocks) -> Blocks:
    """The section of these parts where it has no others."""
    page = parts[0].getparent()
    return parts if page is None or len(parts) < len(page) else [page]


def put(parts: Blocks, beside: etree._Element, *, after: bool) -> None:
    """Put blocks before or after a block. Raises ``MisplacedError``."""
    edge = _edge(parts, beside, after)
    if any(edge is below for part in parts for below in part.iter()):
        raise MisplacedError("它在要移动的内容之内")
    if len({part.getparent() for part in parts}) > 1:
        raise MisplacedError("要移动的内容从一页的中间到另一页")
    left = parts[0].getparent()
    for part in reversed(parts) if after else parts:
        if after:
            edge.addnext(part)
        else:
            edge.addprevious(part)
    _close(left)


def _edge(parts: Blocks, beside: etree._Element, after: bool) -> etree._Element:
    """What the parts are put beside: a section, a row, or a block in a section."""
    if parts[0].tag == "tr":
        return _row(beside, after)
    edge = whole(beside)[-1 if after else 0]
    if parts[0].tag != "section":
        return edge[-1 if after else 0] if edge.tag == "section" else edge
    if edge.tag == "section":
        return edge
    page = edge.getparent()
    if page is None or edge is not page[-1 if after else 0]:
        raise MisplacedError("要移动的内容自成一页，不能放到一页的中间")
    return page


def _row(cell: etree._Element, after: bool) -> etree._Element:
    """The row of a cell, where no cell above it goes on below the place of a new row."""
    row = next(cell.iterancestors("tr"))
    above = [row, *row.itersiblings(preceding=True)]
    for distance, line in enumerate(above if after else above[1:], start=1):
        if any(int(cell.get("rowspan", "1")) > distance for cell in line):
            raise MisplacedError("那里有合并的格")
    return row


def take_out(parts: Blocks) -> None:
    """Leave out blocks."""
    for part in parts:
        parent = part.getparent()
        if parent is not None:
            parent.remove(part)
            _close(parent)


def _close(section: etree._Element | None) -> None:
    """Leave out a section that has nothing left."""
    if section is not None and section.tag == "section" and not len(section):
        take_out([section])
