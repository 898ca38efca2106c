"""A form for a place that does not exist, made from nothing but files in a folder.

Its tables have other names, its parts another order, its codes stand in three columns; tables are
in 元, sentences in 万元. It extends no packaged form, and facts are rendered with it in every
format.
"""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pdfplumber
import pytest
from lxml import etree

from generator import load, render
from tests.making import grids

NAME = "青屏2031"
PROFILE = """\
说明: {名称: 青屏市部门收支公开, 地区: 青屏市, 年度: "2031", 文种: [部门预算]}
personnel: [301, 303]
words:
  标题: "{{ 部门.名称 }}{{ 年度 }}年收支公开"
  用语: [{词: 基本支出, 义: 维持运转的支出}, {词: 项目支出, 义: 办成一件事的支出}]
formats:
  text: {decimals: 2}
  table: {unit: 元, decimals: 2, thousands: true, zero: "0.00"}
  rate: {decimals: 1}
comparisons:
  同上年比:
    up: 同上年比多{变动}万元（多{比率}%）
    down: 同上年比少{变动}万元（少{比率}%）
    new: 上年没有
    flat: 同上年一样
figures:
  全部支出: {sum: {of: 支出}, prior: {of: 上年, 指标: 支出合计}}
  单项支出: {sum: {of: 支出}}
  拨款支出: {sum: {of: 支出, 拨款: 财政拨款}}
tables:
  - id: 支出明细
    number: 青屏甲表
    orientation: landscape
    sum: {of: 支出}
    rows:
      - {subjects: {classification: 支出功能分类, levels: [类, 款, 项]}}
      - {label: 总　计, into: 名称, sum: {}, total: true}
    columns:
      - label: 科目
        columns:
          - {label: 类, show: 类, width: 7, align: center}
          - {label: 款, show: 款, width: 5, align: center}
          - {label: 项, show: 项, width: 5, align: center}
          - {label: 名称, show: 名称, width: 30}
      - label: 财政拨款
        columns:
          - {label: 基本, sum: {拨款: 财政拨款, 支出性质: 基本支出}}
          - {label: 项目, sum: {拨款: 财政拨款, 支出性质: 项目支出}}
      - {label: 其他资金, sum: {拨款: 非财政拨款}}
      - {label: 合计, sum: {}}
  - id: 收支对照
    number: 青屏乙表
    blocks:
      - columns: [{label: 来源, show: 标签}, {label: 金额（元）, sum: {}}]
        rows:
          - {label: 财政拨款, sum: {of: 收入, 拨款: 财政拨款}}
          - {label: 其他, sum: {of: 收入, 拨款: 非财政拨款}}
          - fill: true
          - {label: 收入总计, sum: {of: 收入}, total: true}
      - columns: [{label: 去向, show: 标签}, {label: 金额（元）, sum: {}}]
        rows:
          - {label: 基本支出, sum: {of: 支出, 支出性质: 基本支出}}
          - {label: 项目支出, sum: {of: 支出, 支出性质: 项目支出}}
          - {label: 经营支出, sum: {of: 支出, 支出性质: 经营支出}}
          - fill: true
          - {label: 支出总计, sum: {of: 支出}, total: true}
  - id: 基金支出
    number: 青屏丙表
    sum: {of: 支出, 资金性质: 政府性基金预算}
    rows: [{label: 总　计, into: 名称, sum: {}, total: true}]
    columns: [{label: 科目名称, show: 名称}, {label: 金额（元）, sum: {}}]
    empty: "{{ 部门.名称 }}{{ 年度 }}年没有基金支出。"
print: [支出明细, 收支对照, 基金支出]
"""
TEMPLATES = {
    "document.html": """\
<html lang="zh-CN">
<head><title>{{ 标题 }}</title><meta name="author" content="{{ 部门.名称 }}"/></head>
<body>
<section class="cover"><p class="document-title">{{ 标题 }}</p></section>
<section class="contents"><p class="contents-title">目次</p><nav></nav></section>
<section class="text" data-start="1">
<h1>甲编　用语</h1>
{% for 一 in 用语 %}
<p>{{ loop.index | 序号("1.") }}{{ 一.词 }}，{{ 一.义 }}。</p>
{% endfor %}
</section>
{% include "words.html" %}
{% include "sheets.html" %}
</body>
</html>
""",
    "words.html": """\
<section class="text">
<h1>乙编　说明</h1>
{% set 支出 = 数("全部支出") %}
<p>{{ 年度 }}年支出{{ 支出 | 金额 }}万元，{{ 支出 | 比较("同上年比") }}，因为{{ 原因.支出 }}。\
财政拨款占{{ 数("拨款支出") | 占比(支出) }}%。</p>
{% for 项 in 项级("一般公共预算", "金额") %}
<p>{{ loop.index | 序号("一、") }}{{ 项.款 }}中的{{ 项.名称 }}\
{{ 数("单项支出", 科目=项.科目) | 金额 }}万元。</p>
{% endfor %}
</section>
""",
    "sheets.html": """\
<section class="divider"><h1>丙编　各表</h1></section>
{% for 名 in 表格 %}
{% set 页 = 表(名) %}
<section class="sheet{% if 页.orientation == 'landscape' %} landscape{% endif %}">
<h2>{{ 页.number }}　{{ 名 }}</h2>
<p class="table-unit">单位：元</p>
{{ 页.html }}
{% for 注 in 页.notes %}
<p class="note">{{ 注 }}</p>
{% endfor %}
</section>
{% endfor %}
""",
}
FACTS = f"""\
文种: 部门预算
格式: {NAME}
年度: 2031
金额单位: 元
部门: {{名称: 青屏市档案局}}
支出:
  - {{科目: 2101501, 基本支出: 8123456.78}}
  - {{科目: 2101502, 项目支出: 1500000.50}}
  - {{科目: 2101502, 资金性质: 单位资金, 项目支出: 44.44}}
  - {{科目: 2210201, 基本支出: 9876543.21}}
上年: {{支出合计: 18000000}}
原因: {{支出: 新建库房}}
"""
ORDER = ["甲编　用语", "乙编　说明", "丙编　各表"]
PARAGRAPHS = [
    "1.基本支出，维持运转的支出。",
    "2.项目支出，办成一件事的支出。",
    "2031年支出1950.00万元，同上年比多150.00万元（多8.3%），因为新建库房。财政拨款占100.0%。",
    "一、住房改革支出中的住房公积金987.65万元。",
    "二、医疗保障管理事务中的行政运行812.35万元。",
    "三、医疗保障管理事务中的一般行政管理事务150.00万元。",
]
DETAILS = [
    ["210", "", "", "卫生健康支出", "8,123,456.78", "1,500,000.50", "44.44", "9,623,501.72"],
    ["210", "15", "", "医疗保障管理事务", "8,123,456.78", "1,500,000.50", "44.44", "9,623,501.72"],
    ["210", "15", "01", "行政运行", "8,123,456.78", "0.00", "0.00", "8,123,456.78"],
    ["210", "15", "02", "一般行政管理事务", "0.00", "1,500,000.50", "44.44", "1,500,044.94"],
    ["221", "", "", "住房保障支出", "9,876,543.21", "0.00", "0.00", "9,876,543.21"],
    ["221", "02", "", "住房改革支出", "9,876,543.21", "0.00", "0.00", "9,876,543.21"],
    ["221", "02", "01", "住房公积金", "9,876,543.21", "0.00", "0.00", "9,876,543.21"],
    ["", "", "", "总　计", "17,999,999.99", "1,500,000.50", "44.44", "19,500,044.93"],
]
BALANCE = [
    ["财政拨款", "19,500,000.49", "基本支出", "17,999,999.99"],
    ["其他", "44.44", "项目支出", "1,500,044.94"],
    ["", "", "经营支出", "0.00"],
    ["收入总计", "19,500,044.93", "支出总计", "19,500,044.93"],
]
EMPTY_NOTE = "青屏市档案局2031年没有基金支出。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the form and a facts file."""
    folder = tmp_path_factory.mktemp("place")
    form = folder / "forms" / NAME
    form.mkdir(parents=True)
    (form / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    for name, text in TEMPLATES.items():
        (form / name).write_text(text, encoding="utf-8")
    (folder / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def files(folder: Path) -> dict[str, bytes]:
    """The facts rendered in every format."""
    return render(folder / "facts.yaml", ["html", "docx", "pdf"], templates=[folder / "forms"])


pytestmark = pytest.mark.xdist_group("invented-place")


def test_html_has_the_parts_in_the_forms_own_order(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files["html"], etree.HTMLParser(encoding="utf-8"))
    assert [_text(heading) for heading in root.iter("h1")] == ORDER
    lines = [line for line in root.iter("p") if _parent_class(line) == "text"]
    assert [_text(line) for line in lines] == PARAGRAPHS
    assert [_text(line) for line in root.iter("p") if line.get("class") == "note"] == [EMPTY_NOTE]


def test_html_has_the_forms_own_tables_in_yuan(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files["html"], etree.HTMLParser(encoding="utf-8"))
    details, balance, funds = (_rows(body) for body in root.iter("tbody"))
    assert details == DETAILS
    assert balance == BALANCE
    assert funds == [["总　计", "0.00"]]


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _parent_class(element: etree._Element) -> str | None:
    parent = element.getparent()
    return None if parent is None else parent.get("class")


def _rows(body: etree._Element) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in body.iter("tr")]


def test_docx_says_the_same(files: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(files["docx"]))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
    assert [line for line in lines if line in ORDER][-3:] == ORDER
    details, balance, _ = document.tables
    head = [[cell.text for cell in row.cells] for row in details.rows[:2]]
    assert head == [
        ["科目"] * 4 + ["财政拨款"] * 2 + ["其他资金", "合计"],
        ["类", "款", "项", "名称", "基本", "项目", "其他资金", "合计"],
    ]
    assert [[cell.text for cell in row.cells] for row in details.rows[2:]] == DETAILS
    assert [[cell.text for cell in row.cells] for row in balance.rows[1:]] == BALANCE


def test_pdf_says_the_same(files: dict[str, bytes]) -> None:
    with pdfplumber.open(io.BytesIO(files["pdf"])) as pdf:
        sheets = [page for page in pdf.pages if page.extract_tables()]
        assert [page.width > page.height for page in sheets] == [True, False, False]
        tables = [page.extract_tables()[0] for page in sheets]
        text = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    details = [[cell or "" for cell in row] for row in tables[0]]
    assert details[2:] == [[cell.replace("　", " ") for cell in row] for row in DETAILS]
    assert tables[1][1:] == BALANCE
    assert PARAGRAPHS[2].removesuffix("。") in text.replace(" ", "")
    assert EMPTY_NOTE in text


def test_figure_of_a_sentence_and_cell_of_a_table_are_one_number(folder: Path) -> None:
    disclosure = load(folder / "facts.yaml", [folder / "forms"])
    total = grids(disclosure, "支出明细")[0].body[-1].cells[-1]
    assert total.figure
    assert total.figure.key == disclosure.derived.figure("全部支出").key
