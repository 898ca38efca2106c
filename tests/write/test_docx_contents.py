"""The contents list of the DOCX."""

from __future__ import annotations

from lxml import etree

from tests.write.test_docx_specimen import (
    EVERYTHING,
    PAGES,
    W,
    everything,
    opened,
    page,
    text_section,
    value,
)

NAV = "<nav{}><p class='contents-2'><a href='#h1'>{}</a></p></nav>"
HEADING = "<h2 id='h1'>一、概况</h2>"


def _entries() -> list[etree._Element]:
    return [
        paragraph._element
        for paragraph in everything().paragraphs
        if paragraph.style is not None and paragraph.style.name in ("toc 1", "toc 2")
    ]


def _codes(element: etree._Element) -> list[str]:
    return [(code.text or "").strip() for code in element.iter(W + "instrText")]


def test_entries_have_text_and_page_number() -> None:
    texts = [paragraph.text for paragraph in everything().paragraphs]
    assert "第一部分 部门概况\t1" in texts
    assert "二、“三公”经费情况\t2" in texts
    assert "三、绩效目标表\t8" in texts


def test_entries_lead_to_the_bookmarks_of_headings() -> None:
    bookmarks = {
        mark.get(W + "name"): "".join(mark.getparent().itertext(W + "t"))
        for mark in everything().element.body.iter(W + "bookmarkStart")
    }
    assert len(bookmarks) == len({*PAGES, "h4", "h8"})
    for entry in _entries():
        (link,) = entry.iterfind(f"{W}hyperlink")
        anchor = link.get(W + "anchor")
        assert anchor in bookmarks
        assert f"PAGEREF {anchor} \\h" in _codes(link)


def test_bookmarks_are_closed() -> None:
    body = everything().element.body
    opening = [mark.get(W + "id") for mark in body.iter(W + "bookmarkStart")]
    closing = [mark.get(W + "id") for mark in body.iter(W + "bookmarkEnd")]
    assert opening == closing
    assert len(set(opening)) == len(opening)


def test_one_field_that_word_can_update() -> None:
    lists = [code for code in _codes(everything().element.body) if code.startswith("TOC")]
    assert lists == ['TOC \\o "1-2" \\h \\z \\t "部分标题,1" \\f']


def test_fields_are_balanced() -> None:
    depth = 0
    for mark in everything().element.body.iter(W + "fldChar"):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(W + "fldCharType")]
        assert depth >= 0
    assert depth == 0


def test_entries_have_a_leader_to_the_right_margin() -> None:
    for name in ("toc 1", "toc 2"):
        tab = everything().styles[name]._element.find(f"{W}pPr/{W}tabs/{W}tab")
        assert (tab.get(W + "val"), tab.get(W + "leader")) == ("right", "dot")
        assert tab.get(W + "pos") == "8845"


def test_title_of_the_list_is_no_heading() -> None:
    assert value(everything().styles["TOC Heading"]._element, "pPr/outlineLvl") is None


def test_headings_that_the_list_leaves_out() -> None:
    found = next(each for each in everything().paragraphs if each.text == "目录不列的标题")
    assert found.style is not None
    assert found.style.name == "标题 2（不入目录）"
    assert found.style.base_style is not None
    assert found.style.base_style.name == "Heading 2"


def test_headings_that_the_list_words_otherwise() -> None:
    heading = next(each for each in everything().paragraphs if each.text == "支出预算总表")
    assert heading.style is not None
    assert heading.style.name == "Heading 3"
    assert _codes(heading._element) == ['TC "表2　\\“支出\\”预算总表" \\l 2']
    assert all(
        run.find(f"{W}rPr/{W}vanish") is not None
        for run in heading._element.iter(W + "r")
        if run.find(W + "t") is None
    )


def test_without_page_numbers_entries_show_none() -> None:
    document = opened(page(*EVERYTHING))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "第一部分 部门概况\t" in texts


def test_unnumbered_list() -> None:
    document = opened(text_section(NAV.format(" class='unnumbered'", "一、概况"), HEADING))
    assert document.paragraphs[0].text == "一、概况"
    assert _codes(document.element.body) == ['TOC \\o "1-2" \\h \\z \\n']


def test_empty_list_leaves_no_field() -> None:
    document = opened(text_section("<nav></nav>", "<p>文</p>"))
    assert _codes(document.element.body) == []
