"""What is printed by something that nobody typed, sides that differ, cars of another kind."""

from __future__ import annotations

from generator.check import run_checks
from generator.findings import Finding
from tests.check.changing import with_code
from tests.making import Make, body_rows, facts, grids, printed

BY_KIND = """\
figures:
  人员: {sum: {of: 支出, 经费: 人员经费}}
  来源: {sum: {of: 收入}}
  项目款: {sum: {of: 项目}}
"""


def _found(make: Make, text: str, profile: str, template: str, *codes: str) -> list[Finding]:
    made = make(text, profile=profile, template=template)
    return with_code(run_checks(made).findings, *codes)


def test_basic_expenditure_printed_by_kind_is_typed_by_kind(make: Make) -> None:
    lines = (
        "支出: [{科目: 2101501, 基本支出: 20.00}, {科目: 2101501, 资金性质: 单位资金, 人员经费: 1}]"
    )
    template = "<p>{{ 数('人员') | 金额 }}</p>"
    [error] = _found(make, facts(lines), BY_KIND, template, "A115")
    assert error.loc == ("支出", 0, "基本支出")
    assert "基本支出 20.00 万元（2101501 一般公共预算 20.00）没有写明人员经费还是公用经费" in (
        error.message
    )
    assert not _found(make, facts(lines), BY_KIND, "<p>{{ 数('基本支出') | 金额 }}</p>", "A115")


def test_own_funds_are_asked_for_their_source_once(make: Make) -> None:
    lines = """\
支出:
  - {科目: 2101501, 基本支出: 20.00}
  - {科目: 2101501, 资金性质: 单位资金, 项目支出: 3.00}
  - {科目: 2101599, 资金性质: 单位资金, 项目支出: 4.00}
"""
    template = "<p>{{ 数('来源', 收入来源='其他收入') | 金额 }}</p>"
    [error] = _found(make, facts(lines), BY_KIND, template, "A115")
    assert error.loc == ("支出", 1, "项目支出")
    assert "单位资金的收入 7.00 万元" in error.message
    assert "收入来源: 事业收入" in error.hint
    told = lines.replace("单位资金,", "单位资金, 收入来源: 其他收入,")
    made = make(facts(told), profile=BY_KIND, template=template)
    assert printed(made) == ["7.00"]
    assert not with_code(run_checks(made).findings, "A115")


def test_a_source_that_cannot_be_the_own_funds_asks_nothing(make: Make) -> None:
    lines = "支出: [{科目: 2101501, 资金性质: 单位资金, 项目支出: 3.00}]"
    template = "<p>{{ 数('来源', 收入来源='一般公共预算') | 金额 }}</p>"
    assert not _found(make, facts(lines), BY_KIND, template, "A115")


CARRIED = """\
支出:
  - {科目: 2101501, 项目支出: 20.00}
  - {科目: 2101501, 资金性质: 单位资金, 收入来源: 其他收入, 项目支出: 5.00}
收入:
  - {科目: 2101501, 一般公共预算: 20.00, 上年结转结余: 5.00}
"""


def test_money_brought_forward_asks_for_its_fund(make: Make) -> None:
    template = "<p>{{ 数('来源', 拨款='财政拨款') | 金额 }}</p>"
    [error] = _found(make, facts(CARRIED), BY_KIND, template, "A115", "A218")
    assert error.loc == ("收入", 0, "上年结转结余")
    assert "上年结转结余: {一般公共预算: 11.50}" in error.hint
    told = CARRIED.replace("上年结转结余: 5.00", "上年结转结余: {单位资金: 5.00}")
    made = make(facts(told), profile=BY_KIND, template=template)
    assert printed(made) == ["20.00"]
    assert not with_code(run_checks(made).findings, "A115", "A204", "A209", "A218")


def test_projects_printed_by_item_have_an_item(make: Make) -> None:
    text = facts("支出: []\n项目: [{名称: 甲, 资金: {一般公共预算: 3.00}}]")
    template = "<p>{{ 数('项目款', 科目='210') | 金额 }}</p>"
    [error] = _found(make, text, BY_KIND, template, "A115")
    assert error.loc == ("项目", 0, "资金", "一般公共预算")


