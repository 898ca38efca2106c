"""DOCX files read back: paragraphs and tables of the body, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.oxml.ns import qn
from lxml import etree

from .blocks import Block, Paragraph, Row, Table

Element = etree._Element
CONTAINERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:smartTag")}
ENTRY = re.compile(r"(?P<label>.+?)[.．…·]*\t(?P<number>\d+)")
SIDES = ("w:top", "w:left", "w:right", "w:start", "w:end")


def read(data: bytes) -> list[Block]:
    """Takes a DOCX file, returns its blocks; those of text are pieces between tabs and breaks."""
    body = docx.Document(BytesIO(data)).element.body
    found: list[Block] = []
    for place, element in enumerate(children(body), start=1):
        if element.tag == qn("w:p"):
            found += pieces(text_of(element), place)
        elif element.tag == qn("w:tbl"):
            found += table_blocks(element, place)
    return found


def children(parent: Element) -> Iterator[Element]:
    """Takes the body or a container in it, yields its paragraphs and tables."""
    for child in parent:
        if child.tag in CONTAINERS:
            yield from children(child)
        elif child.tag in (qn("w:p"), qn("w:tbl")):
            yield child


def text_of(paragraph: Element) -> str:
    """Takes a paragraph, returns its text with tabs and line breaks; field codes are no text."""
    texts = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
        if node.tag == qn("w:t"):
            texts.append(node.text or "")
        elif (parent := node.getparent()) is not None and parent.tag == qn("w:r"):
            texts.append("\t" if node.tag == qn("w:tab") else "\n")
    return "".join(texts)


def pieces(text: str, place: int) -> Iterator[Paragraph]:
    """Takes the text of a paragraph, yields its pieces; an entry of the contents list is one."""
    entry = ENTRY.fullmatch(text)
    if entry:
        yield Paragraph(entry["label"], place, number=entry["number"])
        return
    joins = False
    for piece in re.split(r"[\t\n]", text):
        if piece.strip():
            yield Paragraph(piece, place, joins=joins)
            joins = True


# ---------------------------------------------------------------- tables


def table_blocks(table: Element, place: int) -> Iterator[Block]:
    """Takes a table, yields the lines without borders at its top and then the table."""
    rows = table.findall(qn("w:tr"))
    while rows and is_line(rows[0]):
        for paragraph in rows.pop(0).iter(qn("w:p")):
            yield from pieces(text_of(paragraph), place)
    read_rows = tuple(Row(tuple(cells_of(row)), place) for row in rows)
    if read_rows:
        yield Table(read_rows)


def is_line(row: Element) -> bool:
    """Takes a row, says whether its cells have no borders above and beside them."""
    cells = row.findall(qn("w:tc"))
    return bool(cells) and all(unbordered(cell) for cell in cells)


def unbordered(cell: Element) -> bool:
    """Takes a cell, says whether its own borders above and beside it are all set to none."""
    borders = cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")
    if borders is None:
        return False
    values = [borders.find(qn(side)) for side in SIDES]
    kinds = [value.get(qn("w:val")) for value in values if value is not None]
    return len(kinds) >= 3 and all(kind in ("nil", "none") for kind in kinds)


def cells_of(row: Element) -> Iterator[str]:
    """Takes a row, yields a text for each column; of merged cells only the first has one."""
    yield from [""] * skipped(row, "w:gridBefore")
    for cell in row.iter(qn("w:tc")):
        yield "" if continues(cell) else cell_text(cell)
        yield from [""] * (spanned(cell) - 1)
    yield from [""] * skipped(row, "w:gridAfter")


def cell_text(cell: Element) -> str:
    """Takes a cell, returns the text of its paragraphs."""
    return "".join(text_of(paragraph) for paragraph in cell.iter(qn("w:p")))


def spanned(cell: Element) -> int:
    """Takes a cell, returns how many columns it spans."""
    value = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if value is None else int(str(value.get(qn("w:val"))))


def continues(cell: Element) -> bool:
    """Takes a cell, says whether it continues the one above."""
    value = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return value is not None and value.get(qn("w:val"), "continue") == "continue"


def skipped(row: Element, tag: str) -> int:
    """Takes a row, returns how many columns it leaves out before or after its cells."""
    value = row.find(f"{qn('w:trPr')}/{qn(tag)}")
    return 0 if value is None else int(str(value.get(qn("w:val"))))
