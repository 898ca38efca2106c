"""Tables as XML of their own: python-docx looks for each cell anew, which is quadratic."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from generator.compose.vocabulary import TABLE_LINES, Cell, Row, class_of, shape_of
from generator.theme import Theme
from generator.write.docx.inline import add_pieces, pieces_of
from generator.write.docx.links import Links
from generator.write.docx.names import PARAGRAPHS, TABLES, TableNames
from generator.write.docx.ooxml import add, flag, name
from generator.write.docx.page import type_width
from generator.write.docx.paragraphs import add_paragraph, keep_with_next
from generator.write.docx.spread import add_spread
from generator.write.docx.styles import add_borders, add_cell_margins
from generator.write.docx.units import twips

# A row of a form with more characters than this in a cell may go on on the next page.
_LONG = 200
_ALIGNMENT = {"c": "center", "n": "right"}


class TableWriter:
    """Writes tables into the body, each as wide as the type area."""

    def __init__(self, theme: Theme, links: Links) -> None:
        self._theme = theme
        self._links = links

    def add_table(
        self, body: etree._Element, source: etree._Element, landscape: bool, *, whole: bool = False
    ) -> None:
        """Append the table; its widths are those of an upright or a landscape page.

        A ``whole`` table that fits on a page goes to the next one rather than over two.
        """
        grid = shape_of(source)
        kind = class_of(source)
        names = TABLES[kind]
        edges = column_edges(grid.widths, type_width(self._theme, landscape))
        table = add(body, "tbl")
        _add_table_properties(table, names, edges)
        for index, row in enumerate(grid.rows):
            properties = add(add(table, "tr"), "trPr")
            flag(properties, "cantSplit", kind not in ("form", "compact") or not _is_long(row))
            flag(properties, "tblHeader", row.header)
            last_line = not (index + 1 < len(grid.rows) and grid.rows[index + 1].kind == "line")
            self._add_cells(table[-1], row, names, edges, last_line)
            if whole and index + 1 < len(grid.rows):
                for paragraph in table[-1].iterfind(f"{name('tc')}/{name('p')}"):
                    keep_with_next(paragraph)

    def _add_cells(
        self, parent: etree._Element, row: Row, names: TableNames, edges: list[int], last: bool
    ) -> None:
        for cell in row.cells:
            width = edges[cell.column + cell.span] - edges[cell.column]
            node = add(parent, "tc")
            properties = _add_cell_properties(node, cell, width)
            if row.kind == "line":
                self._add_line_borders(properties, last)
                add_cell_margins(properties, "tcMar", 0, 0)
            add(properties, "vAlign", val="center")
            self._add_content(node, row, cell, names, width)

    def _add_line_borders(self, properties: etree._Element, last: bool) -> None:
        """No borders, but for the one below that is the upper edge of what follows."""
        borders = add(properties, "tcBorders")
        add_borders(borders, self._theme, ("top", "left"), "nil")
        add_borders(borders, self._theme, ("bottom",), "single" if last else "nil")
        add_borders(borders, self._theme, ("right",), "nil")

    def _add_content(
        self, parent: etree._Element, row: Row, cell: Cell, names: TableNames, width: int
    ) -> None:
        source = cell.source
        kind = class_of(source) if source is not None else ""
        if source is not None and kind == "spread":
            padding = 0 if row.kind == "line" else 2 * twips(self._theme.table.side)
            add_spread(parent, source, width - padding, self._links)
            return
        style = PARAGRAPHS[kind].id if kind in TABLE_LINES else _cell_style(row, cell, names)
        paragraph = add_paragraph(parent, style, align=_ALIGNMENT.get(kind, ""))
        if source is not None:
            add_pieces(paragraph, pieces_of(source), self._links)


def column_edges(widths: list[float], total: int) -> list[int]:
    """The edges of the columns in twips from the left; the last is ``total`` exactly."""
    whole = sum(widths)
    edges, reached = [0], 0.0
    for width in widths:
        reached += width
        edges.append(round(total * reached / whole))
    return edges


def _add_table_properties(table: etree._Element, names: TableNames, edges: list[int]) -> None:
    properties = add(table, "tblPr")
    add(properties, "tblStyle", val=names.table.id)
    add(properties, "tblW", w=edges[-1], type="dxa")
    add(properties, "jc", val="center")
    add(properties, "tblLayout", type="fixed")
    add(properties, "tblLook", val="0000")
    grid = add(table, "tblGrid")
    for left, right in pairwise(edges):
        add(grid, "gridCol", w=right - left)


def _add_cell_properties(node: etree._Element, cell: Cell, width: int) -> etree._Element:
    properties = add(node, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if cell.span > 1:
        add(properties, "gridSpan", val=cell.span)
    if cell.merge:
        add(properties, "vMerge", val=cell.merge)
    return properties


def _is_long(row: Row) -> bool:
    sources = (cell.source for cell in row.cells if cell.source is not None)
    return any(sum(map(len, source.itertext())) > _LONG for source in sources)


def _cell_style(row: Row, cell: Cell, names: TableNames) -> str:
    if row.header and row.kind != "line":
        return names.header.id
    if cell.source is not None and cell.source.tag == "th":
        return names.label.id
    return names.total.id if row.kind == "total" else names.text.id
