"""Checks of performance targets; those of self-evaluations are in ``evaluations``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check import evaluations
from generator.check.registry import BUDGETS, check
from generator.check.texts import shortened
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model import Budget
from generator.model.base import number_in
from generator.model.performance import Indicator, IndicatorTree

DIRECTION = Rule(
    "J701",
    Level.WARNING,
    "指标方向与指标性质相反",
    "“{name}”的目标是“{target}”：{why}",
    "核对方向，成本、差错一类指标用“≤”，满意度、及时率一类指标用“≥”",
    "方向写反的指标，完成得越差得分越高。",
)
ABOVE = Rule(
    "J702",
    Level.WARNING,
    "比率的目标超过 100%",
    "“{name}”的目标是“{target}”，这样的比率不会超过 100%",
    "核对目标值",
    "满意度、及时率、到位率等最高是 100%。",
)
NO_OPERATOR = Rule(
    "J703",
    Level.WARNING,
    "数量目标没有方向",
    "“{owner}”有 {count} 个指标的目标值是数，却没有方向{more}（如“{name}”：{target}）",
    "补上“方向”：≥、≤ 或 =",
    "只写一个数的目标，看不出是至少、至多还是等于。",
)
NO_UNIT = Rule(
    "J704",
    Level.WARNING,
    "数量目标没有单位",
    "“{owner}”有 {count} 个指标的目标值是数，却没有单位（如“{name}”：{target}）",
    "补上“单位”；百分数写“%”",
    "只写一个数的目标，看不出是人、次、元还是百分之几。",
)
WORDS = Rule(
    "J705",
    Level.NOTE,
    "文字目标带有方向或单位",
    "“{owner}”有 {count} 个指标的目标值是文字，却写了方向或单位（如“{name}”：{target}）",
    "目标是文字的不写方向和单位；能用数的改用数",
    "方向和单位只用于数，“=不低于上年”“≥明显提高”没有意义。",
)
NO_TARGET = Rule(
    "J706",
    Level.WARNING,
    "指标没有目标值",
    "“{owner}”有 {count} 个指标没有目标值（如“{name}”）",
    "补上目标值",
    "没有目标值的指标无法评价。",
)
EMPTY = Rule(
    "J707",
    Level.NOTE,
    "二级指标下没有指标",
    "“{owner}”有 {count} 个二级指标下没有指标：{names}",
    "补上指标；不用的二级指标可以删去",
    "空着的二级指标印作空行。",
)
NO_BRANCH = Rule(
    "J708",
    Level.WARNING,
    "缺少一级指标",
    "“{owner}”没有{missing}",
    "补上这一类指标",
    "项目绩效目标分产出、效益、满意度三类指标，有的另有成本指标；产出和满意度不能缺。",
)
TWICE = Rule(
    "J709",
    Level.WARNING,
    "指标重复",
    "“{owner}”的指标“{name}”写了 {count} 次",
    "删去重复的一个，或写明两者的区别",
    "同一项目里名称相同的指标，多为复制时漏改。",
)
OTHER_UNIT = Rule(
    "J710",
    Level.WARNING,
    "指标名称里的单位与单位不同",
    "“{name}”名称里写“{bracket}”，单位却是“{unit}”",
    "核对单位",
    "名称括号里的单位与“单位”应当相同。",
)
ON_TARGETS = (DIRECTION, ABOVE, NO_OPERATOR, NO_UNIT, WORDS, NO_TARGET, OTHER_UNIT)
ON_TREES = (EMPTY, NO_BRANCH, TWICE)

AT_LEAST, AT_MOST = ("≥", ">"), ("≤", "<")
COST = re.compile("成本")
SAVED = re.compile("标准|节约|节省|节支|降低|减少|减轻|下降|收益")
MONEY = re.compile("元")
GOOD = re.compile(
    "(?:满意度|满意率|好评率|合格率|及时率|及时性|完成率|到位率|覆盖率|达标率|知晓率|准确率|办结率|完结率)"
    "(?:[（(][^）)]*[）)])?$"
)
BAD = re.compile(
    "(?:投诉率|差错率|错误率|失误率|逾期率|事故率|违规率|超标率|流失率|空置率|退件率"
    "|(?:投诉|事故|违规使用|违规|超标准使用|差错)(?:次数|起数|件数|数量)"
    "|(?:响应|修复|等待|办理|办结|审批|结算)(?:时间|时限|时长|天数))(?:[（(][^）)]*[）)])?$"
)
AT_MOST_ALL = re.compile(
    "(?:满意度|满意率|好评率|合格率|及时率|到位率|覆盖率|知晓率|准确率|办结率|完结率|公开率|使用率|利用率)"
    "(?:[（(][^）)]*[）)])?$"
)
BRACKET = re.compile(r"[（(]([^（）()]{1,4})[）)]$")
UNITS = re.compile("[人次元月天日年个家户份件套台辆项批场期%％]|万|亿|小时|分钟|平方米|公里")
HUNDRED = Decimal(100)
PERCENT = ("%", "％", "百分比")
OUTPUT, SATISFACTION = "产出", "满意度"


@dataclass(frozen=True)
class Leaf:
    """An indicator with its branches and its place."""

    first: str
    second: str
    indicator: Indicator
    loc: Loc

    @property
    def number(self) -> Decimal | None:
        """The target's number; None where it is words or missing."""
        return number_in((self.indicator.target or "").rstrip("%％ "))

    @property
    def percent(self) -> bool:
        unit, target = self.indicator.unit or "", self.indicator.target or ""
        return unit in PERCENT or target.endswith(PERCENT[:2])

    @property
    def target(self) -> str:
        """The target as it is typed, in one piece."""
        one = self.indicator
        return "".join(part for part in (one.operator, one.target, one.unit) if part)

    @property
    def name(self) -> str:
        return shortened(self.indicator.name, 24)


