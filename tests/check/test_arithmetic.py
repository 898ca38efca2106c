"""Amounts that cannot stand as they were typed, and sums of printed tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from generator.check import run_checks
from generator.findings import Level
from tests.check.changing import (
    ACCOUNT,
    DOCUMENTS,
    FUSHUN,
    QUANZHOU,
    XIAMEN,
    ZHANGZHOU,
    Case,
    add,
    both,
    changed,
    line_of,
    nothing,
    put,
    remove,
    with_code,
)
from tests.check.conftest import Facts, FindingsOf
from tests.making import Make
from tests.making import facts as made_facts


def _published(place: str, value: str) -> dict[str, str]:
    return {"位置": place, "公布": value, "原因": "笔误"}


OTHER_CATEGORY = both(
    add("支出", item={"科目": "2090101", "项目支出": "10.00"}),
    put("科目名称", "2090101", to="某项支出"),
)
UNIT_BUSINESS = {"科目": "2101550", "资金性质": "单位资金", "经营支出": "3.00"}
CASES = [
    Case("A101", QUANZHOU, put("支出", 7, "人员经费", to="2000.00"), ("支出", 7, "基本支出")),
    Case(
        "A101",
        ZHANGZHOU,
        put("支出", 9, "上年结转", to={"基本支出": "1.00", "人员经费": "1.00"}),
        ("支出", 9, "上年结转"),
        "2101506 的上年结转",
    ),
    Case(
        "A102",
        FUSHUN,
        put("基本支出经济分类", "30239", "金额", to="15.12"),
        ("基本支出经济分类", "30239"),
        "“金额” 15.12",
    ),
    Case(
        "A103",
        ZHANGZHOU,
        put("支出", 9, "上年结转", to="959.27"),
        ("支出", 9, "上年结转"),
        "959.27，大于这一行的项目支出 559.27",
    ),
    Case(
        "A103",
        ZHANGZHOU,
        put("支出", 10, "上年结转", to={"基本支出": "1.00"}),
        ("支出", 10, "上年结转"),
        "没有写“基本支出”",
    ),
    Case(
        "A104",
        QUANZHOU,
        put("基本支出经济分类", "30204", to="-0.60"),
        ("基本支出经济分类", "30204"),
        "-0.60",
    ),
    Case("A105", QUANZHOU, remove("支出", 8, "项目支出"), ("支出", 8), "2101502"),
    Case("A105", QUANZHOU, add("收入", item={"科目": "2101502"}), ("收入", 0), "2101502"),
    Case("A105", QUANZHOU, put("项目", 0, "资金", to={}), ("项目", 0, "资金"), "特殊人群医疗费"),
    # a total of rows
    Case(
        "A111",
        QUANZHOU,
        add("公布数", item=_published("支出预算总表/合计/项目支出", "4470.69")),
        ("公布数", 0),
        "“支出预算总表”的“合计/项目支出”印 4470.69，各行相加为 4770.69，相差 -300.00",
    ),
    # a subject above others
    Case(
        "A111",
        FUSHUN,
        add("公布数", item=_published("支出预算总表/21015/项目支出", "221.07")),
        ("公布数", 0),
        "“21015/项目支出”印 221.07，各行相加为 121.07，相差 +100.00（2101599 121.07）",
    ),
    # a subject above others, and the column of both kinds
    Case(
        "A111",
        XIAMEN,
        add("公布数", item=_published("一般公共预算支出情况表/2101501/公用支出", "748.57")),
        ("公布数", 9),
        "“21015/基本支出·公用支出”印 827.58，各行相加为 791.58，相差 +36.00"
        "（2101501 748.57、2101550 43.01）；另有 1 处因此不符",
    ),
    # a row of others, and the total of both
    Case(
        "A111",
        ZHANGZHOU,
        add(
            "公布数",
            item=_published("一般公共预算“三公”经费支出预算表/公务用车购置及运行费/*", "18.60"),
        ),
        ("公布数", 9),
        "“公务用车购置及运行费/预算数”印 18.60，各行相加为 16.80",
    ),
    # both sides of a balance
    Case(
        "A111",
        QUANZHOU,
        both(
            add("公布数", item=_published("收支预算总表/收入合计/*", "20332.83")),
            add("公布数", item=_published("收支预算总表/一般公共预算拨款收入/*", "20332.83")),
        ),
        ("公布数", 0),
        "“收入合计/收入·预算数”印 20332.83，另一边相加为 10332.83",
    ),
    # what no row prints: a category, a source, an economic class; what no column prints
    Case("A113", QUANZHOU, OTHER_CATEGORY, ("支出", 14, "项目支出"), "“209 社会保险基金支出”"),
    Case("A113", ACCOUNT, put("收入", 0, "上年结转结余", to="9.00"), ("收入", 0, "上年结转结余")),
    Case(
        "A113",
        ACCOUNT,
        put("基本支出经济分类", "30901", to="5.00"),
        ("基本支出经济分类", "30901"),
        "“309 资本性支出（基本建设）” 5.00 万元",
    ),
    Case(
        "A113",
        XIAMEN,
        add("支出", item=UNIT_BUSINESS),
        ("支出", 13, "经营支出"),
        "没有列出“经营支出” 3.00 万元：“合计/非财政拨款·小计”印 3.00，所列各栏相加为 0.00",
    ),
]
CLEAN = ("A101", "A102", "A103", "A104", "A105", "A111", "A112", "A113")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_wrong_is_found_at_its_place(
    case: Case, facts: Facts, findings_of: FindingsOf
) -> None:
    text = changed(facts(case.document), case.change)
    found = with_code(findings_of(text), case.code)
    assert [finding.loc for finding in found] == [case.loc]
    assert case.says in found[0].message
    assert found[0].line == line_of(text, case.loc)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_published_documents_add_up(document: str, facts: Facts, findings_of: FindingsOf) -> None:
    assert not with_code(findings_of(changed(facts(document), nothing)), *CLEAN)


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES} | {"A112"} == set(CLEAN)


def test_the_way_to_mend_what_was_typed_twice(facts: Facts, findings_of: FindingsOf) -> None:
    def split(personnel: str) -> str:
        parts = {"人员经费": personnel, "公用经费": "456.07"}
        change = both(*(put("支出", 7, key, to=amount) for key, amount in parts.items()))
        [finding] = with_code(findings_of(changed(facts(QUANZHOU), change)), "A101")
        return finding.hint

    assert split("2000.00") == "删去“基本支出”，只留人员经费和公用经费"
    assert "共 2456.08" in split("2000.01")


def test_a_change_may_be_negative(facts: Facts, findings_of: FindingsOf) -> None:
    change = put("一级项目自评", 0, "预算执行", "已调整数", to="-10.00")
    assert not with_code(findings_of(changed(facts(ACCOUNT), change)), "A104")


def test_an_item_that_has_ended_has_last_year_only(facts: Facts, findings_of: FindingsOf) -> None:
    change = both(remove("支出", 0, "基本支出"), put("支出", 0, "上年", to="1.00"))
    assert not with_code(findings_of(changed(facts(QUANZHOU), change)), "A105")


def test_one_published_figure_makes_one_finding(facts: Facts, findings_of: FindingsOf) -> None:
    change = add("公布数", item=_published("支出预算", "10233.83"))
    [finding] = with_code(findings_of(changed(facts(QUANZHOU), change)), "A111")
    assert finding.loc == ("公布数", 0)
    assert "另有" in finding.message


def test_a_published_figure_within_rounding_is_told_once(
    facts: Facts, findings_of: FindingsOf
) -> None:
    change = add("公布数", item=_published("支出预算总表/合计/项目支出", "4770.70"))
    found = findings_of(changed(facts(QUANZHOU), change))
    assert [finding.code for finding in found if finding.loc == ("公布数", 0)] == ["P304"]
    assert not with_code(found, "A111", "A112")


def _in_yuan(data: Any) -> None:
    """Every amount of expenditure in 元, each 4 元 more than it was in 万元."""
    data["金额单位"] = "元"
    del data["基本支出经济分类"], data["项目支出经济分类"]
    for line in data["支出"]:
        for key in ("基本支出", "项目支出"):
            if key in line:
                line[key] = f"{Decimal(line[key]) * 10000 + 4}"


def test_rounding_of_yuan_is_one_note_for_each_table(facts: Facts, findings_of: FindingsOf) -> None:
    found = findings_of(changed(facts(QUANZHOU), _in_yuan))
    notes = with_code(found, "A112")
    tables = [str(note.params["table"]) for note in notes]
    assert "支出预算总表" in tables
    assert len(tables) == len(set(tables))
    assert {note.level for note in notes} == {Level.NOTE}
    assert {note.loc for note in notes} == {("支出",)}
    assert not with_code(found, "A111", "A113")


ROW_TWICE = """\
tables:
  - id: 表
    sum: {of: 支出}
    rows:
      - {label: 合计, sum: {}, total: true}
      - {subjects: {classification: 支出功能分类, levels: [项]}}
      - {label: 其中一项, sum: {科目: "2101501"}}
    columns: [{label: 项目, show: 标签}, {label: 金额, sum: {}}]
print: [表]
"""


def test_rows_that_print_an_amount_twice(make: Make) -> None:
    made = make(made_facts(), profile=ROW_TWICE, template="{{ 表('表').html }}")
    [finding] = with_code(run_checks(made).findings, "A111")
    assert "“合计/金额”印 35.50，各行相加为 61.00" in finding.message


PART_ONLY = """\
tables:
  - id: 表
    sum: {of: 支出}
    rows:
      - {label: 合计, sum: {}, total: true}
      - {label: 其中：一项, sum: {科目: "2101501"}}
    columns:
      - {label: 项目, show: 标签}
      - {label: 合计, sum: {}}
      - {label: 其中：基本支出, sum: {支出性质: 基本支出}}
print: [表]
"""


def test_a_part_by_name_need_not_be_all(make: Make) -> None:
    made = make(made_facts(), profile=PART_ONLY, template="{{ 表('表').html }}")
    assert not with_code(run_checks(made).findings, "A111", "A113")