FUND_TABLE = """\
tables:
  - id: 基金表
    sum: {of: 支出, 资金性质: 政府性基金预算}
    rows:
      - {label: 合计, into: 名称, sum: {}, total: true}
      - {subjects: {classification: 支出功能分类, levels: [项]}}
    columns:
      - {label: 编码, show: 编码}
      - {label: 名称, show: 名称}
      - {label: 年初, sum: {of: 结转结余, 指标: 年初结转和结余}}
      - {label: 收入, sum: {of: 收入}}
      - {label: 支出, sum: {}}
      - {label: 年末, sum: {of: 结转结余, 指标: 年末结转和结余}}
    empty: 没有。
print: [基金表]
"""
ACCOUNT = """\
支出:
  - {科目: 2296003, 资金性质: 政府性基金预算, 项目支出: 80.00}
收入:
  - {科目: 2296003, 政府性基金预算: 86.00}
  - {科目: 2296004, 政府性基金预算: 1.00}
结转结余: {年初结转和结余: {政府性基金预算: OPENING}}
科目名称: {2296003: 甲, 2296004: 乙, 2296006: 丙}
"""


def test_balances_by_item_stand_in_the_rows_of_their_items(make: Make) -> None:
    by_item = ACCOUNT.replace("OPENING", "{2296003: 10.00, 2296006: 44.00}")
    made = make(facts(by_item, "部门决算"), profile=FUND_TABLE, template="{{ 表('基金表').html }}")
    assert body_rows(made, "基金表") == [
        ["", "合计", "54.00", "87.00", "80.00", "61.00"],
        ["2296003", "甲", "10.00", "86.00", "80.00", "16.00"],
        ["2296004", "乙", "", "1.00", "", "1.00"],
        ["2296006", "丙", "44.00", "", "", "44.00"],
    ]
    assert not with_code(run_checks(made).findings, "A113", "A116", "A226")


def test_a_table_is_not_empty_where_any_column_has_an_amount(make: Make) -> None:
    only = "支出: []\n收入: [{科目: 2296003, 政府性基金预算: 1}]\n科目名称: {2296003: 甲}"
    made = make(facts(only, "部门决算"), profile=FUND_TABLE, template="{{ 表('基金表').html }}")
    assert not grids(made, "基金表")[0].empty
    none = make(facts("支出: []", "部门决算"), profile=FUND_TABLE)
    assert grids(none, "基金表")[0].empty


def test_one_opening_balance_of_several_items_is_asked_for_by_item(make: Make) -> None:
    whole = facts(ACCOUNT.replace("OPENING", "54.00"), "部门决算")
    template = "{{ 表('基金表').html }}"
    [warning] = _found(make, whole, FUND_TABLE, template, "A115", "A116")
    assert warning.code == "A116"
    assert warning.loc == ("结转结余", "年初结转和结余", "政府性基金预算")
    one_item = whole.replace("  - {科目: 2296004, 政府性基金预算: 1.00}\n", "")
    made = make(one_item, profile=FUND_TABLE, template=template)
    assert body_rows(made, "基金表")[1][2:] == ["54.00", "86.00", "80.00", "60.00"]
    assert not with_code(run_checks(made).findings, "A116")


BALANCE = """\
tables:
  - id: 总表
    sum: {of: 收入}
    blocks:
      - columns: [{label: 收入, show: 标签}, {label: 金额, sum: {}}]
        rows: [{label: 收入合计, sum: {收入来源: 一般公共预算}, total: true}]
      - columns: [{label: 支出, show: 标签}, {label: 数, sum: {}}]
        rows: [{label: 支出合计, sum: {of: 支出}, total: true}]
print: [总表]
"""


