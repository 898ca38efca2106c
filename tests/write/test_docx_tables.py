"""Tables of the DOCX."""

from __future__ import annotations

import pytest
from docx.table import Table
from lxml import etree

from tests.write.test_docx_specimen import (
    Specimen,
    W,
    everything,
    opened,
    page,
    table,
    theme,
    value,
)


def _table(rows: str, *, head: str = "", widths: str = "50 50", look: str = "grid") -> Table:
    return opened(table(rows, head=head, widths=widths, look=look)).tables[0]


def _cells(row: etree._Element, path: str, attribute: str = "val") -> list[str | None]:
    return [value(cell, path, attribute) for cell in row.iterfind(f"{W}tc")]


def _wide() -> etree._Element:
    """The landscape table of the specimen."""
    for made in everything().tables:
        if value(made._tbl, "tblPr/tblStyle") == "TableWide":
            return made._tbl
    raise AssertionError("no landscape table")


def test_text_and_alignment() -> None:
    made = _table("<tr><td>甲<br/>乙</td><td class='n' data-figure='k'>1.00</td></tr>")
    row = made._tbl.tr_lst[0]
    assert [cell.text for cell in made.rows[0].cells] == ["甲\n乙", "1.00"]
    assert _cells(row, "p/pPr/jc") == [None, "right"]
    assert _cells(row, "p/pPr/pStyle") == ["TableGridText", "TableGridText"]
    assert _cells(row, "tcPr/vAlign") == ["center", "center"]


def test_merged_cells() -> None:
    made = _table(
        "<tr><td rowspan='2' colspan='2'>甲</td><td>乙</td></tr>"
        "<tr><td rowspan='2'>丙</td></tr><tr><td>丁</td><td>戊</td></tr>",
        widths="20 30 50",
    )
    first, second, third = made._tbl.tr_lst
    assert _cells(first, "tcPr/gridSpan") == ["2", None]
    assert _cells(first, "tcPr/vMerge") == ["restart", None]
    assert _cells(second, "tcPr/gridSpan") == ["2", None]
    assert _cells(second, "tcPr/vMerge") == ["continue", "restart"]
    assert _cells(third, "tcPr/vMerge") == [None, None, "continue"]
    assert [cell.text for cell in made.rows[1].cells] == ["甲", "甲", "丙"]
    assert [cell.text for cell in made.rows[2].cells] == ["丁", "戊", "丙"]


def test_widths_fill_the_type_area_exactly() -> None:
    made = _table("<tr><td>甲</td><td>乙</td><td>丙</td></tr>", widths="33.3 33.3 33.4")
    columns = [int(column.get(W + "w", "0")) for column in made._tbl.tblGrid]
    assert columns == [2945, 2946, 2954]
    assert value(made._tbl, "tblPr/tblW", "w") == str(sum(columns)) == "8845"
    assert value(made._tbl, "tblPr/tblLayout", "type") == "fixed"
    assert _cells(made._tbl.tr_lst[0], "tcPr/tcW", "w") == ["2945", "2946", "2954"]


def test_landscape_tables_are_as_wide_as_their_page() -> None:
    assert value(_wide(), "tblPr/tblW", "w") == "14004"


def test_all_rows_of_the_header_repeat_and_rows_do_not_split() -> None:
    rows = _wide().findall(f"{W}tr")
    headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert headers == [True] * 5 + [False] * 12
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize(("look", "splits"), [("form", [False, True]), ("grid", [False, False])])
def test_long_rows_of_forms_may_split(look: str, splits: list[bool]) -> None:
    long = "某" * 300
    made = _table(f"<tr><td>甲</td><td>乙</td></tr><tr><td>甲</td><td>{long}</td></tr>", look=look)
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in made._tbl.tr_lst]
    assert whole == [not split for split in splits]


def test_header_label_and_total_have_styles() -> None:
    made = _table(
        "<tr><th scope='row'>甲</th><td>乙</td></tr><tr class='total'><td>合计</td><td>1</td></tr>",
        head="<tr><th scope='col'>项目</th><th scope='col'>预算数</th></tr>",
        look="wide",
    )
    styles = [_cells(row, "p/pPr/pStyle") for row in made._tbl.tr_lst]
    assert styles == [
        ["TableWideHeader"] * 2,
        ["TableWideLabel", "TableWideText"],
        ["TableWideTotal"] * 2,
    ]
    assert value(everything().styles["公开表格（多栏） 栏目"]._element, "pPr/jc") == "center"


