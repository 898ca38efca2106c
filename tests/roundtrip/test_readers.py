"""The readers of PDF and DOCX, on documents made here; what they read is compared exactly."""

from __future__ import annotations

import docx as python_docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell

from . import corrections, docx, pdf
from .blocks import Block, Paragraph, Row, Table
from .compare import compare, not_in_order
from .fit import mend
from .pages import misplaced, unlike
from .published import DOCUMENTS, Cell, Item, PublishedRow, Sentence
from .specimens import blocks_of, docx_of, html_of, pdf_of, saved

LONG = "按照综合预算的原则，部门所有收入和支出均纳入部门预算管理。" * 6
HEADER = """<thead>
<tr><th rowspan=2>编码</th><th rowspan=2>名称</th><th rowspan=2>合计</th>
<th colspan=2>基本支出</th></tr><tr><th>人员</th><th>公用</th></tr></thead>"""
HEADER_ROWS = [("编码", "名称", "合计", "基本支出", ""), ("", "", "", "人员", "公用")]


def body_rows(count: int) -> list[tuple[str, ...]]:
    """Returns rows of a table, the last columns of every other row empty."""
    return [
        (f"21{n:05}", f"科目{n}", f"{n}.50", "" if n % 2 else f"{n}.00", "") for n in range(count)
    ]


def html_rows(rows: list[tuple[str, ...]]) -> str:
    """Takes rows, returns them in HTML."""
    return "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)


def tables(blocks: list[Block]) -> list[list[tuple[str, ...]]]:
    """Takes blocks, returns the cells of the tables."""
    return [[row.cells for row in b.rows] for b in blocks if isinstance(b, Table)]


def texts(blocks: list[Block]) -> list[str]:
    """Takes blocks, returns the pieces of text outside tables."""
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def sentences(*paragraphs: str) -> list[Item]:
    """Takes paragraphs, returns them as what a document must have."""
    return [Sentence(text, number) for number, text in enumerate(paragraphs, start=1)]


# ---------------------------------------------------------------- both, on whole documents


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_whole_text_comes_back_from_a_pdf(document: str) -> None:
    items = corrections.expected(document)
    data = pdf_of(html_of(blocks_of(items)))
    result = compare(items, pdf.read(data).blocks)
    assert not result.differences, "\n".join(map(str, result.differences[:5]))
    assert result.sentences.total > 20
    assert not not_in_order(items, pdf.plain_text(data))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_whole_text_comes_back_from_a_docx(document: str) -> None:
    items = corrections.expected(document)
    result = compare(items, docx.read(docx_of(blocks_of(items))))
    assert not result.differences, "\n".join(map(str, result.differences[:5]))
    assert result.rows.matched == result.rows.total


# ---------------------------------------------------------------- PDF: tables


def test_pdf_merged_cells_have_their_text_in_the_first() -> None:
    rows = body_rows(3)
    html = f"<table>{HEADER}{html_rows(rows)}</table>"
    assert tables(pdf.read(pdf_of(html)).blocks) == [[*HEADER_ROWS, *rows]]


@pytest.mark.parametrize("kind", ["", "wide"])
def test_pdf_a_table_goes_on_over_pages(kind: str) -> None:
    rows = body_rows(120)
    html = f"<p>总表</p><div class={kind}><table>{HEADER}{html_rows(rows)}</table></div><p>备注</p>"
    reading = pdf.read(pdf_of(html))
    assert tables(reading.blocks) == [[*HEADER_ROWS, *rows]]
    assert texts(reading.blocks) == ["总表", "备注"]
    assert len(reading.numbers) >= 3


def test_pdf_titles_that_repeat_with_the_header_are_read_once() -> None:
    head = "<style>.line th { border: none }</style><tr class=line><th colspan=5>表3</th></tr>"
    rows = body_rows(80)
    header = HEADER.replace("<thead>", f"<thead>{head}")
    reading = pdf.read(pdf_of(f"<p>总表</p><table>{header}{html_rows(rows)}</table>"))
    assert tables(reading.blocks) == [[*HEADER_ROWS, *rows]]
    assert texts(reading.blocks) == ["总表", "表3"]


