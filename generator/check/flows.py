"""Income against expenditure, in all, by fund and by functional item; balances of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.check.money import Money
from generator.check.registry import ACCOUNTS, BUDGETS, check
from generator.check.relations import Side, compared
from generator.derive.balances import CLOSING as CLOSING_BALANCE
from generator.derive.balances import DISTRIBUTED, OPENING, USED
from generator.derive.posting import Posting
from generator.derive.postings import CARRIED_OVER, CARRY_INCOME, CURRENT
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model.common import APPROPRIATIONS, FUNDS
from generator.profile.query import Query

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
BY_ITEM = Rule(
    "A209",
    Level.WARNING,
    "分科目的收入与支出不符",
    "{fund}的各科目，收入与支出对不上：{gaps}",
    "核对收入和支出的科目，同一笔钱写同一个科目",
    "每个科目的支出，由这个科目的收入和结转结余安排；收入表和支出表按同一个科目列同一笔钱。",
)
CARRIED = Rule(
    "A227",
    Level.WARNING,
    "上年结转两处不等",
    "{what}：{left_name} {left}，{right_name} {right}，相差 {gap}",
    "核对收入的“上年结转结余”和支出的“上年结转”{clue}",
    "收入里的上年结转结余，就是支出里用上年结转的钱安排的部分。",
)
SOURCE = Rule(
    "A228",
    Level.WARNING,
    "收入来源与收入不符",
    "科目 {code} 用{source}安排 {spent}，“收入”里这个科目的{source}是 {income}",
    "核对两处；写了“收入”的，支出里可以不写“收入来源”",
    "单位资金的来源写在“收入”里的，以“收入”为准，支出里写的“收入来源”只用来核对。",
)
OVERSPENT_ITEM = Rule(
    "A226",
    Level.WARNING,
    "科目的支出多于可用的钱",
    "{fund}的各科目，支出多于收入和年初结转：{gaps}",
    "核对收入和支出的科目；用年初结转的钱安排的，按科目写“年初结转和结余”",
    "每个科目的年末结转和结余等于年初数加收入减支出，一般不为负。",
)
NO_INCOME = Rule(
    "A210",
    Level.ERROR,
    "决算没有写收入",
    "没有写“收入”，支出共 {amount}",
    "补上“收入”，一个科目一行，按来源写",
    "决算的收入不一定等于支出，不能由支出得出。",
)
BY_FUND = Rule(
    "A218",
    Level.ERROR,
    "分资金的收入与支出不等",
    "{what}：{left_name} {left}（{left_rows}），{right_name} {right}（{right_rows}），相差 {gap}",
    "核对收入各行的来源、支出各行的资金性质和上年结转{clue}",
    "每一种资金的收入连同它的上年结转，等于用它安排的支出；不等，财政拨款收支总表的两边就不相等。",
)
# funds that must balance each by itself, and those that may stand in for one another
OTHERS = tuple(fund for fund in FUNDS if fund not in APPROPRIATIONS)
POOLS = {**{fund: (fund,) for fund in APPROPRIATIONS}, "非财政拨款资金": OTHERS}
SHOWN = 5
ZERO = Decimal(0)


def _side(name: str, postings: Iterable[Posting], dimension: str) -> Side:
    """A sum whose rows are the values of a dimension."""
    rows: dict[str, Decimal] = {}
    amounts = []
    for posting in postings:
        row = posting.dims.get(dimension, "没有写明的")
        rows[row] = rows.get(row, ZERO) + posting.amount
        amounts.append(posting.amount)
    shown = [(row, amount) for row, amount in rows.items() if amount]
    return Side(name, amounts, lambda: shown)


def _in_and_out(disclosure: Disclosure, funds: tuple[str, ...] = ()) -> tuple[Side, Side]:
    """Income by source and expenditure by nature, of all funds or of some."""
    ledger = disclosure.figures.ledger
    where = {"资金性质": funds} if funds else {}
    name = "" if funds else "总计"
    return (
        _side(f"收入{name}", ledger.postings(Query.of("收入", where)), "收入来源"),
        _side(f"支出{name}", ledger.postings(Query.of("支出", where)), "支出性质"),
    )


def prints_closing(disclosure: Disclosure) -> bool:
    """Whether the form has a figure for what income leaves after expenditure (年终结转结余)."""
    return any(
        {(query.dataset, query.sign) for query in figure.queries} >= {("收入", 1), ("支出", -1)}
        for figure in disclosure.printed.figures
    )


# a budget


@check(BALANCE, BY_FUND, BY_ITEM, CARRIED, kinds=BUDGETS)
def in_and_out(disclosure: Disclosure) -> Iterator[Finding]:
    """Income that was typed against expenditure: in all, else by fund, else by item."""
    if not disclosure.document.incomes:
        return
    money, closing = Money.of(disclosure), prints_closing(disclosure)
    left, right = _in_and_out(disclosure)
    if left.total < right.total or not closing:
        found = list(compared(money, "A204", "收入总计与支出总计", left, right, ("收入",)))
        yield from found
        if any(finding.code == "A204" for finding in found):
            return
    if _without_fund(disclosure):
        return
    for name, funds in POOLS.items():
        left, right = _in_and_out(disclosure, funds)
        found = []
        if left.total < right.total or not closing:
            found = list(compared(money, "A218", name, left, right, ("收入",)))
            yield from (finding for finding in found if finding.code == "A218")
        if not found:
            yield from _by_item(disclosure, name, funds, closing=closing)
            yield from _brought_forward(disclosure, name, funds)


def _brought_forward(
    disclosure: Disclosure, name: str, funds: tuple[str, ...]
) -> Iterator[Finding]:
    """Money brought forward under 收入 against what the lines of 支出 pay from it, if they say."""
    ledger = disclosure.figures.ledger
    left, right = (
        Side(where, [posting.amount for posting in ledger.postings(query)])
        for where, query in (
            ("收入里", Query.of("收入", {"资金性质": funds, "收入来源": CARRY_INCOME})),
            ("支出里", Query.of("支出", {"资金性质": funds, "资金来源": CARRIED_OVER})),
        )
    )
    if left.total and right.total:
        what = f"{name}的上年结转"
        found = compared(Money.of(disclosure), "A227", what, left, right, ("收入",))
        yield from (finding for finding in found if finding.code == "A227")


@check(SOURCE)
def sources_of_lines(disclosure: Disclosure) -> Iterator[Finding]:
    """The sources that lines of 支出 name against the income that was typed as well."""
    if not disclosure.document.incomes:
        return
    ledger, money = disclosure.figures.ledger, Money.of(disclosure)
    spent: dict[tuple[str, str], list[Decimal]] = {}
    places: dict[tuple[str, str], Loc] = {}
    for index, line in enumerate(disclosure.document.expenditures):
        if line.income_source:
            key = line.code, line.income_source
            places.setdefault(key, ("支出", index, "收入来源"))
            spent.setdefault(key, []).extend(
                posting.amount
                for posting in ledger.postings(Query.of("支出", {"资金来源": CURRENT}))
                if posting.loc[:2] == ("支出", index)
            )
    for (code, source), amounts in spent.items():
        incomes = ledger.postings(Query.of("收入", {"科目": code, "收入来源": source}))
        received = [posting.amount for posting in incomes]
        gap = sum(amounts, ZERO) - sum(received, ZERO)
        if gap > 0 and not money.is_tail(gap, [*amounts, *received]):
            params = {"code": code, "source": source, "spent": money.text(sum(amounts, ZERO))}
            params["income"] = money.text(sum(received, ZERO))
            yield Finding("A228", params, places[code, source])


def _without_fund(disclosure: Disclosure) -> bool:
    """Whether the fund of some income is not known, which is a finding of its own."""
    incomes = disclosure.figures.ledger.postings(Query("收入"))
    return any("资金性质" not in posting.dims for posting in incomes)


@dataclass
class Item:
    """What came in for a functional item and what was spent on it, in 万元."""

    income: list[Decimal]
    spent: list[Decimal]

    @property
    def left(self) -> Decimal:
        return sum(self.income, ZERO) - sum(self.spent, ZERO)


def _items(disclosure: Disclosure, funds: tuple[str, ...]) -> dict[str, Item]:
    items: dict[str, Item] = {}
    for dataset in ("收入", "支出"):
        for posting in disclosure.figures.ledger.postings(Query.of(dataset, {"资金性质": funds})):
            item = items.setdefault(posting.dims["科目"], Item([], []))
            (item.income if dataset == "收入" else item.spent).append(posting.amount)
    return items


def _by_item(
    disclosure: Disclosure, name: str, funds: tuple[str, ...], *, closing: bool
) -> Iterator[Finding]:
    money = Money.of(disclosure)
    gaps = {
        code: item
        for code, item in sorted(_items(disclosure, funds).items())
        if not money.is_tail(item.left, [*item.income, *item.spent])
        and (item.left < 0 or not closing)
    }
    if gaps:
        params = {"fund": name, "gaps": _gaps(money, gaps)}
        yield Finding("A209", params, ("收入",))


def _gaps(money: Money, items: Mapping[str, Item]) -> str:
    shown = [
        f"{code} 收入 {money.number(sum(item.income, ZERO))}、"
        f"支出 {money.number(sum(item.spent, ZERO))}"
        for code, item in list(items.items())[:SHOWN]
    ]
    return "；".join(shown) + (f" 等 {len(items)} 个科目" if len(items) > SHOWN else "")


# a final account


@check(NO_INCOME, kinds=ACCOUNTS)
def income_of_account(disclosure: Disclosure) -> Iterator[Finding]:
    """A final account without income."""
    amount = disclosure.figures.ledger.sum(Query("支出"))
    if not disclosure.document.incomes and amount:
        yield Finding("A210", {"amount": Money.of(disclosure).text(amount)})


@check(CLOSING, OVERSPENT_ITEM, kinds=ACCOUNTS)
def closing_balance(disclosure: Disclosure) -> Iterator[Finding]:
    """The closing balance of each fund of a final account, and of each item of the fund."""
    if not disclosure.document.incomes:
        return
    ledger = disclosure.figures.ledger
    for fund in FUNDS:
        if ledger.sum(Query.of("结转结余", {"指标": CLOSING_BALANCE, "资金性质": fund})) < 0:
            owned = _balance_side(disclosure, fund, (OPENING, USED), "收入")
            used = _balance_side(disclosure, fund, (DISTRIBUTED,), "支出")
            loc = ("结转结余", OPENING, fund)
            what = f"{fund}的年末结转和结余"
            yield from compared(Money.of(disclosure), "A205", what, owned, used, loc)
        else:
            yield from _overspent_items(disclosure, fund)


def _balance_side(
    disclosure: Disclosure, fund: str, balances: tuple[str, ...], dataset: str
) -> Side:
    """What a fund had in the year (balances and income), or what was done with it."""
    ledger = disclosure.figures.ledger
    amounts = {
        name: [
            posting.amount
            for posting in ledger.postings(Query.of("结转结余", {"指标": name, "资金性质": fund}))
        ]
        for name in balances
    }
    flows = ledger.postings(Query.of(dataset, {"资金性质": fund}))
    amounts[dataset] = [posting.amount for posting in flows]
    rows = [(name, total) for name, parts in amounts.items() if (total := sum(parts, ZERO))]
    name = "年初数和收入共" if dataset == "收入" else "支出和分配共"
    return Side(name, [one for parts in amounts.values() for one in parts], lambda: rows)


def _overspent_items(disclosure: Disclosure, fund: str) -> Iterator[Finding]:
    """Items that spent more than they had, where what they had at the start is known.

    Where it is known for the fund only, all of them together may not overspend by more than that.
    """
    money, ledger = Money.of(disclosure), disclosure.figures.ledger
    items = _items(disclosure, (fund,))
    had = ledger.postings(Query.of("结转结余", {"指标": (OPENING, USED), "资金性质": fund}))
    rest = ZERO
    for posting in had:
        if code := posting.dims.get("科目"):
            items.setdefault(code, Item([], [])).income.append(posting.amount)
        else:
            rest += posting.amount
    over = {
        code: item
        for code, item in sorted(items.items())
        if item.left < 0 and not money.is_tail(item.left, [*item.income, *item.spent])
    }
    if over and -sum((item.left for item in over.values()), ZERO) > rest:
        params = {"fund": fund, "gaps": _gaps(money, over)}
        yield Finding("A226", params, ("结转结余", OPENING, fund))
