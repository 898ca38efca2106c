"""Self-evaluation: completion, scores, rates and totals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.evaluation import Evaluator, completion
from generator.derive.published import Published
from generator.model.common import PublishedFigure
from generator.model.performance import OverallEvaluation, ProjectEvaluation, Result

RESULT = {"指标": "甲", "方向": "≥", "目标值": "100", "实际值": "100", "分值": "10"}


def _result(**more: object) -> Result:
    return Result.model_validate(
        {key: value for key, value in (RESULT | more).items() if value is not None}
    )


COMPLETION = [
    ("≥", "95", "156", "1.6421"),
    ("≥", "660", "449", "0.6803"),
    ("≥", "1,000", "500", "0.5"),
    ("≥", "90%", "45%", "0.5"),
    (">", "10", "12", "1.2"),
    ("=", "100", "100", "1"),
    ("=", "100", "80", "0.8"),
    ("≤", "5", "4", "1.25"),
    ("≤", "5", "10", "0.5"),
    ("<", "24", "23", "1.0435"),
    ("≤", "0", "0", "1"),
    ("≤", "10", "0", "1"),
    ("≤", "0", "3", "0"),
    ("=", "0", "0", "1"),
    ("≥", "0", "0", "1"),
    ("=", "0", "3", "0"),
    ("≥", "100", "0", "0"),
    ("≥", "达标", "达标", "1"),
    ("≥", "达标", "100", "0"),
    (None, "满意", "满意", "1"),
    (None, "满意", "不满意", "0"),
    (None, "98", "98", "1"),
    (None, "98", "99", "0"),
]


@pytest.mark.parametrize(("operator", "target", "actual", "ratio"), COMPLETION)
def test_completion(operator: str | None, target: str, actual: str, ratio: str) -> None:
    reached = completion(_result(方向=operator, 目标值=target, 实际值=actual))
    assert round(reached, 4) == Decimal(ratio)


def _evaluator(*published: tuple[str, str], divisor: int = 1) -> Evaluator:
    entries = [
        PublishedFigure.model_validate({"位置": place, "公布": value, "原因": "尾差"})
        for place, value in published
    ]
    return Evaluator(Published(entries, Decimal(divisor)), Decimal(divisor), {"≥": "不少于"})


def _project(*results: Mapping[str, object], **more: object) -> ProjectEvaluation:
    data: dict[str, Any] = {
        "项目名称": "甲项目",
        "预算执行": {"年初预算数": "80", "已调整数": "20", "全年执行数": "95"},
        "预算执行分值": "10",
        "预期目标": ["一"],
        "实际完成情况": ["一"],
        "指标": {"产出指标": {"数量指标": [{**RESULT, **result} for result in results]}},
    }
    return ProjectEvaluation.model_validate(data | more)


def _leaves(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        leaf
        for seconds in record["指标"].values()
        for leaves in seconds.values()
        for leaf in leaves
    ]


def test_a_project_is_scored_by_its_indicators_and_its_money() -> None:
    record = _evaluator().project(
        _project(
            {"实际值": "50", "单位": "家"},
            {"实际值": "200"},
            {"方向": None, "目标值": "满意", "实际值": "满意", "分值": "5"},
            {"实际值": "90", "得分": "7.5", "存在问题及原因": "晚了"},
        )
    )
    shown = ["调整后预算数", "执行率", "设置分值", "得分", "总分值", "总得分"]
    assert [record[key] for key in shown] == ["100.00", "95.00%", "10", "9.50", "45", "37.00"]
    columns = ["类型", "目标值", "实际值", "完成比例", "得分", "存在问题及原因"]
    assert [[leaf[key] for key in columns] for leaf in _leaves(record)] == [
        ["定量", "不少于100家", "50家", "50.00%", "5.00", ""],
        ["定量", "不少于100", "200", "200.00%", "10.00", ""],
        ["定性", "满意", "满意", "100%", "5.00", ""],
        ["定量", "不少于100", "90", "90.00%", "7.50", "晚了"],
    ]
    assert record["总分"] == Decimal("37.00")


OVERALL: dict[str, Any] = {
    "预算执行": {
        "人员支出": {"年初预算数": "30", "已调整数": "-2", "全年执行数": "28"},
        "公用支出": {"年初预算数": "10", "已调整数": "2", "全年执行数": "6"},
        "基建项目": {"全年执行数": "0"},
    },
    "预算执行分值": "20",
    "任务": [
        {
            "年度工作任务": "甲",
            "涉及项目和金额": ["子", "丑"],
            "调整后预算数": "12",
            "实际支出规模": "9",
            "指标": [RESULT | {"分值": "80"}],
        }
    ],
}
COLUMNS = ["类别", "年初预算数", "已调整数", "调整后预算数", "全年执行数", "执行率"]


def _overall(evaluator: Evaluator, data: dict[str, Any]) -> dict[str, Any]:
    return evaluator.overall(OverallEvaluation.model_validate(data))


def test_execution_of_the_whole_is_the_sum_of_its_kinds() -> None:
    record = _overall(_evaluator(), OVERALL)
    assert [[row[key] for key in COLUMNS] for row in record["执行"]] == [
        ["合计", "40.00", "0.00", "40.00", "34.00", "85.00%"],
        ["人员支出", "30.00", "-2.00", "28.00", "28.00", "100.00%"],
        ["公用支出", "10.00", "2.00", "12.00", "6.00", "50.00%"],
        ["基建项目", "", "", "0.00", "0.00", ""],
    ]
    assert (record["总分值"], record["总得分"]) == ("100", "97.00")
    [task] = record["任务"]
    assert (task["涉及项目和金额"], task["执行率"]) == (["1、子", "2、丑"], "75.00%")


def test_typed_amounts_in_yuan() -> None:
    def scaled(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: scaled(below, name) for name, below in value.items()}
        if isinstance(value, list):
            return [scaled(below) for below in value]
        keys = ("年初预算数", "已调整数", "全年执行数", "调整后预算数", "实际支出规模")
        return f"{Decimal(value) * 10000:f}" if key in keys else value

    in_yuan = _overall(_evaluator(divisor=10000), scaled(OVERALL))
    assert in_yuan == _overall(_evaluator(), OVERALL)


def test_what_was_published_is_printed_and_scored() -> None:
    table = "整体支出绩效自评表"
    record = _overall(
        _evaluator(
            (f"{table}/合计/全年执行数", "32"),
            (f"{table}/公用支出/执行率", "51%"),
            (f"{table}/任务1/实际支出规模", "9.1"),
        ),
        OVERALL,
    )
    assert [row["执行率"] for row in record["执行"]] == ["80.00%", "100.00%", "51%", ""]
    assert record["执行"][0]["得分"] == "16.00"
    assert record["任务"][0]["实际支出规模"] == "9.1"


def test_spending_more_than_the_budget_earns_no_more_than_the_weight() -> None:
    execution = {"年初预算数": "10", "全年执行数": "15"}
    record = _evaluator().project(_project({}, 预算执行=execution))
    assert (record["执行率"], record["得分"]) == ("150.00%", "10.00")


numbers = st.decimals(0, 10**6, places=2).map(str)
operators = st.sampled_from(["≥", "≤", "=", ">", "<"])


@given(operators, numbers, numbers, st.decimals(0, 100, places=1).map(str))
def test_a_score_lies_between_nothing_and_the_weight(
    operator: str, target: str, actual: str, weight: str
) -> None:
    result = {"方向": operator, "目标值": target, "实际值": actual, "分值": weight}
    record = _evaluator().project(_project(result))
    [leaf] = _leaves(record)
    assert 0 <= Decimal(leaf["得分"]) <= Decimal(weight)
    difference = Decimal(actual) - Decimal(target)
    reached = {"≥": difference >= 0, ">": difference >= 0, "=": difference == 0}
    if reached.get(operator, difference <= 0):
        assert Decimal(leaf["得分"]) == Decimal(weight)