def test_pdf_forms_without_header_whose_titles_repeat() -> None:
    style = "<style>.line th { border: none }</style>"
    head = "<thead><tr class=line><th colspan=3>表17</th></tr></thead>"
    rows: list[tuple[str, ...]] = [("项目", "甲", ""), *(("", f"指标{n}", "") for n in range(60))]
    form = f"<p>目标表</p><table>{head}{html_rows(rows)}</table>"
    page = '<div style="break-before: page"></div>'
    reading = pdf.read(pdf_of(f"{style}{form}{page}{form.replace('甲', '乙')}"))
    assert tables(reading.blocks) == [rows, [("项目", "乙", ""), *rows[1:]]]
    assert texts(reading.blocks) == ["目标表", "表17"] * 2
    assert len(reading.numbers) == 4


def test_pdf_a_new_table_with_the_same_header_is_a_new_table() -> None:
    rows = body_rows(4)
    table = f"<table>{HEADER}{html_rows(rows)}</table>"
    page = '<div style="break-before: page"></div>'
    reading = pdf.read(pdf_of(f"<p>表一</p>{table}{page}<p>表二</p>{table}"))
    assert tables(reading.blocks) == [[*HEADER_ROWS, *rows]] * 2


def test_pdf_merged_cells_and_rows_that_a_page_break_cuts() -> None:
    long = "取消药品加成" * 30
    rows = [("指标", f"三级指标{n}", long if n in (2, 9) else "≥90%") for n in range(24)]
    cells = "".join(
        f"<tr>{'<td rowspan=24>指标</td>' if not n else ''}<td>{a}</td><td>{b}</td></tr>"
        for n, (_, a, b) in enumerate(rows)
    )
    expected = [
        PublishedRow((Cell("指标" if not n else ""), Cell(a), Cell(b)), n)
        for n, (_, a, b) in enumerate(rows)
    ]
    style = "<style>td { font-size: 16pt; line-height: 40pt }</style>"
    data = pdf_of(f"{style}<table class=form>{cells}</table>")
    result = compare(expected, pdf.read(data).blocks)
    assert not result.differences, "\n".join(map(str, result.differences[:5]))
    assert len(pdf.read(data).numbers) > 2


def test_pdf_text_in_a_table_is_never_lost() -> None:
    html = "<table><tr><td style='border-right: none'>甲</td><td style='border: none'>乙</td></tr>"
    read = pdf.read(pdf_of(f"{html}</table>")).blocks
    found = "".join([*texts(read), *(c for t in tables(read) for row in t for c in row)])
    assert sorted(found) == ["乙", "甲"]


# ---------------------------------------------------------------- PDF: text


def test_pdf_lines_are_put_together_to_paragraphs() -> None:
    reading = pdf.read(pdf_of(f"<p>第一部分</p><p>{LONG}</p><p>二、{LONG * 3}</p>"))
    items = sentences("第一部分", LONG, "二、" + LONG * 3)
    assert len(texts(reading.blocks)) > 20
    assert compare(items, reading.blocks).same
    assert len(reading.numbers) > 1


def test_pdf_a_changed_paragraph_is_one_difference() -> None:
    reading = pdf.read(pdf_of(f"<p>第一部分</p><p>{LONG}又及。</p><p>二、收入</p>"))
    result = compare(sentences("第一部分", LONG, "二、收入"), reading.blocks)
    (difference,) = result.differences
    assert difference.line == 2
    assert difference.actual == LONG + "又及。"
    assert (result.sentences.total, result.sentences.matched) == (8, 7)


def test_pdf_an_extra_paragraph_is_a_difference() -> None:
    reading = pdf.read(pdf_of(f"<p>第一部分</p><p>未公布。</p><p>{LONG}</p>"))
    (difference,) = compare(sentences("第一部分", LONG), reading.blocks).differences
    assert (difference.line, difference.actual) == (0, "未公布。")


