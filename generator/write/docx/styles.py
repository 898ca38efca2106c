"""The part ``styles.xml``: every style of the theme as a style of Word."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.theme import CellStyle, Style, Theme
from generator.write.docx.faces import add_fonts, face_name, style_of
from generator.write.docx.names import (
    BODY,
    FOOTER,
    HEADER,
    LISTED,
    NORMAL,
    PARAGRAPHS,
    TABLES,
    TINY,
    Name,
    TableNames,
    unlisted,
)
from generator.write.docx.ooxml import add, flag, name
from generator.write.docx.page import FOOTER_LEADING, type_width
from generator.write.docx.paragraphs import JUSTIFICATION, Tab, add_tabs
from generator.write.docx.units import eighths, half_points, hundredths, twips

# The type and the height of a paragraph that Word demands and nobody should see, in pt. A full
# page has no room for more: the paragraph would stand alone on the next.
TINY_SIZE = 1.0
TINY_LINE = 0.05
_PLAIN = "plain"


def fill_styles(styles: etree._Element, theme: Theme) -> None:
    """Replace the styles in ``styles`` (the root of the part) by those of the theme."""
    latent = styles.find(name("latentStyles"))
    for child in list(styles):
        styles.remove(child)
    _add_defaults(styles, theme)
    if latent is not None:
        styles.append(latent)
    _add_base_styles(styles, theme)
    for key, named in PARAGRAPHS.items():
        _add_vocabulary_style(styles, theme, key, named)
    for key in LISTED:
        _add_style(styles, unlisted(PARAGRAPHS[key]), following=BODY)
    _add_furniture(styles, theme)
    for key, names in TABLES.items():
        _add_table_styles(styles, theme, names, theme.table.cells[key])


def _add_defaults(styles: etree._Element, theme: Theme) -> None:
    defaults = add(styles, "docDefaults")
    text = add(add(defaults, "rPrDefault"), "rPr")
    base = style_of(theme, _PLAIN)
    add_fonts(text, theme, base.font)
    _add_size(text, base.size)
    add(text, "lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    flag(add(add(defaults, "pPrDefault"), "pPr"), "widowControl")


def _add_base_styles(styles: etree._Element, theme: Theme) -> None:
    normal = add(styles, "style", type="paragraph", default=1, styleId=NORMAL)
    add(normal, "name", val=NORMAL)
    flag(normal, "qFormat")
    paragraph = add(normal, "pPr")
    flag(paragraph, "widowControl")
    # Word's own default, said aloud: LibreOffice reads it the other way round, and with hanging
    # punctuation it drops commas from justified lines.
    add(paragraph, "overflowPunct", val=1)
    # As on the pages of the PDF: no gap between Chinese and figures.
    add(paragraph, "autoSpaceDE", val=0)
    add(paragraph, "autoSpaceDN", val=0)
    _add_paragraph_look(paragraph, style_of(theme, _PLAIN))
    character = add(styles, "style", type="character", default=1, styleId="DefaultParagraphFont")
    _add_hidden(character, "Default Paragraph Font", 1)
    table = add(styles, "style", type="table", default=1, styleId="TableNormal")
    _add_hidden(table, "Normal Table", 99)
    properties = add(table, "tblPr")
    add(properties, "tblInd", w=0, type="dxa")
    add_cell_margins(properties, "tblCellMar", 0, 0)
    numbering = add(styles, "style", type="numbering", default=1, styleId="NoList")
    _add_hidden(numbering, "No List", 99)


def _add_hidden(style: etree._Element, label: str, priority: int) -> None:
    add(style, "name", val=label)
    add(style, "uiPriority", val=priority)
    flag(style, "semiHidden")
    flag(style, "unhideWhenUsed")


def _add_vocabulary_style(styles: etree._Element, theme: Theme, key: str, named: Name) -> None:
    look = style_of(theme, key)
    following = BODY if named.level else ""
    style = _add_style(styles, named, following=following)
    entry = key in ("contents-1", "contents-2")
    tabs = [Tab("right", type_width(theme), "dot")] if entry else []
    properties = add(style, "pPr")
    flag(properties, "keepNext", named.keep)
    flag(properties, "keepLines", bool(named.level))
    add_tabs(properties, tabs)
    _add_paragraph_look(properties, look, whole=entry)
    if named.level:
        add(properties, "outlineLvl", val=named.level - 1)
    text = add(style, "rPr")
    add_fonts(text, theme, look.font)
    flag(text, "b", look.bold)
    if look.spacing:
        add(text, "spacing", val=twips(look.spacing))
    _add_size(text, look.size)


def _add_style(
    styles: etree._Element, named: Name, *, kind: str = "paragraph", following: str = ""
) -> etree._Element:
    style = add(styles, "style", type=kind, styleId=named.id)
    if named.custom:
        style.set(name("customStyle"), "1")
    add(style, "name", val=named.name)
    add(style, "basedOn", val=named.based_on)
    if following:
        add(style, "next", val=following)
    add(style, "uiPriority", val=39 if named.id.startswith("TOC") else 9)
    flag(style, "qFormat")
    return style


def _add_paragraph_look(properties: etree._Element, look: Style, *, whole: bool = False) -> None:
    """Line pitch, spaces, indent of the first line or the whole, alignment.

    What the schema wants before them is there already.
    """
    _add_spacing(properties, look.line, look.before, look.after)
    if look.indent:
        _add_indent(properties, look, "left" if whole else "firstLine")
    add(properties, "jc", val=JUSTIFICATION[look.align])


def _add_indent(properties: etree._Element, look: Style, side: str) -> None:
    indent = add(properties, "ind")
    indent.set(name(f"{side}Chars"), str(hundredths(look.indent)))
    indent.set(name(side), str(twips(look.indent * look.size)))


def _add_spacing(
    properties: etree._Element, line: float, before: float = 0, after: float = 0
) -> None:
    add(
        properties,
        "spacing",
        before=twips(before),
        after=twips(after),
        line=twips(line),
        lineRule="exact",
    )


def _add_size(properties: etree._Element, size: float) -> None:
    add(properties, "sz", val=half_points(size))
    add(properties, "szCs", val=half_points(size))


def _add_furniture(styles: etree._Element, theme: Theme) -> None:
    """Header, footer, and the paragraph that ends a section or parts two tables."""
    header = _add_style(styles, Name(HEADER, "header", custom=False))
    properties = add(header, "pPr")
    _add_spacing(properties, TINY_LINE)
    footer = _add_style(styles, Name(FOOTER, "footer", custom=False))
    number = theme.page.number
    properties = add(footer, "pPr")
    _add_spacing(properties, number.size * FOOTER_LEADING)
    text = add(footer, "rPr")
    add_fonts(text, theme, number.font, latin=face_name(theme, number.font))
    _add_size(text, number.size)
    tiny = _add_style(styles, Name(TINY, "分隔"))
    properties = add(tiny, "pPr")
    _add_spacing(properties, TINY_LINE)
    _add_size(add(tiny, "rPr"), TINY_SIZE)


def _add_table_styles(
    styles: etree._Element, theme: Theme, names: TableNames, cell: CellStyle
) -> None:
    _add_table_style(styles, theme, names.table, cell)
    _add_cell_style(styles, theme, names.text, cell)
    label = _add_style(styles, names.label)
    add(add(label, "pPr"), "jc", val="center")
    text = add(label, "rPr")
    add_fonts(text, theme, theme.table.header.font)
    flag(text, "b", theme.table.header.bold)
    flag(add(_add_style(styles, names.header), "pPr"), "keepNext")
    total = _add_style(styles, names.total)
    if theme.table.total.bold:
        flag(add(total, "rPr"), "b")


def _add_table_style(styles: etree._Element, theme: Theme, named: Name, cell: CellStyle) -> None:
    style = _add_style(styles, named, kind="table")
    properties = add(style, "tblPr")
    borders = add(properties, "tblBorders")
    add_borders(borders, theme, ("top", "left", "bottom", "right", "insideH", "insideV"), "single")
    vertical, side = twips(cell.padding), twips(theme.table.side)
    add_cell_margins(properties, "tblCellMar", vertical, side)
    add(add(style, "tcPr"), "vAlign", val="center")


def _add_cell_style(styles: etree._Element, theme: Theme, named: Name, cell: CellStyle) -> None:
    style = _add_style(styles, named)
    properties = add(style, "pPr")
    _add_spacing(properties, cell.line)
    add(properties, "jc", val="left")
    text = add(style, "rPr")
    add_fonts(text, theme, cell.font)
    _add_size(text, cell.size)


def add_cell_margins(properties: etree._Element, kind: str, vertical: int, side: int) -> None:
    """Append the padding of a table (``tblCellMar``) or a cell (``tcMar``), in twips."""
    margins = add(properties, kind)
    for edge, width in (("top", vertical), ("left", side), ("bottom", vertical), ("right", side)):
        add(margins, edge, w=width, type="dxa")


def add_borders(borders: etree._Element, theme: Theme, edges: Sequence[str], kind: str) -> None:
    """Append edges of a table or cell: ``single`` as the theme's border, or ``nil``."""
    for edge in edges:
        if kind == "nil":
            add(borders, edge, val="nil")
        else:
            width = eighths(theme.table.border)
            add(borders, edge, val=kind, sz=width, space=0, color="auto")