@dataclass(frozen=True)
class Owner:
    """A project or the department with its tree of indicators."""

    name: str
    tree: IndicatorTree
    loc: Loc
    project: bool

    def leaves(self) -> Iterator[Leaf]:
        for first, branches in self.tree.items():
            for second, leaves in branches.items():
                for index, one in enumerate(leaves):
                    yield Leaf(first, second, one, (*self.loc, first, second, index))


def owners(document: Budget) -> Iterator[Owner]:
    """Everything that has performance targets."""
    for index, project in enumerate(document.projects):
        yield Owner(project.name, project.indicators, ("项目", index, "指标"), True)
    if document.overall_targets:
        tree = document.overall_targets.indicators
        yield Owner("整体绩效目标", tree, ("整体绩效目标", "指标"), False)


@check(*ON_TARGETS, *ON_TREES, kinds=BUDGETS)
def targets(disclosure: Disclosure) -> Iterator[Finding]:
    """The targets of each project and of the department."""
    document = disclosure.document
    if not isinstance(document, Budget):
        return
    for owner in owners(document):
        leaves = list(owner.leaves())
        for leaf in leaves:
            yield from _direction(leaf)
            yield from _bracket(leaf)
        yield from _counted(owner, leaves)
        yield from _branches(owner, leaves)
        yield from _twice(owner, leaves)


def _direction(leaf: Leaf) -> Iterator[Finding]:
    """An operator against the nature of its indicator, or a rate above 100 %."""
    one, number = leaf.indicator, leaf.number
    if number is None or one.operator is None:
        return
    params = {"name": leaf.name, "target": leaf.target}
    if why := _against(leaf):
        yield Finding("J701", {**params, "why": why}, (*leaf.loc, "方向"))
    if leaf.percent and number > HUNDRED and AT_MOST_ALL.search(one.name):
        yield Finding("J702", params, (*leaf.loc, "目标值"))


