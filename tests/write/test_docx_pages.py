"""Pages of the DOCX: sections, page numbers, page breaks."""

from __future__ import annotations

import pytest
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Mm
from lxml import etree

from tests.write.test_docx_specimen import (
    COVER,
    Specimen,
    W,
    everything,
    opened,
    page,
    value,
)

TABLE = (
    "<table class='grid'><colgroup><col style='width:100%'/></colgroup>"
    "<tbody><tr><td>甲</td></tr></tbody></table>"
)


def _mm(length: int | None) -> int:
    return round((length or 0) / Mm(1))


def _footer(section: Section) -> str:
    paragraphs = [*section.footer.paragraphs, *section.even_page_footer.paragraphs]
    return "".join(paragraph.text for paragraph in paragraphs)


def _breaks(document: Specimen) -> list[str]:
    """How each paragraph or table of the body begins or ends a page."""
    marks = []
    for child in opened(document).element.body:
        kind = etree.QName(child).localname
        kind += "+break" if child.find(f"{W}pPr/{W}pageBreakBefore") is not None else ""
        kind += "+section" if child.find(f"{W}pPr/{W}sectPr") is not None else ""
        marks.append(kind)
    return marks


def test_sections_break_only_where_pages_change() -> None:
    starts = [
        (section.orientation, value(section._sectPr, "pgNumType", "start"))
        for section in everything().sections
    ]
    assert starts == [
        (WD_ORIENT.PORTRAIT, "1"),
        (WD_ORIENT.PORTRAIT, "1"),
        (WD_ORIENT.LANDSCAPE, None),
        (WD_ORIENT.PORTRAIT, None),
    ]


def test_paper_and_margins() -> None:
    upright, across = everything().sections[1], everything().sections[2]
    assert (_mm(upright.page_width), _mm(upright.page_height)) == (210, 297)
    assert (_mm(across.page_width), _mm(across.page_height)) == (297, 210)
    assert (_mm(upright.top_margin), _mm(upright.bottom_margin)) == (37, 35)
    assert (_mm(upright.left_margin), _mm(upright.right_margin)) == (28, 26)
    assert (_mm(across.top_margin), _mm(across.left_margin)) == (18, 25)


def test_page_number_stands_below_the_type_area() -> None:
    # 35 mm margin, 7 mm distance, a line of 16.8 pt
    assert round((everything().sections[1].footer_distance or 0) / Mm(1), 1) == 22.1


def test_no_page_number_on_cover_and_contents() -> None:
    front, body = everything().sections[0], everything().sections[1]
    assert _footer(front) == ""
    assert not front.footer.is_linked_to_previous
    assert _footer(body) == "— 1 —— 1 —"


def test_page_numbers_stand_outside_on_odd_and_even_pages() -> None:
    assert everything().settings.odd_and_even_pages_header_footer
    for section in everything().sections[1:]:
        odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
        assert value(odd._element, "pPr/jc") == "right"
        assert value(odd._element, "pPr/ind", "rightChars") == "100"
        assert value(even._element, "pPr/jc") == "left"
        assert value(even._element, "pPr/ind", "leftChars") == "100"
        (code,) = odd._element.iterfind(f".//{W}instrText")
        assert (code.text or "").strip() == "PAGE"


def test_the_page_before_a_restart_is_even() -> None:
    body = '<section class="text" data-start="1"><p>文</p></section>'
    one = opened(page(COVER, body)).sections[0]
    two = opened(page(COVER, COVER, body)).sections[0]
    assert value(one._sectPr, "pgNumType", "start") == "0"
    assert value(two._sectPr, "pgNumType", "start") == "1"


@pytest.mark.parametrize(("entries", "start"), [(26, "1"), (30, "0")])
def test_a_long_contents_list_is_counted_as_its_pages(entries: int, start: str) -> None:
    text = "一、一般公共预算财政拨款“三公”经费支出决算情况说明"
    lines = f"<p class='contents-2'><a href='#h1'>{text}</a></p>" * entries
    title = "<p class='contents-title'>目　录</p>"
    contents = f"<section class='contents'>{title}<nav>{lines}</nav></section>"
    body = "<section class='text' data-start='1'><h1 id='h1'>第一部分</h1></section>"
    front = opened(page(COVER, contents, body)).sections[0]
    assert value(front._sectPr, "pgNumType", "start") == start


def test_content_of_cover_and_divider_begins_in_the_upper_middle() -> None:
    for text in ("2025年度", "第一部分\n部门概况"):
        found = next(each for each in everything().paragraphs if each.text == text)
        assert 50 < _mm(found.paragraph_format.space_before) < 70


def test_like_sections_are_parted_by_page_breaks() -> None:
    text = "<section class='text'><p>文</p></section>"
    assert _breaks(page(text, text, text)) == ["p", "p+break", "p+break", "sectPr"]


def test_a_page_that_begins_with_a_table_begins_with_a_tiny_paragraph() -> None:
    sheet = f"<section class='sheet'>{TABLE}</section>"
    text = "<section class='text'><p>文</p></section>"
    assert _breaks(page(text, sheet, sheet)) == [
        *("p", "p+break", "tbl", "p+break", "tbl", "p", "sectPr")
    ]


def test_paragraph_after_a_table_is_tiny() -> None:
    sheet = f"<section class='sheet landscape'>{TABLE}</section>"
    document = opened(page(sheet, "<section class='text'><p>文</p></section>"))
    after = document.paragraphs[0]
    assert after.text == ""
    assert after.style is not None
    assert value(after.style._element, "pPr/spacing", "line") == "1"
    assert value(after.style._element, "rPr/sz") == "2"


def test_empty_section_is_an_empty_page() -> None:
    text = "<section class='text'><p>文</p></section>"
    source = page(text, "<section class='text'></section>", text)
    assert [each.text for each in opened(source).paragraphs] == ["文", "", "文"]
    assert _breaks(source) == ["p", "p+break", "p+break", "sectPr"]
