"""What was typed and is not printed is told once, at its first place, and nothing else is."""

from __future__ import annotations

import pytest

from generator.check import run_checks
from generator.compose.naming import keys_asked_for
from generator.findings import Finding
from tests.check.changing import DOCUMENTS, with_code
from tests.check.conftest import Facts, FindingsOf
from tests.making import Make, facts

LINES = """\
支出:
  - {科目: 2080505, 基本支出: 10.00, 用途: 缴纳养老保险费}
  - {科目: 2101501, 基本支出: 20.00, 项目支出: 5.50, 用途: 机关的日常运转}
  - {科目: 2101599, 项目支出: 7.00, 用途: 开展业务的各项工作}
"""
ITEMS = "<p>{% for 项 in 项级('一般公共预算') %}{{ 项.用途 }}{% endfor %}</p>"
TOTAL = "<p>{{ 数('支出预算') | 金额 }}</p>"


def _told(make: Make, text: str, template: str, profile: str = "") -> list[Finding]:
    made = make(facts(text), profile=profile, template=TOTAL + template)
    return with_code(run_checks(made).findings, "C615")


def test_what_is_printed_is_not_told(make: Make) -> None:
    assert _told(make, LINES, ITEMS) == []


def test_a_text_that_is_not_printed_is_told_once(make: Make) -> None:
    [told] = _told(make, LINES, "")
    assert told.loc == ("支出", 0, "用途")
    assert told.message == "“支出/用途”没有印出：“缴纳养老保险费” 等 3 处"
    [one] = _told(make, LINES.replace("2101599,", "2101599, 资金性质: 单位资金,"), ITEMS)
    assert (one.loc, one.message) == (
        ("支出", 2, "用途"),
        "“支出/用途”没有印出：“开展业务的各项工作”",
    )


def test_a_text_is_printed_though_it_was_published_otherwise(make: Make) -> None:
    published = """\
公布文字:
  - {位置: 甲, 换: 机关的日常运转, 为: 机关日常运转, 原因: 漏字}
"""
    assert _told(make, LINES + published, f"<h1>甲</h1>{ITEMS}") == []


def test_a_group_of_which_nothing_is_printed_is_one_finding(make: Make) -> None:
    targets = """\
整体绩效目标:
  总体目标: [保障全部业务的正常开展和按时完成]
  指标:
    产出指标:
      数量指标: [{指标: 完成的业务数量, 目标值: 三十}]
      质量指标: [{指标: 日常运转, 目标值: 全部达标}]
"""
    [told] = _told(make, LINES + targets, ITEMS)
    assert told.loc == ("整体绩效目标",)


AMOUNTS = """\
机关运行经费: 12.00
上年: {支出合计: 30.00, 收支总计: 31.00, 收入合计: 0}
转移支付: [{科目: 2101501, 转移支付项目: 甲, 金额: 3.00}]
"""


def test_an_amount_that_no_figure_takes_in_is_told(make: Make) -> None:
    """A zero that is not printed is nothing; last year's is printed by the comparison."""
    compared = "<p>{{ 数('支出预算') | 比较('较') }}</p>"
    wording = "comparisons: {较: {up: 增, down: 减, flat: 平}}\n"
    told = _told(make, LINES + AMOUNTS, ITEMS + compared, wording)
    assert [one.message for one in told] == [
        "“机关运行经费”没有印出：12.00",
        "“上年/收支总计”没有印出：31.00",
        "“转移支付”没有印出：3.00",
    ]


def test_a_number_of_things_is_printed_where_the_form_names_it(make: Make) -> None:
    assets = "国有资产: {购置车辆: 3, 购置设备: 2}\n"
    [told] = _told(make, LINES + assets, ITEMS + "<p>{{ 国有资产.购置车辆 }}</p>")
    assert told.loc == ("国有资产", "购置设备")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_published_documents_print_all_that_was_typed(
    document: str, facts: Facts, findings_of: FindingsOf
) -> None:
    assert with_code(findings_of(facts(document)), "C615") == []


def test_keys_are_those_of_the_templates_that_are_reached(make: Make) -> None:
    made = make(
        profile="words: {甲: '{{ 年度 }}年'}\n"
        "tables: [{id: 表, columns: [{show: 编号}], rows: [{}]}]\n",
        template="<p>部门名称{% if 部门['编码'] %}{% include 'other.html' %}{% endif %}</p>",
        other="<p>{{ 批复.文号 }}</p>",
        unused="<p>{{ 合理保障 }}</p>",
    )
    asked = keys_asked_for(made.profile)
    assert {"年度", "编号", "编码", "批复", "文号"} <= asked
    assert asked.isdisjoint({"部门名称", "合理保障"})
