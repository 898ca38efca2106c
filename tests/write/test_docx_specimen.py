"""A document with everything in the vocabulary, as DOCX: the file as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from lxml import etree

from generator.theme import Theme, load_theme
from generator.write.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGES = {"h1": 1, "h2": 2, "h3": 2, "h5": 3, "h6": 4, "h7": 6, "h9": 8}
_MANY = 60


@dataclass(frozen=True)
class Specimen:
    """A composed document."""

    root: etree._Element
    title: str = "福建省某市某局2025年度部门预算"
    author: str = "福建省某市某局"
    draft: bool = False


def page(*sections: str) -> Specimen:
    """A document of these sections."""
    head = "<head><title>部门预算</title><meta name='author' content='某局'/></head>"
    text = f"<html lang='zh-CN'>{head}<body>{''.join(sections)}</body></html>"
    return Specimen(etree.fromstring(text))


def text_section(*blocks: str) -> Specimen:
    """A document of one section of text."""
    return page(f'<section class="text">{"".join(blocks)}</section>')


def table(rows: str, *, head: str = "", widths: str = "50 50", look: str = "grid") -> Specimen:
    """A document of one table."""
    columns = "".join(f'<col style="width:{width}%"/>' for width in widths.split())
    head = f"<thead>{head}</thead>" if head else ""
    return text_section(
        f'<table class="{look}"><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>'
    )


COVER = """
<section class="cover">
<p class="cover-line">2025年度</p>
<p class="document-title">福建省某市某局</p><p class="document-title">部门预算</p>
</section>"""

CONTENTS = """
<section class="contents"><p class="contents-title">目　录</p><nav>
<p class="contents-1"><a href="#h1">第一部分 部门概况</a></p>
<p class="contents-2"><a href="#h2">一、部门主要职责</a></p>
<p class="contents-2"><a href="#h3">二、“三公”经费情况</a></p>
<p class="contents-1"><a href="#h5">第二部分 2025年度部门预算表</a></p>
<p class="contents-2"><a href="#h6">表1 收支预算总表</a></p>
<p class="contents-2"><a href="#h7">表2　“支出”预算总表</a></p>
<p class="contents-2"><a href="#h9">三、绩效目标表</a></p>
</nav></section>"""

TEXT = """
<section class="divider" data-start="1"><h1 id="h1">第一部分<br/>部门概况</h1></section>
<section class="text">
<h2 id="h2">一、部门主要职责</h2>
<p>某局贯彻落实党中央决策部署，2025年，收入预算为<data value="收入">1,234.56</data>万元，比上年增加
<data value="收入·变动">34.56</data>万元，<b>增长2.88%</b>，主要原因是“人员经费”增加……——详见
<a href="#h6">表1</a>。</p>
<h3 id="h4">（一）内设机构</h3>
<h4>1.办公室</h4>
<p class="plain">不缩进的一段。</p><p class="center">居中的一段</p>
<p class="spread"><span>编制单位：某局</span><span>2025年</span><span>单位：万元</span></p>
<table class="grid"><colgroup><col style="width:40%"/><col style="width:60%"/></colgroup>
<thead><tr><th scope="col">单位名称</th><th scope="col">经费性质</th></tr></thead>
<tbody><tr><td>某局（本级）</td><td class="c">财政核拨</td></tr></tbody></table>
<p class="note">注：以上单位均列入2025年部门预算编制范围。</p>
<h2 id="h3">二、“三公”经费情况</h2>
<p>因公出国（境）经费0.00万元，与上年持平。</p>
</section>"""


def _rows() -> str:
    return "".join(
        f"<tr><td>{number}、其他收入</td>"
        f'<td class="n" data-figure="收入/{number}">{number}.00</td>'
        f'<td>{number}、某某支出</td><td class="n"></td></tr>'
        for number in range(_MANY)
    )


SHEETS = f"""
<section class="divider"><h1 id="h5">第二部分<br/>2025年度部门预算表</h1></section>
<section class="sheet">
<h2 id="h6">表1 收支预算总表</h2>
<p class="table-title">收支预算总表</p><p class="table-unit">单位：万元</p>
<table class="dense"><colgroup><col style="width:35%"/><col style="width:15%"/>
<col style="width:33.3%"/><col style="width:16.7%"/></colgroup>
<thead><tr><th scope="col" colspan="2">收入</th><th scope="col" colspan="2">支出</th></tr>
<tr><th scope="col">项目</th><th scope="col">预算数</th><th scope="col">项目</th>
<th scope="col">预算数</th></tr></thead>
<tbody>{_rows()}<tr class="total"><td class="c">收入合计</td><td class="n">1,234.56</td>
<td class="c">支出合计</td><td class="n">1,234.56</td></tr></tbody></table>
</section>
<section class="sheet landscape">
<table class="wide"><colgroup>{'<col style="width:10%"/>' * 10}</colgroup>
<thead><tr class="line"><th class="table-title" colspan="10">支出预算总表</th></tr>
<tr class="line"><th class="table-number" colspan="10">公开02表</th></tr>
<tr class="line"><td class="spread" colspan="10"><span>部门：某局</span><span>单位：万元</span>
</td></tr>
<tr><th scope="col" colspan="2">科目</th><th scope="col" rowspan="2">合计</th>
<th scope="col" colspan="3">基本支出</th><th scope="col" rowspan="2">项目支出</th>
<th scope="col" rowspan="2">经营支出</th><th scope="col" rowspan="2">上缴上级支出</th>
<th scope="col" rowspan="2">对附属单位补助支出</th></tr>
<tr><th scope="col">编码</th><th scope="col">名称</th><th scope="col">小计</th>
<th scope="col">人员经费</th><th scope="col">公用经费</th></tr></thead>
<tbody>{
    (
        '<tr><td class="c">2101501</td><td>行政运行</td>'
        + '<td class="n">101,966.08</td>' * 8
        + "</tr>"
    )
    * 12
}</tbody></table>
</section>
<section class="sheet">
<h3 id="h7">支出预算总表</h3><p>本表无数据。</p>
<h2 id="h8">目录不列的标题</h2>
</section>
<section class="sheet">
<h2 id="h9">三、绩效目标表</h2>
<table class="form"><colgroup><col style="width:16%"/><col style="width:16%"/>
<col style="width:18%"/><col style="width:34%"/><col style="width:16%"/></colgroup>
<tbody><tr><th scope="row" colspan="2">项目名称</th><td colspan="3">医疗救助市级配套资金</td></tr>
<tr><th scope="row" rowspan="2">专项资金<br/>（万元）</th><th scope="row">资金总额</th>
<td colspan="3">9,000.00</td></tr>
<tr><th scope="row">财政拨款</th><td colspan="3">9,000.00</td></tr>
<tr><th scope="row" rowspan="4">绩效目标</th><th scope="row">一级指标</th>
<th scope="row">二级指标</th><th scope="row">三级指标</th><th scope="row">目标值</th></tr>
<tr><td class="c" rowspan="2">产出指标</td><td class="c" rowspan="2">数量指标</td>
<td>城乡居民参保人数</td><td class="c">≥380万人</td></tr>
<tr><td>参保率</td><td class="c">≥98%</td></tr>
<tr><td class="c">效益指标</td><td class="c">社会效益</td><td>实际报销比例</td>
<td class="c">≥54%</td></tr></tbody></table>
</section>"""
EVERYTHING = (COVER, CONTENTS, TEXT, SHEETS)


@cache
def theme() -> Theme:
    """The theme of all tests."""
    return load_theme()


def written(document: Specimen, pages: dict[str, int] | None = None) -> bytes:
    """The document's file."""
    return write_docx(document, theme(), pages)