def _against(leaf: Leaf) -> str:
    """Why the operator contradicts the indicator; empty where it does not."""
    one = leaf.indicator
    if one.operator in AT_LEAST:
        if BAD.search(one.name):
            return "这样的指标越小越好，却要求不少于"
        if _is_cost(leaf):
            return "成本越小越好，却要求不少于"
    elif one.operator in AT_MOST and GOOD.search(one.name):
        return "这样的指标越大越好，却要求不多于"
    return ""


def _is_cost(leaf: Leaf) -> bool:
    """Whether an indicator limits money: a rate among the costs does not, nor what is saved."""
    branch = COST.search(leaf.first) or COST.search(leaf.second)
    money = MONEY.search(leaf.indicator.unit or "")
    return bool(branch and money and not SAVED.search(leaf.indicator.name))


def _bracket(leaf: Leaf) -> Iterator[Finding]:
    """A unit in the name against the unit beside the target."""
    unit = leaf.indicator.unit
    found = BRACKET.search(leaf.indicator.name)
    if not unit or not found or not UNITS.search(found[1]):
        return
    bracket = found[1].replace("％", "%")
    shown = "%" if unit in PERCENT else unit
    if bracket not in shown and shown not in bracket:
        params = {"name": leaf.name, "bracket": found[1], "unit": unit}
        yield Finding("J710", params, (*leaf.loc, "单位"))


def _counted(owner: Owner, leaves: Sequence[Leaf]) -> Iterator[Finding]:
    """Faults that whole forms have: one finding each, with the first as an example."""
    numbers = [leaf for leaf in leaves if leaf.number is not None]
    words = [leaf for leaf in leaves if leaf.number is None and leaf.indicator.target]
    faulty = {
        "J703": [leaf for leaf in numbers if leaf.indicator.operator is None],
        "J704": [leaf for leaf in numbers if leaf.indicator.operator and _unitless(leaf)],
        "J705": [leaf for leaf in words if leaf.indicator.operator or leaf.indicator.unit],
        "J706": [leaf for leaf in leaves if not leaf.indicator.target],
    }
    for code, found in faulty.items():
        if found:
            params = {"owner": owner.name, "count": len(found), "name": found[0].name}
            params["more"] = "，也没有单位" if all(map(_unitless, found)) else ""
            yield Finding(code, {**params, "target": found[0].target}, found[0].loc)


def _unitless(leaf: Leaf) -> bool:
    if leaf.indicator.unit or leaf.percent:
        return False
    found = BRACKET.search(leaf.indicator.name)
    return not (found and UNITS.search(found[1]))


def _branches(owner: Owner, leaves: Sequence[Leaf]) -> Iterator[Finding]:
    """Second-level branches without an indicator, and a project without a first-level one."""
    empty = [
        (first, second)
        for first, branches in owner.tree.items()
        for second, below in branches.items()
        if not below
    ]
    if empty:
        names = "、".join(second for _, second in empty)
        params = {"owner": owner.name, "count": len(empty), "names": names}
        yield Finding("J707", params, (*owner.loc, *empty[0]))
    if not owner.project:
        return
    paths = [leaf.first + leaf.second for leaf in leaves]
    wanted = {f"{part}指标": part for part in (OUTPUT, SATISFACTION)}
    missing = [name for name, part in wanted.items() if not any(part in path for path in paths)]
    if not leaves:
        missing = ["绩效指标"]
    if missing:
        yield Finding("J708", {"owner": owner.name, "missing": "、".join(missing)}, owner.loc)


def _twice(owner: Owner, leaves: Sequence[Leaf]) -> Iterator[Finding]:
    named: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        named.setdefault(leaf.indicator.name, []).append(leaf)
    for same in named.values():
        if len(same) > 1:
            params = {"owner": owner.name, "name": same[1].name, "count": len(same)}
            yield Finding("J709", params, (*same[1].loc, "指标"))


__all__ = ["Leaf", "Owner", "evaluations", "owners"]
