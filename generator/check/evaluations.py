"""Checks of self-evaluations: weights, scores, completion, and what was spent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.check.money import Money
from generator.check.registry import ACCOUNTS, check
from generator.check.texts import shortened
from generator.derive.evaluation import completion
from generator.derive.figures import HUNDRED, rounded
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model import FinalAccount
from generator.model.base import ZERO, number_in
from generator.model.performance import Execution, Result
from generator.profile.query import Query

WEIGHTS = Rule(
    "J720",
    Level.ERROR,
    "分值之和不是 100",
    "“{owner}”的预算执行分值 {execution} 与各指标分值 {results} 之和是 {total}，不是 100",
    "核对各指标的“分值”",
    "自评表的总分值是 100 分。",
)
SCORE_ABOVE = Rule(
    "J721",
    Level.ERROR,
    "得分高于分值",
    "“{name}”得分 {score}，分值只有 {weight}",
    "核对得分",
    "一个指标的得分不会高于它的分值。",
)
SCORE = Rule(
    "J722",
    Level.WARNING,
    "得分与完成比例不符",
    "“{name}”得分 {score}，按完成比例 {percent}% 应为 {derived}",
    "核对得分；与算出的相同时不必写",
    "定量指标的得分 = 分值 × 完成比例，超过 100% 的按 100% 计。",
)
UNEXPLAINED = Rule(
    "J723",
    Level.WARNING,
    "没有完成的指标没有说明原因",
    "“{name}”目标 {target}，完成 {actual}（{percent}%），没有写存在问题及原因",
    "补上“存在问题及原因”",
    "没有完成目标的，应当分析原因。",
)
FAR_ABOVE = Rule(
    "J724",
    Level.NOTE,
    "完成比例超过 200%",
    "“{name}”目标 {target}，完成 {actual}（{percent}%）",
    "核对目标值和实际值；没有错的，以后提高目标",
    "完成得远超目标，多因目标定得过低或单位写错。",
)
NOT_INCOME = Rule(
    "J725",
    Level.NOTE,
    "自评的预算数与决算表不一致",
    "整体支出自评的调整后预算数合计 {adjusted}，决算表的收入总计是 {income}"
    "（财政拨款 {appropriation}）",
    "核对“预算执行”各行",
    "调整后预算数合计一般等于收入总计，或财政拨款收入总计。",
)
COPIED = Rule(
    "J726",
    Level.WARNING,
    "实际完成情况照抄预期目标",
    "“{owner}”的实际完成情况与预期目标一字不差",
    "写实际做到了什么，用数说明",
    "自评要说明目标的完成情况，照抄目标等于没有自评。",
)
NO_BUDGET = Rule(
    "J727",
    Level.WARNING,
    "没有预算数，没有执行率",
    "“{name}”的调整后预算数是 0，没有执行率可印{score}",
    "补上预算数；确实没有安排预算的，核对全年执行数",
    "执行率是全年执行数与调整后预算数之比，没有预算就没有执行率，不会印成 0.00%。",
)
RULES = (WEIGHTS, SCORE_ABOVE, SCORE, UNEXPLAINED, FAR_ABOVE, NOT_INCOME, COPIED, NO_BUDGET)

OVERALL = "整体支出自评"
PROJECTS = "一级项目自评"
FULL = Decimal(1)
TWOFOLD = Decimal(2)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Evaluation:
    """A self-evaluation: its name, the weight of execution, its results with their places."""

    name: str
    execution_weight: Decimal
    results: tuple[tuple[Result, Loc], ...]
    loc: Loc


def evaluations(document: FinalAccount) -> Iterator[Evaluation]:
    """The overall self-evaluation and those of projects."""
    if overall := document.overall_evaluation:
        results: tuple[tuple[Result, Loc], ...] = tuple(
            (result, (OVERALL, "任务", number, "指标", index))
            for number, task in enumerate(overall.tasks)
            for index, result in enumerate(task.results)
        )
        yield Evaluation(OVERALL, overall.execution_weight, results, (OVERALL,))
    for number, project in enumerate(document.project_evaluations):
        loc: Loc = (PROJECTS, number)
        results = tuple(
            (result, (*loc, "指标", first, second, index))
            for first, branches in project.results.items()
            for second, leaves in branches.items()
            for index, result in enumerate(leaves)
        )
        yield Evaluation(project.name, project.execution_weight, results, loc)


@check(*RULES, kinds=ACCOUNTS)
def self_evaluations(disclosure: Disclosure) -> Iterator[Finding]:
    """The arithmetic of self-evaluations and what they leave unsaid."""
    document = disclosure.document
    if not isinstance(document, FinalAccount):
        return
    for evaluation in evaluations(document):
        yield from _weights(evaluation)
        for result, loc in evaluation.results:
            yield from _result(result, loc)
    yield from _income(disclosure, document)
    yield from _without_budget(document)
    for number, project in enumerate(document.project_evaluations):
        if project.expected == project.achieved and project.expected:
            yield Finding("J726", {"owner": project.name}, (PROJECTS, number, "实际完成情况"))


def _without_budget(document: FinalAccount) -> Iterator[Finding]:
    """What was spent, or is scored, without a budget: its rate of execution is one of nothing."""
    scored = "，预算执行得 0 分"
    if overall := document.overall_evaluation:
        whole = sum(map(_budget, overall.execution.values()), ZERO)
        for name, row in overall.execution.items():
            if row.actual and not _budget(row):
                yield Finding("J727", {"name": name, "score": ""}, (OVERALL, "预算执行", name))
        if not whole:
            yield Finding("J727", {"name": OVERALL, "score": scored}, (OVERALL, "预算执行"))
        for number, task in enumerate(overall.tasks):
            if task.actual and not task.adjusted:
                loc: Loc = (OVERALL, "任务", number, "调整后预算数")
                yield Finding("J727", {"name": shortened(task.name, 24), "score": ""}, loc)
    for number, project in enumerate(document.project_evaluations):
        if not _budget(project.execution):
            loc = (PROJECTS, number, "预算执行")
            yield Finding("J727", {"name": project.name, "score": scored}, loc)


def _budget(execution: Execution) -> Decimal:
    return (execution.initial or ZERO) + (execution.adjustment or ZERO)


def _weights(evaluation: Evaluation) -> Iterator[Finding]:
    results = sum((result.weight for result, _ in evaluation.results), ZERO)
    total = results + evaluation.execution_weight
    if total != HUNDRED:
        params = {"owner": evaluation.name, "execution": f"{evaluation.execution_weight:f}"}
        params |= {"results": f"{results:f}", "total": f"{total:f}"}
        yield Finding("J720", params, (*evaluation.loc, "预算执行分值"))


def _result(result: Result, loc: Loc) -> Iterator[Finding]:
    ratio = completion(result)
    unit = result.unit or ""
    params = {
        "name": shortened(result.name, 24),
        "target": f"{result.operator or ''}{result.target}{unit}",
        "actual": f"{result.actual}{unit}",
        "percent": f"{rounded(ratio * HUNDRED, 2):f}",
    }
    yield from _score(result, ratio, params, loc)
    if ratio < FULL and not result.remark:
        yield Finding("J723", params, loc)
    if ratio > TWOFOLD and _measured(result):
        yield Finding("J724", params, (*loc, "实际值"))


def _score(result: Result, ratio: Decimal, params: dict[str, str], loc: Loc) -> Iterator[Finding]:
    if result.score is None:
        return
    params = {**params, "score": f"{result.score:f}", "weight": f"{result.weight:f}"}
    derived = rounded(result.weight * min(FULL, ratio), 2)
    if result.score > result.weight:
        yield Finding("J721", params, (*loc, "得分"))
    elif _measured(result) and abs(result.score - derived) > CENT:
        yield Finding("J722", {**params, "derived": f"{derived:f}"}, (*loc, "得分"))


def _measured(result: Result) -> bool:
    """Whether target and result are numbers, so that the score follows from them."""
    numbers = (number_in(text.rstrip("%")) for text in (result.target, result.actual))
    return result.operator is not None and all(number is not None for number in numbers)


def _income(disclosure: Disclosure, document: FinalAccount) -> Iterator[Finding]:
    """The adjusted budget of the overall self-evaluation against the tables' income."""
    overall = document.overall_evaluation
    if overall is None:
        return
    rows = overall.execution.values()
    parts = [part for row in rows for part in (row.initial, row.adjustment) if part is not None]
    adjusted = sum(parts, ZERO) / disclosure.divisor
    income = _total(disclosure, {})
    appropriation = _total(disclosure, {"拨款": "财政拨款"})
    slack = CENT * len(parts)
    if all(abs(adjusted - whole) > slack for whole in (income, appropriation)):
        money = Money.of(disclosure)
        params = {"adjusted": money.text(adjusted), "income": money.text(income)}
        params["appropriation"] = money.text(appropriation)
        yield Finding("J725", params, (OVERALL, "预算执行"))


def _total(disclosure: Disclosure, where: dict[str, str]) -> Decimal:
    """Income and money carried in, in 万元."""
    opening = ("使用非财政拨款结余", "年初结转和结余")
    queries = (Query.of("收入", where), Query.of("结转结余", {**where, "指标": opening}))
    return sum(map(disclosure.figures.ledger.sum, queries), ZERO)
