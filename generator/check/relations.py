"""Amounts that the facts give twice, and must give alike: by function and by economy, in and out.

Relations that hold as a rule only, and so never stop a document, are in ``likelihoods``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.check.arithmetic import typed_twice
from generator.check.money import Money, Rows
from generator.check.registry import ACCOUNTS, BUDGETS, check
from generator.derive.postings import NATURES, typed
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.profile.query import Query, Value

TAIL = Rule(
    "A201",
    Level.NOTE,
    "两处的数有尾差",
    "{what}：{left_name} {left}，{right_name} {right}，尾差 {gap}",
    "",
    "同一笔钱从两个方向写，各数分别四舍五入后，两处的合计可以有尾差。",
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
BALANCE = Rule(
    "A204",
    Level.ERROR,
    "收支不平衡",
    "收入总计 {left}（{left_rows}），支出总计 {right}（{right_rows}），相差 {gap}",
    "核对两边各行；动用以前年度的钱，写在收入的“上年结转结余”里{clue}",
    "预算的收入连同上年结转结余，等于支出（格式列有年终结转结余的，不小于支出）。",
)
CLOSING = Rule(
    "A205",
    Level.ERROR,
    "年末结转和结余为负",
    "{what}为负：{left_name} {left}（{left_rows}），{right_name} {right}（{right_rows}），少 {gap}",
    "核对年初数、收入和支出；用以前的非财政拨款结余弥补的，写在“使用非财政拨款结余”{clue}",
    "年末结转和结余等于年初数加收入减支出，花掉的钱不能多于有的钱。",
)
CONTRIBUTION = Rule(
    "A206",
    Level.ERROR,
    "社会保险缴费两处不等",
    "{what}：{left_name} {left}，{right_name} {right}，相差 {gap}",
    "核对这两个数，总有一个不对",
    "机关事业单位基本养老保险缴费和职业年金缴费，按功能科目和按经济科目列的是同一笔钱。",
)
GENERAL, BASIC_NATURE, PROJECT_NATURE = "一般公共预算", "基本支出", "项目支出"
KINDS = ("人员经费", "公用经费")
# economic class, functional item
CONTRIBUTIONS = {
    "30108": ("2080505", "机关事业单位基本养老保险缴费"),
    "30109": ("2080506", "机关事业单位职业年金缴费"),
}
BY_FUNCTION, BY_ECONOMY = "支出功能分类", "支出经济分类"
CATEGORY = 3
ZERO = Decimal(0)


@dataclass(frozen=True)
class Side:
    """One of two sums that should be equal: its name, total and rows, in 万元."""

    name: str
    total: Decimal
    rows: Callable[[], Rows] = list


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

    return Side(name, ledger.sum(query), rows)


def compared(
    money: Money, code: str, what: str, left: Side, right: Side, loc: Loc, *, sums: int = 2
) -> Iterator[Finding]:
    """Nothing where both sides are equal, a note for a 尾差, else a finding with ``code``.

    ``sums`` says for how many sums of rounded figures rounding is allowed.
    """
    gap = left.total - right.total
    if not gap:
        return
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
    }
    yield Finding("A201" if money.is_tail(gap, sums) else code, params, loc)


@check(TAIL, BASIC, PROJECT, CONTRIBUTION)
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
        for finding in compared(money, "A206", name, left, right, loc, sums=1):
            yield finding, left.total - right.total


def _kinds(disclosure: Disclosure) -> Mapping[str, Mapping[str, str]]:
    """What can be compared: 人员 and 公用 apart where every line gives them apart."""
    for line in disclosure.document.expenditures:
        if line.fund == GENERAL and line.basic:
            return {"一般公共预算基本支出": {}}
    return {f"一般公共预算基本支出的{kind}": {"经费": kind} for kind in KINDS}


# income and expenditure


@check(BALANCE, kinds=BUDGETS)
def in_and_out(disclosure: Disclosure) -> Iterator[Finding]:
    """Income that was typed against expenditure, in a budget."""
    document = disclosure.document
    if not document.incomes:
        return
    money = Money.of(disclosure)
    left, right = _income(disclosure), _expenditure(disclosure)
    if left.total < right.total or not prints_closing(disclosure):
        yield from compared(money, "A204", "收入总计与支出总计", left, right, ("收入",))


def _income(disclosure: Disclosure) -> Side:
    sources: dict[str, Decimal] = {}
    for line in disclosure.document.incomes:
        for source, amount in typed(line).items():
            sources[source] = sources.get(source, ZERO) + amount / disclosure.divisor
    return _summed("收入总计", sources)


def _expenditure(disclosure: Disclosure) -> Side:
    natures: dict[str, Decimal] = {}
    for line in disclosure.document.expenditures:
        for key, amount in typed(line).items():
            if key in NATURES:
                natures[key] = natures.get(key, ZERO) + amount / disclosure.divisor
    return _summed("支出总计", natures)


def _summed(name: str, amounts: Mapping[str, Decimal]) -> Side:
    rows = [(part, amount) for part, amount in amounts.items() if amount]
    return Side(name, sum(amounts.values(), ZERO), lambda: rows)


def prints_closing(disclosure: Disclosure) -> bool:
    """Whether the form has a figure for what income leaves after expenditure (年终结转结余)."""
    if not disclosure.printed.places:
        return False
    return any(
        {(query.dataset, query.sign) for query in queries} >= {("收入", 1), ("支出", -1)}
        for queries in disclosure.figures.queries.values()
    )


@check(CLOSING, kinds=ACCOUNTS)
def closing_balance(disclosure: Disclosure) -> Iterator[Finding]:
    """The closing balance of each fund of a final account."""
    ledger = disclosure.figures.ledger
    for posting in ledger.postings(Query.of("结转结余", {"指标": "年末结转和结余"})):
        if posting.amount < 0:
            fund = posting.dims["资金性质"]
            owned = _balance_side(
                disclosure, fund, ("年初结转和结余", "使用非财政拨款结余"), "收入"
            )
            used = _balance_side(disclosure, fund, ("结余分配",), "支出")
            loc = ("结转结余", "年初结转和结余", fund)
            what = f"{fund}的年末结转和结余"
            yield from compared(Money.of(disclosure), "A205", what, owned, used, loc)


def _balance_side(
    disclosure: Disclosure, fund: str, balances: tuple[str, ...], dataset: str
) -> Side:
    """What a fund had in the year (balances and income), or what was done with it."""
    ledger = disclosure.figures.ledger
    amounts = {
        name: ledger.sum(Query.of("结转结余", {"指标": name, "资金性质": fund}))
        for name in balances
    }
    amounts[dataset] = ledger.sum(Query.of(dataset, {"资金性质": fund}))
    return _summed("年初数和收入共" if dataset == "收入" else "支出和分配共", amounts)