def test_pdf_the_same_words_in_one_line_and_in_two() -> None:
    reading = pdf.read(pdf_of("<p>第一部分 概况</p><p>甲</p><p>第一部分</p><p>概况</p>"))
    assert compare(sentences("第一部分概况", "甲", "第一部分", "概况"), reading.blocks).same
    assert not compare(sentences("第一部分", "概况", "甲", "第一部分概况"), reading.blocks).same


def test_pdf_texts_side_by_side_are_apart() -> None:
    spread = (
        "<p class=spread><span>部门：某局</span><span>2023年度</span><span>单位：万元</span></p>"
    )
    reading = pdf.read(pdf_of(f"<p>总表</p>{spread}"))
    assert texts(reading.blocks) == ["总表", "部门：某局", "2023年度", "单位：万元"]
    items = sentences("总表", "单位：万元", "2023年度", "部门：某局")
    assert compare(items, reading.blocks).same


def test_pdf_a_number_at_the_end_of_a_page_is_a_page_number_only_at_its_foot() -> None:
    reading = pdf.read(pdf_of("<p>一</p><p>12</p>"))
    assert texts(reading.blocks) == ["一", "12"]
    assert reading.numbers == {1: "1"}


def test_pdftotext_finds_a_missing_and_a_misplaced_paragraph() -> None:
    stream = pdf.plain_text(pdf_of(f"<p>一、收入</p><p>{LONG}</p><p>二、支出</p>"))
    assert not not_in_order(sentences("一、收入", LONG, "二、支出"), stream)
    assert len(not_in_order(sentences("一、收入", LONG + "又", "二、支出"), stream)) == 1
    assert len(not_in_order(sentences("二、支出", "一、收入"), stream)) == 1


# ---------------------------------------------------------------- contents list


def contents(*entries: tuple[str, str]) -> str:
    """Takes entries of a contents list, returns a page with it and pages with three headings."""
    lines = "".join(f"<p class=spread><span>{a}</span><span>{b}</span></p>" for a, b in entries)
    page = '<div style="break-before: page"></div>'
    return (
        f"<div class=plain><p>目 录</p>{lines}</div>{page}<p>第一部分<br>概况</p>"
        f"{page}<p>一、收入决算汇总表</p>{page}<p>二、支出</p>"
    )


def test_contents_list_is_read_and_its_page_numbers_are_checked() -> None:
    right = [("第一部分 概况", "2"), ("一、收入决算总表", "3"), ("二、支出", "4")]
    reading = pdf.read(pdf_of(contents(*right)))
    assert [(entry.label, entry.number) for entry in reading.contents] == [
        ("第一部分概况", "2"),
        ("一、收入决算总表", "3"),
        ("二、支出", "4"),
    ]
    assert misplaced(reading) == []
    labels = ("目录", "第一部分概况", "一、收入决算总表", "二、支出")
    items = sentences(*labels, "第一部分", "概况", "一、收入决算汇总表", "二、支出")
    assert compare(items, reading.blocks).same


def test_contents_list_with_wrong_numbers() -> None:
    wrong = [("第一部分 概况", "2"), ("一、收入决算总表", "4"), ("三、没有", "4")]
    first, second = misplaced(pdf.read(pdf_of(contents(*wrong))))
    assert (first.label, first.printed, first.real) == ("一、收入决算总表", "4", "3")
    assert (second.label, second.real) == ("三、没有", "no page")


def test_contents_lists_of_both_formats_have_the_same_numbers() -> None:
    reading = pdf.read(pdf_of(contents(("第一部分 概况", "2"), ("二、支出", "4"))))
    same: list[Block] = [
        Paragraph("第一部分 概况", 1, number="2"),
        Paragraph("二、支出", 2, number="4"),
    ]
    assert unlike(reading, same) == []
    other: list[Block] = [Paragraph("第一部分 概况", 1, number="3")]
    assert [one.printed for one in unlike(reading, other)] == ["3", "None"]


