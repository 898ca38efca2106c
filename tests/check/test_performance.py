"""Performance targets and self-evaluations."""

from __future__ import annotations

from typing import Any

import pytest

from generator.findings import RULES, Level, Loc
from tests.check.changing import (
    ACCOUNT,
    DOCUMENTS,
    FUSHUN,
    QUANZHOU,
    XIAMEN,
    ZHANGZHOU,
    Case,
    both,
    changed,
    line_of,
    put,
    remove,
    with_code,
)
from tests.check.conftest import Facts, FindingsOf

TREE = ("项目", 0, "指标")
QUALITY = (*TREE, "产出指标", "质量指标")
COST = (*TREE, "成本指标", "经济成本指标")
SATISFIED = (*TREE, "满意度指标", "服务对象满意度指标")
TASK = ("整体支出自评", "任务", 0, "指标")
RESULT = ("一级项目自评", 0, "指标", "产出指标", "质量指标", 0)


def _indicator(name: str, operator: str = "", target: str = "", unit: str = "") -> dict[str, str]:
    typed = {"指标": name, "方向": operator, "目标值": target, "单位": unit}
    return {key: value for key, value in typed.items() if value}


def _target(says: str, code: str, key: str, *typed: str) -> Case:
    loc: Loc = (*QUALITY, 0, key) if key else (*QUALITY, 0)
    return Case(code, QUANZHOU, put(*QUALITY, to=[_indicator(*typed)]), loc, says)


TARGETS = [
    Case("J701", QUANZHOU, put(*COST, 0, "方向", to="≥"), (*COST, 0, "方向"), "≥1111.5万元"),
    Case("J701", QUANZHOU, put(*SATISFIED, 0, "方向", to="≤"), (*SATISFIED, 0, "方向"), "越大越好"),
    _target("越小越好", "J701", "方向", "群众投诉率", "≥", "5", "%"),
    _target("越小越好", "J701", "方向", "系统故障修复时间", "≥", "24", "小时"),
    _target("≥120%", "J702", "目标值", "资金到位率", "≥", "120", "%"),
    _target("有 1 个", "J703", "", "资金到位率", "", "98", "%"),
    _target("也没有单位", "J703", "", "资金到位率", "", "98"),
    _target("≥98", "J704", "", "资金到位率", "≥", "98"),
    _target("=不低于上年", "J705", "", "救助对象规模", "=", "不低于上年"),
    _target("有 1 个", "J706", "", "资金到位率"),
    Case("J707", QUANZHOU, put(*QUALITY, to=[]), QUALITY, "1 个二级指标下没有指标：质量指标"),
    Case("J708", QUANZHOU, remove(*TREE, "满意度指标"), TREE, "没有满意度指标"),
    Case("J708", QUANZHOU, remove(*TREE, "产出指标"), TREE, "没有产出指标"),
    Case(
        "J709",
        QUANZHOU,
        put(*QUALITY, 0, "指标", to="资金到位率"),
        (*QUALITY, 0, "指标"),
        "“资金到位率”写了 2 次",
    ),
    _target("名称里写“人”，单位却是“%”", "J710", "单位", "参保人数（人）", "≥", "85", "%"),
]
EVALUATIONS = [
    Case(
        "J720",
        ACCOUNT,
        put(*RESULT, "分值", to="5"),
        ("一级项目自评", 0, "预算执行分值"),
        "10 与各指标分值 91 之和是 101",
    ),
    Case(
        "J720", ACCOUNT, put(*TASK, 0, "分值", to="2.5"), ("整体支出自评", "预算执行分值"), "99.5"
    ),
    Case("J721", ACCOUNT, put(*RESULT, "得分", to="4.01"), (*RESULT, "得分"), "分值只有 4"),
    Case(
        "J722",
        ACCOUNT,
        both(put(*RESULT, "实际值", to="50"), put(*RESULT, "得分", to="3")),
        (*RESULT, "得分"),
        "得分 3，按完成比例 50.00% 应为 2.00",
    ),
    Case("J723", ACCOUNT, put(*RESULT, "实际值", to="99"), RESULT, "完成 99%（99.00%）"),
    Case("J724", ACCOUNT, put(*RESULT, "实际值", to="201"), (*RESULT, "实际值"), "201.00%"),
    Case(
        "J725",
        ACCOUNT,
        put("整体支出自评", "预算执行", "人员支出", "年初预算数", to="3495.42"),
        ("整体支出自评", "预算执行"),
        "127819.88 万元，决算表的收入总计是 127820.88 万元",
    ),
]
EXECUTED = ("整体支出自评", "预算执行")
WITHOUT_BUDGET = [
    Case(
        "J727",
        ACCOUNT,
        put(*EXECUTED, "基建项目", "全年执行数", to="3.00"),
        (*EXECUTED, "基建项目"),
        "“基建项目”的调整后预算数是 0，没有执行率可印",
    ),
    Case(
        "J727",
        ACCOUNT,
        put("整体支出自评", "任务", 0, "调整后预算数", to="0"),
        ("整体支出自评", "任务", 0, "调整后预算数"),
        "调整后预算数是 0",
    ),
    Case(
        "J727",
        ACCOUNT,
        put(*EXECUTED, to={"基建项目": {"全年执行数": "0"}}),
        EXECUTED,
        "预算执行得 0 分",
    ),
    Case(
        "J727",
        ACCOUNT,
        put("一级项目自评", 0, "预算执行", to={"年初预算数": "0", "全年执行数": "0"}),
        ("一级项目自评", 0, "预算执行"),
        "预算执行得 0 分",
    ),
]
CASES = [*TARGETS, *EVALUATIONS, *WITHOUT_BUDGET]

