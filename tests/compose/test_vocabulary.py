"""What is outside the vocabulary is an error of its template, whatever the format."""

from __future__ import annotations

import pytest
from lxml import etree

from generator import check, limits, render
from generator.compose import TemplateError
from generator.compose.compose import Composed
from generator.compose.document import ComposedDocument, parse_document
from generator.compose.sandbox import Absences, Budget
from generator.compose.sheets import Tables
from generator.compose.vocabulary import VocabularyError
from generator.findings import GongkaiError
from generator.write import FORMATS
from tests.making import Make, page

HEAD = '<head><title>预算</title><meta name="author" content="某某局"/></head>'


def parsed(html: str) -> ComposedDocument:
    """The document of HTML that templates have written."""
    composed = Composed(html, "预算", Tables(Budget()), (), Absences())
    return parse_document(composed, "某某局", ()).document


def text(*blocks: str) -> str:
    """A document of one section of text."""
    return whole(f'<section class="text">{"".join(blocks)}</section>')


def whole(*sections: str, head: str = HEAD) -> str:
    """A document of these sections."""
    return f'<html lang="zh-CN">{head}<body>{"".join(sections)}</body></html>'


def table(rows: str, *, widths: str = "50 50", head: str = "", look: str = "grid") -> str:
    """A table."""
    columns = "".join(f'<col style="width:{width}%"/>' for width in widths.split())
    head = f"<thead>{head}</thead>" if head else ""
    return (
        f'<table class="{look}"><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>'
    )


def refused(html: str) -> str:
    """What is said of a document that is refused."""
    with pytest.raises(VocabularyError) as raised:
        parsed(html)
    return str(raised.value)


EVERYTHING = whole(
    '<section class="cover"><p class="document-title">甲<br/>乙</p>'
    '<p class="cover-line">丙</p></section>',
    '<section class="contents"><p class="contents-title">目录</p><nav class="unnumbered"></nav>'
    "<nav></nav></section>",
    '<section class="divider" data-start="1"><h1>一<br/>二</h1></section>',
    '<section class="text"><h1 data-contents="no">一</h1><h2 data-contents="另写">二</h2>'
    '<h3>三</h3><h4 class="table-title">四</h4><p>文<b>粗<data value="k">1</data><br/></b>'
    '<a href="#h1"><b>链</b></a><data value="甲[乙]">1.00</data></p><p class="plain">平</p>'
    '<p class="center">中</p><p class="note">注</p></section>',
    '<section class="sheet"><p class="spread"><span>左</span><span>中</span><span>右</span></p>'
    '<p class="spread">独<b>一</b></p><p class="table-subtitle">副</p></section>',
    '<section class="sheet landscape">'
    '<p class="table-number">号</p><p class="table-unit">单位</p>'
    + table(
        '<tr class="total"><td class="c" rowspan="2">甲</td><td class="n" data-figure="k">1</td>'
        '</tr><tr><td>乙<br/></td></tr><tr><th scope="row" colspan="2">丙</th></tr>',
        head='<tr class="line"><th class="table-title" colspan="2">题</th></tr>'
        '<tr class="line"><th class="spread" colspan="2"><span>左</span><span>右</span></th></tr>'
        '<tr><th scope="col">甲</th><th>乙</th></tr>',
    )
    + "</section>",
)


def test_everything_in_the_vocabulary_passes() -> None:
    document = parsed(EVERYTHING)
    names = {str(element.tag) for element in document.root.iter()}
    assert len(names) == 25


