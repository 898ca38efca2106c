"""What stands in a facts file is text: it is printed as it is and nothing else."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import html

from generator import load
from generator.theme import load_theme
from generator.write import write
from tests.making import PUBLISHED, Make, facts, printed
from tests.walking import changed, texts

HOSTILE = [
    "{{ 7*7 }}",
    "{% include 'document.html' %}",
    "{# 不见 #}",
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "</p></section><h1>假标题</h1>",
    "<!-- 不见 -->",
    "]]>",
    "甲&乙&amp;丙&#20013;&lt;",
    "“双引”\"直引\"'单引'",
    "{变动}{比率}{}",
    "${x} %s \\n \\x41",
]
SUFFIX = "{{ 7*7 }}{% if %}<script>&amp;\"'</p>"
VOCABULARY = {"html", "head", "title", "meta", "body", "section", "nav", "h1", "h2", "h3", "h4"}
VOCABULARY |= {"p", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}
VOCABULARY |= {"br", "b", "a", "data", "span"}


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_every_text_of_the_facts_is_printed_as_it_is(path: Path) -> None:
    made = load(path)
    bare = made.document.model_copy(update={"published": [], "published_texts": []})
    document = bare
    typed = {where: text for where, text in texts(bare).items() if where != ("year",)}
    for where in typed:
        document = changed(document, where, lambda text: text + SUFFIX)
    before = "\n".join(printed(replace(made, document=bare)))
    after = replace(made, document=document).printed.document
    whole = "\n".join("".join(map(str, one.itertext())) for one in after.body)
    seen = {text for text in typed.values() if text in before}
    assert len(seen) > 15
    assert [text for text in sorted(seen) if text + SUFFIX not in whole] == []
    assert {str(element.tag) for element in after.root.iter()} <= VOCABULARY


TEMPLATE = (
    "<h1>{{ 部门.名称 }}</h1><p>{{ 重点压减 }}</p><p>{{ 合成 }}</p>"
    "{{ 表('单位表').html }}{{ 表('目标表', 项目[0]).html }}"
)
PROFILE = """
words: {合成: "说明：{{ 重点压减 }}"}
tables:
  - id: 单位表
    rows: [{records: 部门概况.机构设置.单位}]
    columns: [{label: "{{ 重点压减 }}", show: 名称}]
  - id: 目标表
    form:
      widths: [50, 50]
      rows: [{lines: [[{show: 名称}, {text: "项目：{{ 名称 }}"}]]}, {tree: 指标, cells: []}]
"""


def _facts(text: str) -> str:
    quoted = "'" + text.replace("'", "''") + "'"
    tree = f"{{{quoted}: {{{quoted}: []}}}}"
    return facts("支出: []\n").replace("名称: 某某局", f"名称: {quoted}") + (
        f"重点压减: {quoted}\n"
        "部门概况:\n  主要职责: {条目: [无]}\n  主要工作: {条目: [无]}\n"
        f"  机构设置: {{单位: [{{名称: {quoted}}}]}}\n"
        f"项目: [{{名称: {quoted}, 资金: {{一般公共预算: 1}}, 指标: {tree}}}]\n"
    )


def _expected(text: str) -> list[str]:
    return [text, text, f"说明：{text}", text, text, text, f"项目：{text}", text, text]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(text: str, make: Make) -> None:
    made = make(_facts(text), profile=PROFILE, template=TEMPLATE)
    assert printed(made) == _expected(text)
    assert made.printed.document.author == text
    assert text in made.printed.document.title


def test_hostile_text_in_every_format(make: Make) -> None:
    """One document with all of it: what independent readers find in the three files."""
    text = "　".join(HOSTILE)
    document = make(_facts(text), profile=PROFILE, template=TEMPLATE).printed.document
    files = write(document, load_theme(), ["pdf", "docx", "html"], lambda step, seconds: None)
    with pypdfium2.PdfDocument(files["pdf"]) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
        author = pdf.get_metadata_value("Author")
    seen = _bare("".join(pages))
    assert seen.count(_bare(text)) == len(_expected(text))
    assert author == text
    word = docx.Document(BytesIO(files["docx"]))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    assert [one for one in paragraphs if one] == [text, text, f"说明：{text}"]
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert cells == [*_expected(text)[3:7], text, text]
    tree = html.document_fromstring(files["html"].decode())
    seen_in_html = ["".join(map(str, one.itertext())) for one in tree.iter("h1", "p")]
    assert seen_in_html == [text, text, f"说明：{text}"]
    assert not list(tree.iter("script", "img"))


def _bare(text: str) -> str:
    return "".join(text.split())


def test_published_words_are_text_in_a_comparison(make: Make) -> None:
    text = facts(
        "支出: [{科目: 2101501, 基本支出: 1}]\n上年: {支出合计: 1}\n"
        "公布数: [{位置: 支出预算, 公布: '<b>一</b>&', 原因: 甲}]\n"
    )
    wording = "comparisons: {甲: {up: 增, down: 减, flat: '持平（{本年}）'}}\n"
    template = "<p>{{ 数('支出预算') | 比较('甲') }}</p>"
    assert printed(make(text, profile=wording, template=template)) == ["持平（<b>一</b>&）"]
