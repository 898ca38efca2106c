"""Self-evaluation: rates, completion, scores and totals that follow from targets and results.

Rule of the forms: 得分 = 分值 × min(1, 完成比例); the budget's execution is scored the same way.
Where there was no budget there is no rate to print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.derive.figures import HUNDRED
from generator.derive.numbers import print_number
from generator.derive.published import Published
from generator.derive.rounding import rounded
from generator.model.base import number_in
from generator.model.performance import (
    EvaluatedTask,
    Execution,
    OverallEvaluation,
    ProjectEvaluation,
    Result,
    Signature,
)
from generator.profile.schema import NumberFormat

OVERALL, PROJECT = "整体支出绩效自评表", "一级项目支出绩效自评表"
WHOLE = "合计"
QUANTITATIVE, QUALITATIVE = "定量", "定性"
AT_MOST = ("≤", "<")
AT_LEAST = ("≥", ">")
FORMAT = NumberFormat()
Record = dict[str, Any]
ZERO = Decimal(0)


@dataclass(frozen=True)
class Execution4:
    """One row of budget execution in 万元, as published where it was published otherwise."""

    initial: Decimal
    adjustment: Decimal
    adjusted: Decimal
    actual: Decimal


class Evaluator:
    """Fills self-evaluation forms. ``divisor`` turns typed amounts into 万元."""

    def __init__(
        self, published: Published, divisor: Decimal, operators: Mapping[str, str]
    ) -> None:
        self.published = published
        self.divisor = divisor
        self.operators = operators
        # what the entries of 公布数 that it has printed stand in place of
        self.used: dict[int, str] = {}

    def overall(self, evaluation: OverallEvaluation) -> Record:
        """整体支出自评 with 执行 (rows), 任务 (with their 指标), 总分值 and 总得分."""
        rows, whole = self._executions(evaluation.execution, evaluation.execution_weight)
        tasks = [self._task(number, task) for number, task in enumerate(evaluation.tasks, start=1)]
        results = [result for task in tasks for result in task["指标"]]
        signature = evaluation.signature or Signature()
        return {
            "执行": rows,
            "任务": tasks,
            "签署": signature.model_dump(by_alias=True),
            **_totals([whole, *results]),
        }

    def project(self, evaluation: ProjectEvaluation) -> Record:
        """一级项目支出自评 with its execution, its tree of 指标, 总分值 and 总得分."""
        weight = evaluation.execution_weight
        execution = self._execution(evaluation.name, self._typed(evaluation.execution))
        whole = self._scored(PROJECT, evaluation.name, execution, weight)
        tree = {
            first: {
                second: [self._result(result) for result in leaves] for second, leaves in seconds
            }
            for first, seconds in (
                (first, branches.items()) for first, branches in evaluation.results.items()
            )
        }
        leaves = [
            leaf for branches in tree.values() for results in branches.values() for leaf in results
        ]
        facts = evaluation.model_dump(by_alias=True, exclude={"execution", "results"})
        return {**facts, **whole, "指标": tree, **_totals([whole, *leaves])}

    # budget execution

    def _typed(self, execution: Execution) -> Execution4:
        initial = (execution.initial or ZERO) / self.divisor
        adjustment = (execution.adjustment or ZERO) / self.divisor
        return Execution4(
            initial, adjustment, initial + adjustment, execution.actual / self.divisor
        )

    def _executions(
        self, executions: Mapping[str, Execution], weight: Decimal
    ) -> tuple[list[Record], Record]:
        typed = {name: self._typed(execution) for name, execution in executions.items()}
        rows = list(typed.values())
        total = Execution4(
            sum((row.initial for row in rows), ZERO),
            sum((row.adjustment for row in rows), ZERO),
            sum((row.adjusted for row in rows), ZERO),
            sum((row.actual for row in rows), ZERO),
        )
        whole = self._scored(OVERALL, WHOLE, self._execution(WHOLE, total), weight)
        parts = [
            {
                "类别": name,
                "序": number,
                **self._shown(OVERALL, name, row),
                **_absent(executions[name]),
            }
            for number, (name, row) in enumerate(typed.items(), start=1)
        ]
        return [{"类别": WHOLE, "序": 0, **whole}, *parts], whole

    def _execution(self, row: str, derived: Execution4) -> Execution4:
        table = OVERALL if row == WHOLE else PROJECT
        values = [
            self._amount(table, row, column, value)[0]
            for column, value in _columns(derived).items()
        ]
        return Execution4(*values)

    def _shown(self, table: str, row: str, execution: Execution4) -> Record:
        shown = {
            column: self._amount(table, row, column, value)[1]
            for column, value in _columns(execution).items()
        }
        return {**shown, "执行率": self._rate(table, row, execution.actual, execution.adjusted)}

    def _scored(self, table: str, row: str, execution: Execution4, weight: Decimal) -> Record:
        share = min(Decimal(1), _ratio(execution.actual, execution.adjusted))
        return {**self._shown(table, row, execution), **_score(weight, rounded(weight * share, 2))}

    def _rate(self, table: str, row: str, part: Decimal, whole: Decimal) -> str:
        derived = print_number(_ratio(part, whole) * HUNDRED, FORMAT) + "%" if whole else ""
        return self._entry(table, row, "执行率", derived) or derived

    def _amount(self, table: str, row: str, column: str, derived: Decimal) -> tuple[Decimal, str]:
        text = self._entry(table, row, column, self.published.typed(derived))
        if text is None:
            return derived, print_number(derived, FORMAT)
        number = self.published.number(text)
        return (derived if number is None else number), text

    def _entry(self, table: str, row: str, column: str, derived: str) -> str | None:
        """What was published in a cell in place of ``derived``."""
        entry = self.published.in_cell(table, [row], [column])
        if entry is None:
            return None
        self.used.setdefault(entry.number, derived)
        return entry.text

    # tasks and indicators

    def _task(self, number: int, task: EvaluatedTask) -> Record:
        row = f"任务{number}"
        adjusted = task.adjusted / self.divisor
        actual = task.actual / self.divisor
        return {
            "年度工作任务": task.name,
            "涉及项目和金额": [
                f"{index}、{name}" for index, name in enumerate(task.projects, start=1)
            ],
            "调整后预算数": self._amount(OVERALL, row, "调整后预算数", adjusted)[1],
            "实际支出规模": self._amount(OVERALL, row, "实际支出规模", actual)[1],
            "执行率": self._rate(OVERALL, row, actual, adjusted),
            "指标": [self._result(result) for result in task.results],
        }

    def _result(self, result: Result) -> Record:
        ratio = completion(result)
        operator = self.operators.get(result.operator or "", result.operator or "")
        unit = result.unit or ""
        earned = result.score
        if earned is None:
            earned = rounded(result.weight * min(Decimal(1), ratio), 2)
        percent = print_number(
            ratio * HUNDRED, FORMAT if result.operator else NumberFormat(trim=True)
        )
        return {
            "指标": result.name,
            "类型": QUANTITATIVE if result.operator else QUALITATIVE,
            "目标值": f"{operator}{result.target}{unit}",
            "实际值": f"{result.actual}{unit}",
            "完成比例": f"{percent}%",
            "存在问题及原因": result.remark or "",
            **_score(result.weight, earned),
        }


def completion(result: Result) -> Decimal:
    """How far an indicator was reached, as a ratio; words are reached where they are the same."""
    target, actual = (number_in(text.removesuffix("%")) for text in (result.target, result.actual))
    if result.operator is None or target is None or actual is None:
        return Decimal(result.target == result.actual)
    if result.operator in AT_MOST:
        return _ratio(target, actual) if actual else Decimal(1)
    if not target:
        return Decimal(not actual or result.operator in AT_LEAST)
    return _ratio(actual, target)


def _ratio(part: Decimal, whole: Decimal) -> Decimal:
    return part / whole if whole else ZERO


def _columns(execution: Execution4) -> dict[str, Decimal]:
    return {
        "年初预算数": execution.initial,
        "已调整数": execution.adjustment,
        "调整后预算数": execution.adjusted,
        "全年执行数": execution.actual,
    }


def _absent(execution: Execution) -> dict[str, str]:
    """What was not typed prints empty."""
    pairs = {"年初预算数": execution.initial, "已调整数": execution.adjustment}
    return {name: "" for name, value in pairs.items() if value is None}


def _score(weight: Decimal, earned: Decimal) -> Record:
    return {
        "设置分值": print_number(weight, NumberFormat(trim=True)),
        "得分": print_number(earned, FORMAT),
        "分": (weight, earned),
    }


def _totals(scored: list[Record]) -> Record:
    pairs: Iterator[tuple[Decimal, Decimal]] = (record["分"] for record in scored)
    weights, earned = zip(*pairs, strict=True)
    total = sum(earned, ZERO)
    return {
        "总分值": print_number(sum(weights, ZERO), NumberFormat(trim=True)),
        "总得分": print_number(total, FORMAT),
        "总分": total,
    }