# ---------------------------------------------------------------- DOCX


def test_docx_merged_cells_have_their_text_in_the_first() -> None:
    document = python_docx.Document()
    table = document.add_table(3, 4)
    for row in table.rows:
        for n, cell in enumerate(row.cells):
            cell.text = str(n)
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 3)), ((2, 2), (2, 3))):
        merged = table.cell(*first).merge(table.cell(*last))
        merged.text = "合并"
    assert tables(docx.read(saved(document))) == [
        [("合并", "合并", "", ""), ("", "1", "2", "3"), ("0", "1", "合并", "")]
    ]


def test_docx_blocks_are_in_order_and_pieces_between_tabs_are_apart() -> None:
    document = python_docx.Document()
    document.add_paragraph("第一部分\n概况")
    document.add_table(1, 2).cell(0, 1).text = "甲"
    document.add_paragraph("部门：某局\t2023年度\t单位：万元")
    document.add_paragraph("")
    blocks = docx.read(saved(document))
    kinds = [block.text if isinstance(block, Paragraph) else "table" for block in blocks]
    assert kinds == ["第一部分", "概况", "table", "部门：某局", "2023年度", "单位：万元"]
    whole = sentences("第一部分概况")
    assert compare(whole, blocks[:2]).same


def test_docx_a_paragraph_cut_in_two_differs() -> None:
    document = python_docx.Document()
    document.add_paragraph("第一部分")
    document.add_paragraph("概况")
    assert not compare(sentences("第一部分概况"), docx.read(saved(document))).same


def test_docx_entries_of_the_contents_list_and_field_codes() -> None:
    document = python_docx.Document()
    paragraph = document.add_paragraph("一、收入总表.....\t")
    run = paragraph.add_run()
    code = OxmlElement("w:instrText")
    code.text = "PAGEREF _Toc1"
    run._r.append(code)
    paragraph.add_run("12")
    (entry,) = docx.read(saved(document))
    assert isinstance(entry, Paragraph)
    assert (entry.text, entry.number) == ("一、收入总表", "12")


def test_docx_rows_without_borders_above_a_table_are_lines() -> None:
    document = python_docx.Document()
    table = document.add_table(2, 2)
    for number, text in enumerate(("表3", "单位：万元", "科目", "1.00")):
        table.cell(number // 2, number % 2).text = text
    for cell in table.rows[0].cells:
        unborder(cell)
    blocks = docx.read(saved(document))
    assert texts(blocks) == ["表3", "单位：万元"]
    assert tables(blocks) == [[("科目", "1.00")]]


def unborder(cell: _Cell) -> None:
    """Takes the borders of a cell away."""
    borders = OxmlElement("w:tcBorders")
    for side in ("w:top", "w:left", "w:right"):
        border = OxmlElement(side)
        border.set(qn("w:val"), "nil")
        borders.append(border)
    cell._tc.get_or_add_tcPr().append(borders)


# ---------------------------------------------------------------- rows over page breaks


def row(*cells: str, broken: bool = False) -> Row:
    """Returns a row as read."""
    return Row(cells, 1, broken)


def test_a_cut_row_is_put_together_only_to_what_is_expected() -> None:
    rows = [row("甲", "乙", "丙"), row("", "丁", "", broken=True)]
    whole = [PublishedRow((Cell("甲"), Cell("乙丁"), Cell("丙")), 1)]
    assert [found.cells for found in mend(rows, whole)] == [("甲", "乙丁", "丙")]
    assert len(mend(rows, [])) == 2


def test_a_merged_cell_that_goes_on_is_put_together() -> None:
    rows = [row("甲乙", "1"), row("", "2"), row("丙", "3", broken=True)]
    whole = [PublishedRow((Cell("甲乙丙"), Cell("1")), 1)]
    assert [found.cells for found in mend(rows, whole)] == [("甲乙丙", "1"), ("", "2"), ("", "3")]
