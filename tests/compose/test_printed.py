"""A printed document is a value: what is in it does not depend on what was asked before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator import check
from generator.compose import Printed
from tests.making import LINES, Make, facts, grids

TABLES = """
tables:
  - id: 甲表
    sum: {of: 支出}
    rows: [{label: 合计, sum: {}}]
    columns: [{label: 项目, show: 标签}, {label: 数, sum: {}}]
  - id: 乙表
    sum: {of: 支出, 支出性质: 基本支出}
    rows: [{label: 合计, sum: {}}]
    columns: [{label: 项目, show: 标签}, {label: 数, sum: {}}]
"""


def _entries(*places: str) -> str:
    lines = "".join(f"  - {{位置: '{place}', 公布: 9.99, 原因: 尾差}}\n" for place in places)
    return facts(f"{LINES}公布数:\n{lines}")


@pytest.mark.parametrize(
    "asked",
    [
        "{% if not 表('乙表').empty %}<p>有</p>{% endif %}",
        "{% set 存 = 表('乙表').html %}<p>无</p>",
        "{{ '' if 表('乙表').title else '' }}",
    ],
)
def test_a_table_that_is_only_asked_about_is_not_printed(asked: str, make: Make) -> None:
    printed = make(
        _entries("乙表/合计/数"), profile=TABLES, template=f"{asked}{{{{ 表('甲表').html }}}}"
    ).printed
    assert list(printed.tables) == ["甲表"]
    assert {place.where for place in printed.places} == {"甲表/合计/数"}
    assert [finding.code for finding in printed.findings] == ["P301"]
    assert printed.published == {}


def test_tables_are_in_the_order_of_the_document(make: Make) -> None:
    template = "{% set 先 = 表('甲表').html %}{{ 表('乙表').html }}{{ 先 }}{{ 表('乙表').html }}"
    printed = make(facts(LINES), profile=TABLES, template=template).printed
    assert [grid.id for grid in printed.grids] == ["乙表", "甲表"]


def _everything(printed: Printed) -> tuple[object, ...]:
    return printed.document.html(), printed.places, printed.published, printed.findings


def test_what_was_asked_before_changes_nothing(make: Make) -> None:
    text = _entries("甲表/*/数", "乙表/合计/数", "正文/支出预算", "正文/项目支出")
    template = "{{ 表('甲表').html }}<p>{{ 数('支出预算') | 金额 }}{{ 批复 }}{{ 重点压减 }}</p>"
    plain = make(text, profile=TABLES, template=template)
    asked = make(text, profile=TABLES, template=template)
    grids(asked, "乙表")
    asked.derived.figure("项目支出")
    asked.derived.figure("支出预算", {"科目": "208"})
    assert asked.text("{{ 合理保障 }}")
    assert _everything(asked.printed) == _everything(plain.printed)
    assert check(asked) == check(plain)
    missing = [finding.message for finding in plain.printed.findings]
    assert [one for one in missing if "合理保障" in one] == []
    assert plain.printed.published == {0: "35.50", 2: "35.50"}


def test_an_entry_stands_for_the_first_place_that_prints_it(make: Make) -> None:
    text = _entries("*/合计/数")
    template = "{{ 表('乙表').html }}{{ 表('甲表').html }}"
    assert make(text, profile=TABLES, template=template).printed.published == {0: "30.00"}


def test_a_cell_keeps_its_figure_its_row_and_its_column(make: Make) -> None:
    made = make(_entries("甲表/合计/数"), profile=TABLES, template="{{ 表('甲表').html }}")
    [grid] = made.printed.grids
    label, amount = grid.body[0].cells
    assert (label.figure, label.printed) == (None, None)
    assert amount.figure
    assert amount.row
    assert amount.column
    assert (amount.row.name, amount.column.name) == ("合计", "数")
    assert (amount.figure.derived, amount.figure.value) == (Decimal("35.50"), Decimal("9.99"))
    assert amount.printed == Decimal("9.99")
    assert grid.layout
    assert amount.column in grid.layout.leaves
