"""The styles of the DOCX: which style of Word stands for which of the vocabulary."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """A style: its id, the name in Word, its outline level (from 1), whether it keeps with next.

    Word shows the names of its own styles in the reader's language: Normal Indent is 正文缩进.
    """

    id: str
    name: str
    level: int = 0
    keep: bool = False
    custom: bool = True
    based_on: str = "Normal"


NORMAL = "Normal"
FOOTER = "Footer"
HEADER = "Header"
TINY = "SectionEnd"
BODY = "NormalIndent"
DIVIDER_NAME = "部分标题"

# Paragraph styles by their key in the theme, in the order of the vocabulary.
PARAGRAPHS = {
    "p": Name(BODY, "Normal Indent", custom=False),
    "plain": Name("BodyText", "Body Text", custom=False),
    "center": Name("CentredText", "正文居中"),
    "h1": Name("Heading1", "heading 1", 1, True, False),
    "h2": Name("Heading2", "heading 2", 2, True, False),
    "h3": Name("Heading3", "heading 3", 3, True, False),
    "h4": Name("Heading4", "heading 4", 4, True, False),
    "divider-title": Name("DividerTitle", DIVIDER_NAME, 1, True, based_on="Heading1"),
    "document-title": Name("Title", "Title", custom=False),
    "cover-line": Name("CoverLine", "封面文字"),
    "contents-title": Name("TOCHeading", "TOC Heading", keep=True, custom=False),
    "contents-1": Name("TOC1", "toc 1", custom=False),
    "contents-2": Name("TOC2", "toc 2", custom=False),
    "table-title": Name("TableTitle", "表标题", keep=True),
    "table-subtitle": Name("TableSubtitle", "表副标题", keep=True),
    "table-number": Name("TableNumber", "表号", keep=True),
    "table-unit": Name("TableUnit", "表单位", keep=True),
    "spread": Name("TableLine", "表上栏目", keep=True),
    "note": Name("TableNote", "表注"),
}
# Styles whose paragraphs Word puts into a contents list by itself.
LISTED = ("h1", "h2", "divider-title")


class TableNames(NamedTuple):
    """The styles of a class of table: its own, its cells', labels', header's, total rows'."""

    table: Name
    text: Name
    label: Name
    header: Name
    total: Name


def _table_names(key: str, word: str) -> TableNames:
    stem = f"Table{key.title()}"
    text = Name(f"{stem}Text", f"{word} 内容")
    label = Name(f"{stem}Label", f"{word} 栏目", based_on=text.id)
    return TableNames(
        Name(stem, word, based_on="TableNormal"),
        text,
        label,
        Name(f"{stem}Header", f"{word} 表头", keep=True, based_on=label.id),
        Name(f"{stem}Total", f"{word} 合计", based_on=text.id),
    )


TABLES = {
    "grid": _table_names("grid", "公开表格"),
    "wide": _table_names("wide", "公开表格（多栏）"),
    "dense": _table_names("dense", "公开表格（多行）"),
    "form": _table_names("form", "公开表单"),
    "compact": _table_names("compact", "公开大表单"),
}


def unlisted(name: Name) -> Name:
    """The same style for headings that the contents list leaves out or words in another way."""
    label = name.name.replace("heading", "标题")
    return Name(
        f"{name.id}Unlisted", f"{label}（不入目录）", name.level, name.keep, based_on=name.id
    )