@pytest.mark.parametrize(
    "block",
    [
        "<ul><li>甲</li></ul>",
        "<h5>甲</h5>",
        "<div>甲</div>",
        "<P>甲</P>",
        "<p><i>甲</i></p>",
        "<p><span>甲</span></p>",
        "<p><b><b>甲</b></b></p>",
        "<p><b><a href='#h1'>甲</a></b></p>",
        "<p><a href='#h1'><a href='#h1'>甲</a></a></p>",
        "<p><data value='k'><b>1</b></data></p>",
        "<p><br>甲</br></p>",
        "<p class='lead'>甲</p>",
        "<p class='contents-1'>甲</p>",
        "<p style='color:red'>甲</p>",
        "<p style='background:url(x)'>甲</p>",
        "<p id='p1'>甲</p>",
        "<p onclick='x'>甲</p>",
        "<p xml:lang='en'>甲</p>",
        "<p xmlns:x='u'>甲</p>",
        "<p xmlns='u'>甲</p>",
        "<p data-figure='k'>甲</p>",
        "<h1 class='x'>甲</h1>",
        "<h1 id='h1'>甲</h1>",
        "甲",
        "<p>甲</p>乙",
        "<nav>甲</nav>",
        "<nav class='x'></nav>",
        "<nav><p>甲</p></nav>",
        "<nav><p class='contents-1'><a href='#h1'>甲</a></p></nav>",
        "<p class='spread'>甲<span>乙</span></p>",
        "<p class='spread'><span>乙</span>甲</p>",
        "<p class='spread'><span>乙</span><b>甲</b></p>",
        "<p class='spread'><span>1</span><span>2</span><span>3</span><span>4</span></p>",
        "<p><data>1</data></p>",
        "<script>1</script>",
        "<img src='file:///etc/passwd'/>",
        "<style>p{}</style>",
        "<section class='text'><p>甲</p></section>",
    ],
)
def test_blocks(block: str) -> None:
    refused(text("<h1>甲</h1>", block))


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "http://x/",
        "#",
        "h1",
        "#h2",
        "#h1 ",
        "#p1",
        "",
        "mailto:x",
        "//x/#h1",
    ],
)
def test_a_link_leads_to_a_heading_of_the_document(href: str) -> None:
    assert parsed(text("<h1>甲</h1><p><a href='#h1'>见甲</a></p>"))
    assert "<a" in refused(text(f"<h1>甲</h1><p><a href='{href}'>见甲</a></p>"))
    refused(text("<h1>甲</h1><p><a>见甲</a></p>"))


@pytest.mark.parametrize(
    "section",
    [
        "<section><p>甲</p></section>",
        "<section class='appendix'><p>甲</p></section>",
        "<section class='text landscape'><p>甲</p></section>",
        "<section class='text' id='s'><p>甲</p></section>",
        "<section class='text'></section>",
        "<section class='text'>\n</section>",
        "<p>甲</p>",
        "甲",
        "",
    ],
)
def test_sections(section: str) -> None:
    refused(whole(section))


@pytest.mark.parametrize("start", ["0", "-1", "一", "１", "1.5", "", " 1", "10000", "9" * 1000])
def test_a_first_page_number_is_a_number(start: str) -> None:
    assert parsed(whole("<section class='text' data-start='9999'><p>甲</p></section>"))
    said = refused(whole(f"<section class='text' data-start='{start}'><p>甲</p></section>"))
    assert "data-start" in said
    assert len(said) < 1200


@pytest.mark.parametrize(
    "html",
    [
        "<p>甲</p>",
        "<html><head><title/></head><body><section class='text'><p/></section></body></html>",
        text("<p/>").replace("zh-CN", "en"),
        text("<p/>").replace("<html ", "<html id='x' "),
        text("<p/>").replace(HEAD, ""),
        text("<p/>").replace("<body>", "<body class='x'>"),
        text("<p/>").replace("</head>", "</head><head><title/></head>"),
        whole("<section class='text'><p/></section>", head="<head/>"),
        *(
            whole("<section class='text'><p/></section>", head=f"<head><title/>{meta}</head>")
            for meta in (
                "<title/>",
                "<meta name='author'/>",
                "<meta name='generator' content='x'/>",
                "<meta http-equiv='refresh' content='0'/>",
                "<meta charset='gbk'/>",
                "<meta name='author' content='a'/><meta name='author' content='b'/>",
                "<base href='http://x/'/>",
                "<link rel='stylesheet' href='x'/>",
                "<script/>",
            )
        ),
    ],
)
def test_the_document_as_a_whole(html: str) -> None:
    refused(html)


CELL = "<tr><td>甲</td><td{}>乙</td></tr>"


@pytest.mark.parametrize(
    "rows",
    [
        CELL.format(" class='r'"),
        CELL.format(" class='table-title'"),
        CELL.format(" style='x'"),
        CELL.format(" scope='row'"),
        CELL.format(" colspan='99999999'"),
        CELL.format(" rowspan='99999999'"),
        CELL.format(" rowspan='0'"),
        CELL.format(" colspan='-1'"),
        CELL.format(" colspan='１'"),
        CELL.format(" colspan=''"),
        "<tr class='line'><td>甲</td><td>乙</td></tr>",
        "<tr class='odd'><td>甲</td><td>乙</td></tr>",
        "<tr><td>甲</td><th scope='rowgroup'>乙</th></tr>",
        "<tr><td><p>甲</p></td><td>乙</td></tr>",
        "<tr>甲<td>甲</td><td>乙</td></tr>",
        f"<tr><td>甲</td><td>{table(CELL.format(''))}</td></tr>",
    ],
)
def test_cells(rows: str) -> None:
    assert parsed(text(table(CELL.format(""))))
    refused(text(table(rows)))