def opened(document: Specimen, pages: dict[str, int] | None = None) -> WordDocument:
    """The document's file, opened by python-docx."""
    return docx.Document(BytesIO(written(document, pages)))


@cache
def everything() -> WordDocument:
    """The whole specimen, opened; tests only read it."""
    return opened(page(*EVERYTHING), PAGES)


def part(content: bytes, entry: str) -> etree._Element:
    """A part of the file, parsed."""
    with ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(entry))


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    """``w:attribute`` of the element at ``path``, whose steps are names in ``w:``."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl tabs overflowPunct "
    "autoSpaceDE autoSpaceDN spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b vanish spacing sz szCs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders tcMar vAlign",
    "tcBorders": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcMar": "top left bottom right",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tcPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat "
    "themeFontLang decimalSymbol listSeparator",
    "font": "altName charset family pitch",
}
PARTS = ("document", "styles", "settings", "fontTable", "footer1", "footer2", "header1")


def test_children_stand_in_the_order_of_the_schema() -> None:
    content = written(Specimen(page(*EVERYTHING).root, draft=True), PAGES)
    for name in PARTS:
        for element in part(content, f"word/{name}.xml").iter():
            local = etree.QName(element).localname
            if local in ORDER:
                order = ORDER[local].split()
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), (name, local, places)


def test_same_document_same_bytes() -> None:
    assert written(page(*EVERYTHING), PAGES) == written(page(*EVERYTHING), PAGES)


def test_entries_are_sorted_and_without_date() -> None:
    with ZipFile(BytesIO(written(text_section("<p>文</p>")))) as package:
        names = package.namelist()
        assert names == sorted(names)
        assert names[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties() -> None:
    properties = everything().core_properties
    assert properties.title == "福建省某市某局2025年度部门预算"
    assert properties.author == "福建省某市某局"
    assert properties.language == "zh-CN"
    assert properties.created is None
    assert properties.modified is None
    assert "python-docx" not in properties.comments


def test_nothing_of_the_template_is_left() -> None:
    with ZipFile(BytesIO(written(text_section("<p>文</p>")))) as package:
        names = package.namelist()
    assert not [name for name in names if re.search("custom|thumb|app|stylesWith|numb", name)]


def test_word_is_not_asked_to_update_fields() -> None:
    settings = everything().settings.element
    assert settings.find(W + "updateFields") is None
    assert value(settings, "themeFontLang", "eastAsia") == "zh-CN"


def test_text_arrives_whole() -> None:
    texts = [paragraph.text for paragraph in everything().paragraphs]
    assert (
        "某局贯彻落实党中央决策部署，2025年，收入预算为1,234.56万元，比上年增加 34.56万元，"
        "增长2.88%，主要原因是“人员经费”增加……——详见 表1。"
    ) in texts
    assert "第一部分\n部门概况" in texts


def test_drafts_are_marked_on_every_page() -> None:
    document = opened(Specimen(page(*EVERYTHING).root, draft=True))
    for section in document.sections:
        for header in (section.header, section.even_page_header):
            assert not header.is_linked_to_previous
            assert 'string="草稿"' in etree.tostring(header._element, encoding="unicode")


def test_other_documents_are_not_marked() -> None:
    with ZipFile(BytesIO(written(page(*EVERYTHING)))) as package:
        assert not [name for name in package.namelist() if "header" in name]
