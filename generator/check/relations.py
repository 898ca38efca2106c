"""Amounts that the facts give twice, and must give alike: by function and by economic class.

Income against expenditure is in ``flows``; relations that hold as a rule only, and so never stop a
document, are in ``likelihoods``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check.arithmetic import typed_twice
from generator.check.money import Money, Rows
from generator.check.registry import check
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.profile.query import Query, Value

TAIL = Rule(
    "A201",
    Level.NOTE,
    "两处的数有尾差",
    "{what}：{left_name} {left}，{right_name} {right}，尾差 {gap}",
    "",
    "同一笔钱从两个方向写，各数分别四舍五入后，两处的合计可以有尾差；相加的数越多，尾差可以越大。",
)
LARGE_TAIL = Rule(
    "A208",
    Level.WARNING,
    "尾差偏大",
    "{what}：{left_name} {left}，{right_name} {right}，相差 {gap}；"
    "两边共 {count} 个数，四舍五入最多差 {most}，一般不超过 {likely}",
    "核对两边各行，多半有一个数不对{clue}",
    "各数分别四舍五入，尾差大多互相抵消；偏大的尾差可能是尾差，也可能是写错了一个数。",
)
BASIC = Rule(
    "A202",
    Level.ERROR,
    "基本支出按功能与按经济不等",
    "{what}：{left_name} {left}（{left_rows}），{right_name} {right}（{right_rows}），相差 {gap}",
    "核对两边各行，总有一个数不对{clue}",
    "一般公共预算基本支出按功能科目和按经济科目列的是同一笔钱，合计必须相等。",
)
PROJECT = Rule(
    "A203",
    Level.ERROR,
    "项目支出按功能与按经济不等",
    "{what}：{left_name} {left}（{left_rows}），{right_name} {right}（{right_rows}），相差 {gap}",
    "核对两边各行，总有一个数不对{clue}",
    "一般公共预算项目支出按功能科目和按经济科目列的是同一笔钱，合计必须相等。",
)
CONTRIBUTION = Rule(
    "A206",
    Level.ERROR,
    "社会保险缴费两处不等",
    "{what}：{left_name} {left}，{right_name} {right}，相差 {gap}",
    "核对这两个数，总有一个不对",
    "机关事业单位基本养老保险缴费和职业年金缴费，按功能科目和按经济科目列的是同一笔钱。",
)
UNCLASSIFIED = Rule(
    "A207",
    Level.ERROR,
    "没有经济分类",
    "一般公共预算{nature} {amount} 没有按经济科目写，“{where}”等处没有这笔钱可印",
    "补上“{nature}经济分类”，各科目之和等于 {amount}",
    "格式按经济分类印的支出，要按经济科目写；没有写的不是零。",
)
GENERAL, BASIC_NATURE, PROJECT_NATURE = "一般公共预算", "基本支出", "项目支出"
KINDS = ("人员经费", "公用经费")
# economic class, functional item
CONTRIBUTIONS = {
    "30108": ("2080505", "机关事业单位基本养老保险缴费"),
    "30109": ("2080506", "机关事业单位职业年金缴费"),
}
BY_FUNCTION, BY_ECONOMY = "支出功能分类", "支出经济分类"
ECONOMY = "经济分类"
CATEGORY = 3
ZERO = Decimal(0)


@dataclass(frozen=True)
class Side:
    """One of two sums that should be equal: its name, what it adds up and its rows, in 万元."""

    name: str
    amounts: Sequence[Decimal]
    rows: Callable[[], Rows] = list

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, ZERO)


def spent(nature: str, **where: Value) -> Query:
    """Expenditure from the general budget."""
    return Query.of("支出", {"资金性质": GENERAL, "支出性质": nature, **where})


def economy(nature: str, **where: Value) -> Query:
    """Expenditure of the general budget by economic class."""
    return Query.of("经济分类", {"支出性质": nature, **where})


def side(disclosure: Disclosure, name: str, query: Query, scheme: str = "") -> Side:
    """A sum whose rows are the categories (类) of a classification."""
    ledger = disclosure.figures.ledger

    def rows() -> Rows:
        return [
            (
                f"{code} {disclosure.subject_name(scheme, code)}".strip(),
                ledger.sum(query.narrowed({"科目": code})),
            )
            for code in (ledger.subjects(query, CATEGORY) if scheme else ())
        ]

    return Side(name, [posting.amount for posting in ledger.postings(query)], rows)


def compared(
    money: Money, code: str, what: str, left: Side, right: Side, loc: Loc
) -> Iterator[Finding]:
    """Nothing where both sides are equal, a note for a 尾差, else a finding with ``code``.

    How large a 尾差 may be follows from how many rounded amounts both sides add up.
    """
    gap = left.total - right.total
    if not gap:
        return
    rounding = money.rounding([*left.amounts, *right.amounts])
    left_rows, right_rows = left.rows(), right.rows()
    params = {
        "what": what,
        "left_name": left.name,
        "right_name": right.name,
        "left": money.text(left.total),
        "right": money.text(right.total),
        "left_rows": money.rows(left_rows),
        "right_rows": money.rows(right_rows),
        "gap": money.text(abs(gap)),
        "clue": money.clue(gap, [*left_rows, *right_rows]),
        "count": len(left.amounts) + len(right.amounts),
        "most": money.text(rounding.most),
        "likely": money.text(rounding.likely),
    }
    if abs(gap) <= rounding.most:
        code = "A201" if abs(gap) <= rounding.likely else "A208"
    yield Finding(code, params, loc)


# by function and by economy


@check(TAIL, LARGE_TAIL, BASIC, PROJECT, CONTRIBUTION, UNCLASSIFIED)
def by_function_and_by_economy(disclosure: Disclosure) -> Iterator[Finding]:
    """Expenditure of the general budget by functional items against economic classes.

    Where an amount was typed twice, the sums are not what was meant, and are not compared.
    """
    if any(typed_twice(disclosure)):
        return
    if disclosure.document.basic_by_economy:
        yield from _basic(disclosure)
    if disclosure.document.project_by_economy:
        yield from compared(
            Money.of(disclosure),
            "A203",
            "一般公共预算项目支出",
            side(disclosure, "按功能科目相加", spent(PROJECT_NATURE), BY_FUNCTION),
            side(disclosure, "按经济科目相加", economy(PROJECT_NATURE), BY_ECONOMY),
            ("项目支出经济分类",),
        )
    money = Money.of(disclosure)
    for nature, where in unclassified(disclosure).items():
        query = spent(nature)
        amount = money.text(disclosure.figures.ledger.sum(query))
        [first, *_] = disclosure.figures.ledger.postings(query)
        yield Finding("A207", {"nature": nature, "amount": amount, "where": where}, first.loc)


def unclassified(disclosure: Disclosure) -> dict[str, str]:
    """The natures of expenditure that are printed by economic class and were not typed so.

    Each with the first place where it is printed.
    """
    document, figures = disclosure.document, disclosure.figures
    typed = {
        BASIC_NATURE: document.basic_by_economy,
        PROJECT_NATURE: document.project_by_economy,
    }
    found: dict[str, str] = {}
    for nature in [
        n for n, classes in typed.items() if not classes and figures.ledger.sum(spent(n))
    ]:
        for place in disclosure.printed.places:
            wheres = (dict(q.where) for q in place.figure.queries if q.dataset == ECONOMY)
            if any(where.get("支出性质", nature) == nature for where in wheres):
                found[nature] = place.where
                break
    return found


def _basic(disclosure: Disclosure) -> Iterator[Finding]:
    money = Money.of(disclosure)
    pairs = list(_contributions(disclosure, money))
    yield from (finding for finding, _ in pairs)
    explained = sum((gap for _, gap in pairs), ZERO)
    for what, where in _kinds(disclosure).items():
        function = side(disclosure, "按功能科目相加", spent(BASIC_NATURE, **where), BY_FUNCTION)
        classes = side(disclosure, "按经济科目相加", economy(BASIC_NATURE, **where), BY_ECONOMY)
        if explained and function.total - classes.total == explained:
            continue
        loc = ("基本支出经济分类",)
        yield from compared(money, "A202", what, function, classes, loc)


def _contributions(disclosure: Disclosure, money: Money) -> Iterator[tuple[Finding, Decimal]]:
    """Findings on contributions typed twice, with the gap that each leaves between the sums."""
    ledger = disclosure.figures.ledger
    for code, (item, name) in CONTRIBUTIONS.items():
        function, classes = spent(BASIC_NATURE, 科目=item), economy(BASIC_NATURE, 科目=code)
        if not (ledger.has(function) and ledger.has(classes)):
            continue
        left = side(disclosure, f"功能科目 {item}", function)
        right = side(disclosure, f"经济科目 {code}", classes)
        loc = ("基本支出经济分类", code)
        for finding in compared(money, "A206", name, left, right, loc):
            yield finding, left.total - right.total


def _kinds(disclosure: Disclosure) -> Mapping[str, Mapping[str, str]]:
    """What can be compared: 人员 and 公用 apart where every line gives them apart."""
    for line in disclosure.document.expenditures:
        if line.fund == GENERAL and line.basic:
            return {"一般公共预算基本支出": {}}
    return {f"一般公共预算基本支出的{kind}": {"经费": kind} for kind in KINDS}