@pytest.mark.parametrize(
    ("rows", "widths", "said"),
    [
        ("<tr><td>甲</td></tr>", "50 50", "表的第 1 行只填到第 1 列，应有 2 列"),
        ("<tr><td>甲</td><td>乙</td><td>丙</td></tr>", "50 50", "表的第 1 行多于 2 列"),
        ("<tr><td colspan='3'>甲</td></tr>", "50 50", "放不进第 1 列起的 3 列"),
        ("<tr><td rowspan='2'>甲</td><td>乙</td></tr>", "50 50", "rowspan 未尽"),
        (
            "<tr><td>甲</td><td rowspan='2'>乙</td></tr><tr><td colspan='2'>丙</td></tr>",
            "50 50",
            '表的第 2 行的 <td colspan="2"> 放不进',
        ),
        ("<tr><td>甲</td><td>乙</td></tr>", "50 40", "列宽合计为 90%"),
        ("<tr><td>甲</td><td>乙</td></tr>", "50 半", "style 不能写成"),
        ("<tr><td>甲</td><td>乙</td></tr>", "50 5e1", "style 不能写成"),
        ("<tr><td>甲</td><td>乙</td></tr>", "9999 1", "style 不能写成"),
        ("", "50 50", "表没有一行"),
        ("", "", "列宽合计为 0%"),
    ],
)
def test_cells_fill_the_columns(rows: str, widths: str, said: str) -> None:
    assert said in refused(text(table(rows, widths=widths)))


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "<tbody><tr><td>甲</td></tr></tbody>",
        "<colgroup><col style='width:100%'/></colgroup>",
        "<colgroup><col/></colgroup><tbody><tr><td>甲</td></tr></tbody>",
        "<tbody><tr><td>甲</td></tr></tbody><colgroup><col style='width:100%'/></colgroup>",
        "<colgroup><col style='width:100%'/></colgroup><tbody/><tbody/>",
        "<colgroup><col style='width:100%' span='9'/></colgroup><tbody><tr><td/></tr></tbody>",
        "<colgroup><col style='width:100%;background:url(x)'/></colgroup><tbody><tr/></tbody>",
        "<tr><td>甲</td></tr>",
        "<caption>甲</caption>",
    ],
)
def test_parts_of_a_table(inner: str) -> None:
    refused(text(f"<table class='grid'>{inner}</table>"))


def test_classes_of_tables() -> None:
    refused(text(table(CELL.format(""), look="plain")))
    refused(text(table(CELL.format("")).replace(" class='grid'", "").replace(' class="grid"', "")))


def test_columns_of_a_table_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TABLE_COLUMNS", 3)
    three, four = "".join(["<td/>"] * 3), "".join(["<td/>"] * 4)
    assert parsed(text(table(f"<tr>{three}</tr>", widths="40 30 30")))
    assert "超过 3 列的上限" in refused(text(table(f"<tr>{four}</tr>", widths="25 25 25 25")))


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>甲<!-- 乙 --></p>", "<!"),
        ("<p><![CDATA[乙]]></p>", "<!"),
        ("<?xml-stylesheet href='x'?>", "<?"),
        ("<p>甲", "不成对"),
        ("<p>&nbsp;</p>", "实体"),
        ("<p>甲 & 乙</p>", "&amp;"),
        ("<p>甲 < 乙</p>", "&lt;"),
        ("<p class=note>甲</p>", "引号"),
        ("<p class='a' class='b'>甲</p>", "两次"),
        ("<p class>甲</p>", "没有值"),
        ("<p>\x01</p>", "不成文字的字符"),
        ("<p>&#1;</p>", "不成文字的字符"),
        ("<p>\ud800</p>", "U+D800"),
        ("<p>]]></p>", "]]&gt;"),
        ("<x:p>甲</x:p>", "冒号"),
        ("<b>" * 3000, "太深"),
        ("<p" + " a='1'" * 100 + " " * 1000 + "/>", "属性太多"),
    ],
)
def test_html_that_is_not_whole(html: str, said: str) -> None:
    with pytest.raises(TemplateError, match=r"HTML|元素") as raised:
        parsed(text(html))
    assert said in str(raised.value)
    assert len(str(raised.value)) < 300


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10)
    )
    with pytest.raises(TemplateError, match="<!"):
        parsed(bomb + "]>" + text("<p title='&k;'>&k;</p>"))