GOODS, PEOPLE = ("产出指标", "数量指标"), ("满意度指标", "服务对象满意度指标")


def _of(number: int, *below: str | int) -> Loc:
    return ("项目", number, "指标", *below)


KNOWN: dict[str, list[tuple[str, Loc]]] = {
    FUSHUN: [
        ("J707", _of(0, "产出指标", "成本指标")),
        ("J704", _of(0, *PEOPLE, 0)),
        ("J703", _of(1, *GOODS, 0)),
        ("J704", _of(2, *GOODS, 0)),
        ("J704", _of(3, *PEOPLE, 0)),
        ("J705", _of(4, *GOODS, 0)),
        ("J710", _of(4, *GOODS, 0, "单位")),
        ("J705", _of(5, *GOODS, 2)),
        ("J704", _of(5, "效益指标", "社会效益指标", 0)),
        ("J704", _of(6, "产出指标", "质量指标", 1)),
        ("J705", _of(7, *GOODS, 0)),
        ("J705", _of(8, "产出指标", "时效指标", 0)),
        ("J704", _of(9, *GOODS, 0)),
        ("J704", _of(10, *GOODS, 0)),
    ],
    QUANZHOU: [],
    ACCOUNT: [
        ("J723", ("整体支出自评", "任务", 2, "指标", 0)),
        ("J726", ("一级项目自评", 0, "实际完成情况")),
        ("J723", ("一级项目自评", 0, "指标", *GOODS, 5)),
    ],
    XIAMEN: [],
    ZHANGZHOU: [
        ("J706", _of(0, "产出指标", "时效指标", 0)),
        ("J706", _of(2, "产出指标", "时效指标", 0)),
        ("J707", _of(3, "产出指标", "时效指标")),
        ("J701", _of(4, "成本指标", "经济成本指标", 0, "方向")),
        ("J701", _of(4, "成本指标", "经济成本指标", 1, "方向")),
    ],
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_fault_is_found_at_its_place(case: Case, facts: Facts, findings_of: FindingsOf) -> None:
    text = changed(facts(case.document), case.change)
    found = [one for one in with_code(findings_of(text), case.code) if one.loc == case.loc]
    assert [one.line for one in found] == [line_of(text, case.loc)]
    assert case.says in found[0].message


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_faults_of_the_published_targets(
    name: str, facts: Facts, findings_of: FindingsOf
) -> None:
    found = [one for one in findings_of(facts(name)) if one.code.startswith("J")]
    assert [(one.code, one.loc) for one in found] == KNOWN[name]
    assert Level.ERROR not in {one.level for one in found}


def test_every_code_has_a_case() -> None:
    raised = {case.code for case in CASES} | {"J726"}
    assert {code for code in RULES if code.startswith("J")} == raised


def test_no_case_is_a_fault_that_was_published() -> None:
    assert not [case for case in CASES if (case.code, case.loc) in KNOWN[case.document]]


@pytest.mark.parametrize(
    "typed",
    [
        ("服务被投诉率", "≤", "10", "%"),
        ("处理投诉举报件完结率", "≥", "90", "%"),
        ("药品结算率", "≥", "80%", ""),
        ("资金增长率", "≥", "120", "%"),
        ("重复参保人数（人）", "=", "0", ""),
        ("补助标准（元）", "≥", "700", "元/人"),
        ("困难群众看病就医方便程度", "", "明显提高", ""),
        ("保障人数", "≤", "90", "人"),
    ],
)
def test_a_good_target(
    typed: tuple[str, str, str, str], facts: Facts, findings_of: FindingsOf
) -> None:
    found = findings_of(changed(facts(QUANZHOU), put(*QUALITY, to=[_indicator(*typed)])))
    assert [one.message for one in found if one.code.startswith("J")] == []


def test_a_rate_among_the_costs_is_no_cost(facts: Facts, findings_of: FindingsOf) -> None:
    change = put(*COST, to=[_indicator("市级配套资金使用率", "≥", "95", "%")])
    assert with_code(findings_of(changed(facts(QUANZHOU), change)), "J701") == []


def test_money_saved_is_no_cost(facts: Facts, findings_of: FindingsOf) -> None:
    change = put(*COST, to=[_indicator("节约采购资金", "≥", "5", "万元")])
    assert with_code(findings_of(changed(facts(QUANZHOU), change)), "J701") == []


def test_many_faults_of_a_project_are_one_finding(facts: Facts, findings_of: FindingsOf) -> None:
    found = with_code(findings_of(facts(FUSHUN)), "J704")
    counts = [str(one.params["count"]) for one in found]
    assert counts == ["2", "4", "2", "1", "2", "6", "5"]


def test_scores_may_be_typed_where_they_follow(facts: Facts, findings_of: FindingsOf) -> None:
    change = put(*RESULT, "得分", to="4.00")
    found = with_code(findings_of(changed(facts(ACCOUNT), change)), "J721", "J722")
    assert found == []


def test_words_may_be_scored_by_judgement(facts: Facts, findings_of: FindingsOf) -> None:
    words = ("一级项目自评", 0, "指标", "效益指标", "社会效益指标", 0)

    def change(data: Any) -> None:
        put(*words, "实际值", to="基本保障")(data)
        put(*words, "得分", to="3.50")(data)

    found = [one for one in findings_of(changed(facts(ACCOUNT), change)) if one.loc[:6] == words]
    assert [one.code for one in found] == ["J723"]
