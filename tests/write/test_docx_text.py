"""Styles and running text of the DOCX."""

from __future__ import annotations

import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree

from tests.write.test_docx_specimen import W, everything, opened, text_section, theme, value

STYLES = {
    "Normal Indent": "p",
    "Body Text": "plain",
    "正文居中": "center",
    "Heading 1": "h1",
    "Heading 2": "h2",
    "Heading 3": "h3",
    "Heading 4": "h4",
    "部分标题": "divider-title",
    "Title": "document-title",
    "封面文字": "cover-line",
    "TOC Heading": "contents-title",
    "toc 1": "contents-1",
    "toc 2": "contents-2",
    "表标题": "table-title",
    "表号": "table-number",
    "表单位": "table-unit",
    "表上栏目": "spread",
    "表注": "note",
}


@pytest.mark.parametrize(("name", "key"), STYLES.items())
def test_styles_have_the_faces_of_the_theme(name: str, key: str) -> None:
    style = everything().styles[name]._element
    look = theme().styles[key]
    fonts = style.find(f"{W}rPr/{W}rFonts")
    assert dict(fonts.attrib) == {
        W + "hint": "eastAsia",
        W + "eastAsia": theme().fonts[look.font].office,
        W + "ascii": "Times New Roman",
        W + "hAnsi": "Times New Roman",
        W + "cs": "Times New Roman",
    }
    assert value(style, "rPr/sz") == str(round(look.size * 2))
    assert value(style, "pPr/spacing", "line") == str(round(look.line * 20))
    spacing = str(round(look.spacing * 20)) if look.spacing else None
    assert value(style, "rPr/spacing") == spacing


def test_no_theme_font_is_left_and_the_language_is_chinese() -> None:
    styles = etree.tostring(everything().styles.element, encoding="unicode")
    assert "Theme" not in styles
    assert value(everything().styles.element, "docDefaults/rPrDefault/rPr/lang", "eastAsia") == (
        "zh-CN"
    )


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_have_outline_levels_and_keep_with_next(level: int) -> None:
    style = everything().styles[f"Heading {level}"]
    assert value(style._element, "pPr/outlineLvl") == str(level - 1)
    assert style.paragraph_format.keep_with_next


@pytest.mark.parametrize("name", ["表标题", "表号", "表单位", "表上栏目", "公开表格 表头"])
def test_lines_above_a_table_keep_with_next(name: str) -> None:
    assert everything().styles[name].paragraph_format.keep_with_next


def test_indent_of_body_text_in_characters_and_twips() -> None:
    indent = everything().styles["Normal Indent"]._element.find(f"{W}pPr/{W}ind")
    assert indent.get(W + "firstLineChars") == "200"
    assert indent.get(W + "firstLine") == "640"
    assert value(everything().styles["Normal Indent"]._element, "pPr/jc") == "both"


def test_every_paragraph_has_a_known_style() -> None:
    known = {style.style_id for style in everything().styles}
    for used in everything().element.body.iter(W + "pStyle"):
        assert used.get(W + "val") in known


def test_paragraphs_are_in_the_styles_of_their_elements() -> None:
    used = {
        paragraph.text: paragraph.style.name
        for paragraph in everything().paragraphs
        if paragraph.style
    }
    assert used["2025年度"] == "封面文字"
    assert used["部门预算"] == "Title"
    assert used["目　录"] == "TOC Heading"
    assert used["第一部分\n部门概况"] == "部分标题"
    assert used["一、部门主要职责"] == "Heading 2"
    assert used["（一）内设机构"] == "Heading 3"
    assert used["1.办公室"] == "Heading 4"
    assert used["不缩进的一段。"] == "Body Text"


def test_quotes_and_dashes_take_the_chinese_glyph() -> None:
    document = opened(text_section("<p>“三公”经费</p><p>……——·</p><p>没有引号1.00</p>"))
    hints = [
        [value(run._element, "rPr/rFonts", "hint") for run in paragraph.runs]
        for paragraph in document.paragraphs
    ]
    assert hints == [["eastAsia"], ["eastAsia"], [None]]


def test_inline_elements() -> None:
    document = opened(text_section("<p>甲<b>乙<data value='丙'>1.00</data></b><br/>丁</p>"))
    runs = document.paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs] == [
        ("甲", None),
        ("乙1.00", True),
        ("\n丁", None),
    ]


def test_neighbours_of_one_look_are_one_run() -> None:
    document = opened(text_section("<p>收入<data value='收入'>1.00</data>万元。</p>"))
    assert [run.text for run in document.paragraphs[0].runs] == ["收入1.00万元。"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>\n  甲 \n 乙  </p>", "甲 乙"),
        ("<p>甲 <b> 乙</b> <br/> 丙 </p>", "甲 乙\n丙"),
        ("<p>　甲　</p>", "　甲　"),
        ("<p> <b> </b> </p>", ""),
        ("<p>甲<b> </b>乙</p>", "甲 乙"),
    ],
)
def test_white_space_is_that_of_html(html: str, text: str) -> None:
    assert opened(text_section(html)).paragraphs[0].text == text


def test_spread_line_has_tab_stops_for_its_parts() -> None:
    document = opened(
        text_section(
            "<p class='spread'><span>左</span><span>中</span><span>右</span></p>",
            "<p class='spread'><span>左</span><span>右</span></p>",
        )
    )
    first, second = document.paragraphs
    assert first.text == "左\t中\t右"
    assert second.text == "左\t右"
    stops = [stop.get(W + "val") for stop in first._element.iter(W + "tab")]
    assert stops == ["center", "right", None, None]
    assert [stop.get(W + "pos") for stop in second._element.iter(W + "tab")] == ["8845", None]


def test_styles_are_of_their_kind() -> None:
    kinds = {style.name: style.type for style in everything().styles}
    assert kinds["公开表格"] == WD_STYLE_TYPE.TABLE
    assert kinds["公开表格 内容"] == WD_STYLE_TYPE.PARAGRAPH


def test_fonts_name_what_may_stand_in_for_them() -> None:
    part = next(
        relation.target_part
        for relation in everything().part.rels.values()
        if relation.reltype.endswith("fontTable")
    )
    fonts = etree.fromstring(part.blob)
    others = {font.get(W + "name"): value(font, "altName") for font in fonts}
    assert others["仿宋_GB2312"] is not None
    assert "FangSong" in others["仿宋_GB2312"].split(",")