def test_sides_that_differ_are_an_error_whatever_the_reason(make: Make) -> None:
    """A form that forgets a source on its left side."""
    special = "{科目: 2101501, 资金性质: 财政专户管理资金, 项目支出: 5}"
    lines = f"支出: [{special}, {{科目: 2101599, 项目支出: 7}}]"
    [error] = _found(make, facts(lines), BALANCE, "{{ 表('总表').html }}", "A114")
    assert "“收入合计/金额”印 7.00，“支出合计/数”印 12.00，相差 -5.00" in error.message


def test_sides_that_differ_by_rounding_are_no_error(make: Make) -> None:
    lines = "支出: [{科目: 2101501, 项目支出: 5}, {科目: 2101599, 项目支出: 7.01}]\n"
    incomes = "收入: [{科目: 2101501, 一般公共预算: 5}, {科目: 2101599, 一般公共预算: 7.02}]"
    found = _found(make, facts(lines + incomes), BALANCE, "{{ 表('总表').html }}", "A112", "A114")
    assert [one.code for one in found] == ["A112"]


def test_what_is_said_of_the_facts_is_not_said_again_of_the_table(make: Make) -> None:
    lines = "支出: [{科目: 2101501, 项目支出: 5}]\n收入: [{科目: 2101501, 一般公共预算: 9}]"
    found = _found(make, facts(lines), BALANCE, "{{ 表('总表').html }}", "A114", "A204")
    assert [one.code for one in found] == ["A204"]


CARS = "国有资产: {车辆: {校车: 3, 其他用车: 1}}\n支出: []"
KINDS = "vehicles: [机要用车, 其他用车]\n"
EACH = "<p>{% for 种类, 数 in 各类车辆.items() %}{{ 种类 }}{{ 数 }}辆{% endfor %}</p>"


def test_cars_of_another_kind_are_counted_and_told(make: Make) -> None:
    made = make(facts(CARS), profile=KINDS, template=EACH)
    assert printed(made) == ["机要用车0辆其他用车4辆"]
    [warning] = with_code(run_checks(made).findings, "A225")
    assert warning.loc == ("国有资产", "车辆", "校车")
    assert "3 辆算在“其他用车”里" in warning.message
    assert not with_code(run_checks(make(facts(CARS), profile="", template=EACH)).findings, "A225")


def test_an_amount_that_nobody_typed_is_no_zero(make: Make) -> None:
    template = (
        "<p>{{ 数('机关运行经费') | 金额 }}</p><p>{{ 数('机关运行经费') | 比较('较') }}</p>"
        "<p>{{ 数('政府采购类别', 类别='小微企业') | 占比(数('政府采购')) }}</p>"
    )
    wording = "comparisons: {较: {up: 增, down: 减, flat: 平}}\n"
    typed = "支出: []\n政府采购: {货物: 1, 工程: 0, 服务: 0}\n上年: {机关运行经费: 3}"
    made = make(facts(typed), profile=wording, template=template)
    assert printed(made) == ["〔未填〕"] * 3
    found = with_code(run_checks(made).findings, "C609")
    assert [one.loc for one in found] == [("机关运行经费",), ("政府采购", "小微企业")]


def test_what_a_list_does_not_have_is_zero(make: Make) -> None:
    made = make(facts("支出: []"), template="<p>{{ 数('项目资金') | 金额 }}</p>")
    assert printed(made) == ["0.00"]
    assert not with_code(run_checks(made).findings, "C609")


def test_counts_that_nobody_typed_are_no_zeros(make: Make) -> None:
    template = (
        "<p>{{ 国有资产.购置车辆 }}</p><p>{{ 国有资产.单位价值100万元以上设备 }}</p>"
        "<p>{{ 国有资产.车辆.values() | sum }}</p>"
    )
    made = make(facts("支出: []\n国有资产: {购置车辆: 0}"), template=template)
    assert printed(made)[0] == "0"
    found = with_code(run_checks(made).findings, "T401")
    assert [one.loc for one in found] == [
        ("国有资产", "单位价值100万元以上设备"),
        ("国有资产", "车辆"),
    ]