def test_line_rows_have_no_borders_but_the_upper_edge_of_the_table() -> None:
    made = _table(
        "<tr><td>甲</td><td>乙</td></tr>",
        head="<tr class='line'><th class='table-title' colspan='2'>支出总表</th></tr>"
        "<tr class='line'><th class='table-unit' colspan='2'>单位：万元</th></tr>"
        "<tr><th scope='col'>项目</th><th scope='col'>预算数</th></tr>",
    )
    edges = [
        [edge.get(W + "val") for edge in row.iterfind(f"{W}tc/{W}tcPr/{W}tcBorders/*")]
        for row in made._tbl.tr_lst
    ]
    assert edges == [["nil"] * 4, ["nil", "nil", "single", "nil"], [], []]
    assert _cells(made._tbl.tr_lst[0], "p/pPr/pStyle") == ["TableTitle"]


def _kept(made: Table) -> list[bool]:
    """For each row, whether all its paragraphs keep with the next."""
    path = f"{W}tc/{W}p/{W}pPr"
    return [
        all(found.find(f"{W}keepNext") is not None for found in row.iterfind(path))
        for row in made._tbl.tr_lst
    ]


def test_tables_in_running_text_are_kept_on_one_page_and_sheets_are_not() -> None:
    rows = "<tr><td rowspan='2'>甲</td><td>乙</td></tr><tr><td>丙</td></tr><tr><td/><td/></tr>"
    text = table(rows, look="form")
    sheet = table(rows, look="form")
    sheet.root.findall("body/section")[0].set("class", "sheet")
    assert _kept(opened(text).tables[0]) == [True, True, False]
    assert _kept(opened(sheet).tables[0]) == [False, False, False]


def _spaces(source: Specimen) -> list[str | None]:
    return [value(each._element, "pPr/spacing", "before") for each in opened(source).paragraphs]


def test_running_text_stands_off_the_table_above_it() -> None:
    [one] = table("<tr><td>甲</td><td>乙</td></tr>").root.iterfind("body/section/table")
    text = etree.tostring(one, encoding="unicode")
    blocks = f"<p>上</p>{text}<p>下</p><p>再下</p>"
    space = str(round(theme().table.after * 20))
    assert _spaces(page(f"<section class='text'>{blocks}</section>")) == [None, space, None]
    sheet = _spaces(page(f"<section class='sheet'>{blocks}</section>"))
    assert sheet == [None, None, None]


def test_line_rows_begin_at_the_edge_of_the_table() -> None:
    made = _table(
        "<tr><td>甲</td><td>乙</td></tr>",
        head="<tr class='line'><th class='spread' colspan='2'><span>左</span><span>右</span></th>"
        "</tr><tr><th scope='col'>项目</th><th scope='col'>预算数</th></tr>",
    )
    first = made._tbl.tr_lst[0]
    assert _cells(first, "tcPr/tcMar/left", "w") == ["0"]
    assert [tab.get(W + "pos") for tab in first.iter(W + "tab")] == ["8845", None]
    assert _cells(made._tbl.tr_lst[1], "tcPr/tcMar/left", "w") == [None, None]


def test_style_of_a_table_has_borders_and_padding() -> None:
    style = everything().styles["公开表格"]._element
    borders = style.find(f"{W}tblPr/{W}tblBorders")
    assert {edge.get(W + "sz") for edge in borders} == {"4"}
    assert value(style, "tblPr/tblCellMar/top", "w") == "52"


def test_two_tables_do_not_become_one() -> None:
    one = "<table class='grid'><colgroup><col style='width:100%'/></colgroup>"
    one += "<tbody><tr><td>甲</td></tr></tbody></table>"
    source = table("<tr><td>甲</td><td>乙</td></tr>")
    source.root.findall("body/section")[0].append(etree.fromstring(one))
    body = opened(source).element.body
    assert [etree.QName(child).localname for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]
