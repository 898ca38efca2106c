"""A table in running text on one page with the lines above it.

Kept whole by itself, a table that fills its page would leave its title alone on the page before:
a box around both is moved as one, and is broken between rows only where it exceeds a page.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from lxml import etree

from generator.compose.document import ComposedDocument
from generator.compose.vocabulary import HEADINGS

LINES = {"table-title", "table-subtitle", "table-number", "table-unit", "spread"}


def keep_together(document: ComposedDocument) -> ComposedDocument:
    """A copy whose tables in running text stand in ``div.together`` with headings and lines."""
    root = deepcopy(document.root)
    for table in list(root.iterfind(".//section[@class='text']/table")):
        _box(table)
    return replace(document, root=root)


def _box(table: etree._Element) -> None:
    members = [table]
    while (above := members[0].getprevious()) is not None and _leads(above):
        members.insert(0, above)
    box = etree.Element("div", {"class": "together"})
    members[0].addprevious(box)
    box.extend(members)


def _leads(block: etree._Element) -> bool:
    return block.tag in HEADINGS or block.get("class") in LINES
