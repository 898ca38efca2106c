"""Performance targets (绩效目标) of a budget and self-evaluation (绩效自评) of a final account."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import (
    Amount,
    EconomicCode,
    Facts,
    Item,
    ItemCode,
    Points,
    Text,
    Word,
    parse_word,
    read,
)
from generator.model.common import Fund

Operator = Annotated[Literal["≥", "≤", "=", ">", "<"], read(parse_word)]


class Indicator(Facts):
    """A third-level indicator with its target: an operator, a value and a unit, or words."""

    name: Text = Field(alias="指标")
    operator: Operator | None = Field(None, alias="方向")
    target: Text | None = Field(None, alias="目标值")
    unit: Word | None = Field(None, alias="单位")
    due: Text | None = Field(None, alias="完成时限")


# 一级指标 → 二级指标 → 三级指标 (an empty list prints an empty row)
IndicatorTree = dict[Text, dict[Text, list[Indicator]]]


class Project(Facts):
    """A project (项目) with its funds (资金, by 资金性质) and its performance targets."""

    name: Text = Field(alias="名称")
    code: ItemCode | None = Field(None, alias="科目")
    funds: dict[Fund, Amount] = Field(alias="资金")
    carried_over: dict[Fund, Amount] = Field(default_factory=dict, alias="上年结转")
    content: Text | None = Field(None, alias="项目内容")
    basis: Text | None = Field(None, alias="立项依据")
    feasibility: Text | None = Field(None, alias="可行性")
    period: Text | None = Field(None, alias="实施期限")
    supervisor: Text | None = Field(None, alias="主管部门")
    executor: Text | None = Field(None, alias="实施单位")
    scope: Text | None = Field(None, alias="资金使用范围")
    goals: list[Item] = Field(default_factory=list, alias="总体目标")
    indicators: IndicatorTree = Field(default_factory=dict, alias="指标")


class Task(Facts):
    """A yearly task of the overall targets and its money: typed, or derived.

    余额 takes what the other tasks leave of 人员经费 or 公用经费; 经济科目 sums basic expenditure.
    """

    name: Text = Field(alias="名称")
    amount: Amount | None = Field(None, alias="金额")
    rest_of: Literal["人员经费", "公用经费"] | None = Field(None, alias="余额")
    kind: Literal["人员经费", "公用经费"] | None = Field(None, alias="经费")
    classes: list[EconomicCode] = Field(default_factory=list, alias="经济科目")


class OverallTargets(Facts):
    """部门（单位）整体支出绩效目标."""

    goals: list[Item] = Field(alias="总体目标")
    tasks: list[Task] = Field(default_factory=list, alias="年度主要任务")
    indicators: IndicatorTree = Field(alias="指标")


class Result(Facts):
    """An indicator with what was reached and its weight (分值); a score only where it differs."""

    name: Text = Field(alias="指标")
    operator: Operator | None = Field(None, alias="方向")
    target: Text = Field(alias="目标值")
    unit: Word | None = Field(None, alias="单位")
    actual: Text = Field(alias="实际值")
    weight: Points = Field(alias="分值")
    score: Points | None = Field(None, alias="得分")
    remark: Text | None = Field(None, alias="存在问题及原因")


ResultTree = dict[Text, dict[Text, list[Result]]]


class Execution(Facts):
    """Budget execution of one kind of expenditure; the adjusted budget and the rate follow."""

    initial: Amount | None = Field(None, alias="年初预算数")
    adjustment: Amount | None = Field(None, alias="已调整数")
    actual: Amount = Field(alias="全年执行数")


class EvaluatedTask(Facts):
    """A yearly task with its indicators and the projects that paid for it."""

    name: Text = Field(alias="年度工作任务")
    projects: list[Item] = Field(alias="涉及项目和金额")
    adjusted: Amount = Field(alias="调整后预算数")
    actual: Amount = Field(alias="实际支出规模")
    results: list[Result] = Field(alias="指标")


class Signature(Facts):
    """Who signs a self-evaluation."""

    author: Text | None = Field(None, alias="填报人")
    reviewer: Text | None = Field(None, alias="审核人")
    head: Text | None = Field(None, alias="主管部门负责人")
    date: Text | None = Field(None, alias="日期")


class OverallEvaluation(Facts):
    """部门（单位）整体支出绩效自评."""

    execution: dict[Text, Execution] = Field(alias="预算执行")
    execution_weight: Points = Field(alias="预算执行分值")
    tasks: list[EvaluatedTask] = Field(alias="任务")
    signature: Signature | None = Field(None, alias="签署")


class ProjectEvaluation(Facts):
    """一级项目支出绩效自评."""

    name: Text = Field(alias="项目名称")
    supervisor: Text | None = Field(None, alias="主管部门")
    executor: Text | None = Field(None, alias="实施单位")
    execution: Execution = Field(alias="预算执行")
    execution_weight: Points = Field(alias="预算执行分值")
    expected: list[Item] = Field(alias="预期目标")
    achieved: list[Item] = Field(alias="实际完成情况")
    results: ResultTree = Field(alias="指标")