def test_elements_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    written = len(list(etree.fromstring(text("<p/>", "<p></p>")).iter()))
    monkeypatch.setattr(limits, "COMPOSED_ELEMENTS", written)
    assert parsed(text("<p/>", "<p></p>"))
    with pytest.raises(TemplateError, match=f"元素超过 {written} 个的上限"):
        parsed(text("<p/>", "<p></p>", "<p/>"))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<p>好</p>\n{% if 1 %}\n<p class='red'>甲</p>\n{% endif %}", "模板 part.html:3：<p"),
        ("{% for _ in [1] %}\n<p>\n<i>甲</i></p>{% endfor %}", "模板 part.html:3：<i>"),
        ("{% set 名 = 'red' %}\n\n<p\n class='{{ 名 }}'>甲</p>", "模板 part.html:3：<p"),
        ("\n<!-- 甲 -->", "模板 part.html:2：不能写“<!”"),
        ("{% if 0 %}\n<?php ?>{% endif %}", "模板 part.html:2：不能写“<?”"),
        ("\n<p>甲</p>\n<p><b>甲</p>", "模板 part.html:3 前后："),
        ("\n<{{ 'script' }}>甲</{{ 'script' }}>", "<script>：<section"),
    ],
)
def test_the_template_and_the_line_are_told(template: str, said: str, make: Make) -> None:
    made = make(template="<p>甲</p>\n{% include 'part.html' %}", part=template)
    with pytest.raises(TemplateError) as raised:
        made.printed  # noqa: B018
    assert said in str(raised.value)


TABLE = "tables: [{id: 单, rows: [{sum: {of: 支出}}], columns: [{sum: {}, label: 甲}]}]\n"


def test_no_mark_of_a_line_is_left(make: Make) -> None:
    line = "{% set 行 %}<span>左</span><span>右</span>{% endset %}"
    made = make(profile=TABLE, template=line + "<p>甲</p>{{ 表('单').strips(('spread', 行))[0] }}")
    assert "data-" not in made.printed.document.html().replace("data-figure", "")
    assert made.printed.document.html().count("<span>") == 2


@pytest.mark.parametrize("attack", ["</table>", "0", "{{ 表('单').html }}"])
def test_a_place_of_a_table_can_be_no_other(attack: str, make: Make) -> None:
    """What a template writes in the manner of the program stands for a table of the program's."""
    made = make(profile=TABLE, template=f"<table data-sheet='{attack}'/>")
    with pytest.raises(TemplateError):
        made.printed  # noqa: B018


@pytest.mark.parametrize("block", ["<p class='red'>甲</p>", "<p><a href='javascript:x'>甲</a></p>"])
def test_checking_and_every_format_agree(block: str, make: Make) -> None:
    made = make(template=block)
    said = set()
    for formats in ([], *([one] for one in FORMATS)):
        with pytest.raises(GongkaiError) as raised:
            render(made, formats) if formats else check(made)
        said.add(str(raised.value))
    assert len(said) == 1


def test_lines_above_a_table_are_checked(make: Make) -> None:
    for line in ("('red', '甲')", "('table-title', 块)"):
        block = "{% set 块 %}<p>甲</p>{% endset %}"
        made = make(profile=TABLE, template=block + "{{ 表('单').strips(" + line + ")[0] }}")
        with pytest.raises(VocabularyError):
            made.printed  # noqa: B018


def test_a_form_whose_cells_do_not_fill_it_names_its_table(make: Make) -> None:
    form = "{widths: [50, 50], rows: [{lines: [[{text: 甲, rows: 2}, 乙], [丙, 丁]]}]}"
    profile = f"tables: [{{id: 申报单, form: {form}}}]\n"
    made = make(profile=profile, template="{{ 表('申报单').html }}")
    with pytest.raises(VocabularyError, match="表“申报单”：表的第 2 行"):
        made.printed  # noqa: B018


def test_the_page_of_other_tests_passes() -> None:
    assert parsed(page("<p>甲</p>").replace("{{ 标题 }}", "").replace("{{ 部门.名称 }}", ""))
