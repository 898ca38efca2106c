"""Documents made for the tests of the readers, without the program."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn

from .blocks import Block, Paragraph, Row, Table
from .published import Cell, Gap, Item, PublishedRow, Sentence

FONTS = Path(sys.prefix) / "share" / "gongkai" / "fonts"
STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm;
  @bottom-center { content: "— " counter(page) " —"; font: 14pt Song } }
@page wide { size: A4 landscape; margin: 28mm 25mm 26mm 25mm }
@page plain { @bottom-center { content: none } }
body { font: 16pt/28.95pt Song, sans-serif }
p { margin: 0; text-align: justify; text-indent: 2em }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: 9pt;
  line-height: 11pt }
td, th { border: 0.5pt solid; padding: 2pt; overflow-wrap: anywhere }
tr { break-inside: avoid }
.form tr { break-inside: auto }
.wide { page: wide }
.plain { page: plain }
.spread { display: flex; justify-content: space-between; text-indent: 0 }
"""


def blocks_of(items: Sequence[Item]) -> list[Block]:
    """Takes what a document must have, returns blocks that have just that."""
    found: list[Block] = []
    rows: list[Row] = []
    for item in items:
        if isinstance(item, PublishedRow):
            rows.append(Row(tuple(text_of(cell) for cell in item.cells), item.line))
            continue
        if isinstance(item, Gap):
            rows += rows_for(item, rows)
            if item.begins and item.required:
                found += flushed(rows)
                found.append(Paragraph(item.begins, item.line))
            continue
        found += flushed(rows)
        assert isinstance(item, Sentence)
        found.append(Paragraph(item.text, item.line))
    return [*found, *flushed(rows)]


def flushed(rows: list[Row]) -> Iterator[Table]:
    """Takes rows, yields them as a table and empties the list."""
    if rows:
        yield Table(tuple(rows))
        rows.clear()


def rows_for(gap: Gap, rows: list[Row]) -> Iterator[Row]:
    """Takes a gap and the rows above it, yields rows with what the gap holds."""
    width = len(rows[-1].cells) if rows else 0
    for text in gap.holds:
        yield Row(("", text, *[""] * (width - 2)), gap.line)


def text_of(cell: Cell) -> str:
    """Takes a cell, returns a text that it accepts."""
    return cell.text.replace("…", "某") if cell.kind == "lost" else cell.text


# ---------------------------------------------------------------- PDF


def pdf_of(html: str) -> bytes:
    """Takes the body of a page in HTML, returns it as PDF."""
    from weasyprint import HTML

    face = FONTS / "FandolSong-Regular.otf"
    font = f'@font-face {{ font-family: Song; src: url("{face.as_uri()}") }}'
    page = f'<html lang="zh-CN"><style>{font}{STYLE}</style><body>{html}</body></html>'
    data = HTML(string=page).write_pdf()
    assert isinstance(data, bytes)
    return data


def html_of(blocks: Sequence[Block]) -> str:
    """Takes blocks, returns them in HTML: a section of its own for every table."""
    return "".join(
        f"<p>{escape(block.text)}</p>" if isinstance(block, Paragraph) else html_table(block)
        for block in blocks
    )


def html_table(table: Table) -> str:
    """Takes a table, returns it in HTML, wide ones on a landscape page."""
    kind = "wide" if len(table.rows[0].cells) > 8 else ""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.cells) + "</tr>"
        for row in table.rows
    )
    return f'<div class="{kind}"><table>{rows}</table></div>'


# ---------------------------------------------------------------- DOCX


def docx_of(blocks: Sequence[Block]) -> bytes:
    """Takes blocks, returns them as DOCX."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Paragraph):
            document.add_paragraph(block.text)
        else:
            add_table(document, block)
    return saved(document)


def saved(document: Document) -> bytes:
    """Takes a document of python-docx, returns its file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_table(document: Document, table: Table) -> None:
    """Adds a table to a document of python-docx."""
    grid = document.add_table(len(table.rows), len(table.rows[0].cells))
    elements = grid._tbl.findall(qn("w:tr"))
    for row, element in zip(table.rows, elements, strict=True):
        for cell, place in zip(row.cells, element.findall(qn("w:tc")), strict=True):
            paragraph = place.find(qn("w:p"))
            run = paragraph.makeelement(qn("w:r"))
            text = run.makeelement(qn("w:t"))
            text.text = cell
            run.append(text)
            paragraph.append(run)
