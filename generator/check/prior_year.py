"""Last year's amounts: their unit, their parts, and the named changes against the items.

Whether a change has a reason is asked in ``reasons``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.comparisons import comparisons
from generator.check.money import Money
from generator.check.registry import ACCOUNTS, check
from generator.derive.postings import NATURES, typed
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Rule
from generator.model import FinalAccount
from generator.model.common import ExpenditureLine
from generator.model.documents import ChangeItem
from generator.profile.query import Query

UNIT = Rule(
    "A231",
    Level.WARNING,
    "本年与上年相差百倍",
    "{name}：本年 {current}，上年 {prior}，相差 {times} 倍以上",
    "核对上年数的单位，应与本年相同（见“金额单位”）",
    "同一个数两年相差百倍，多为一个以元、另一个以万元填写。",
)
ITEM = Rule(
    "A232",
    Level.WARNING,
    "收支变动与科目的金额不符",
    "“{name}”{amounts}，原因相同的科目 {code} {line}",
    "核对这一项的金额；不是决算数的（如预算数），改为决算数",
    "收支变动里的一项与某个科目写同一个原因的，说的是同一笔钱：金额应等于这一科目的支出或"
    "其中的项目支出，上年数应等于这一科目的上年数。",
)
PARTS = Rule(
    "A233",
    Level.WARNING,
    "上年数的一部分大于全部",
    "上年的{part} {amount}，大于{whole} {total}",
    "核对两个数",
    "一般公共预算支出是支出合计的一部分；各科目的上年数是一般公共预算支出的一部分。",
)
HUNDRED = Decimal(100)
ZERO = Decimal(0)


@check(UNIT)
def units_of_last_year(disclosure: Disclosure) -> Iterator[Finding]:
    """Totals of this year and last that are a hundred times apart; the first of them."""
    money = Money.of(disclosure)
    for one in comparisons(disclosure):
        small, large = sorted((abs(one.current), abs(one.prior)))
        if one.loc[0] == "原因" and small and large >= small * HUNDRED:
            params = {
                "name": one.name,
                "current": money.text(one.current),
                "prior": money.text(one.prior),
                "times": HUNDRED,
            }
            yield Finding("A231", params, ("上年",))
            return


@check(PARTS)
def parts_of_last_year(disclosure: Disclosure) -> Iterator[Finding]:
    """Last year's expenditure from the general budget against its total and its items."""
    prior = disclosure.document.prior
    money = Money.of(disclosure)
    lines = disclosure.figures.ledger.postings(Query.of("上年支出", {"资金性质": "一般公共预算"}))
    items = sum((posting.amount for posting in lines), ZERO) * disclosure.divisor
    for part, amount, whole, total in (
        ("一般公共预算支出", prior.general, "支出合计", prior.expenditure),
        ("一般公共预算各科目支出之和", items, "一般公共预算支出", prior.general),
    ):
        if amount is None or total is None:
            continue
        larger, smaller = amount / disclosure.divisor, total / disclosure.divisor
        amounts = [larger, smaller, *(posting.amount for posting in lines)]
        if larger > smaller and not money.is_tail(larger - smaller, amounts):
            params = {
                "part": part,
                "amount": money.text(larger),
                "whole": whole,
                "total": money.text(smaller),
            }
            yield Finding("A233", params, ("上年", whole))


@check(ITEM, kinds=ACCOUNTS)
def changes_and_items(disclosure: Disclosure) -> Iterator[Finding]:
    """Named changes against the one item that has the same reason."""
    document = disclosure.document
    if not isinstance(document, FinalAccount):
        return
    by_reason: dict[str, list[ExpenditureLine]] = {}
    for line in document.expenditures:
        if line.reason:
            by_reason.setdefault(line.reason, []).append(line)
    money = Money.of(disclosure)
    for index, change in enumerate(document.changes):
        lines = by_reason.get(change.reason, [])
        if len(lines) == 1 and not _same(change, lines[0]):
            params = _words(money, disclosure, change, lines[0])
            yield Finding("A232", params, ("收支变动", index, "金额"))


def _spent(line: ExpenditureLine) -> Decimal:
    return sum((amount for key, amount in typed(line).items() if key in NATURES), ZERO)


def _same(change: ChangeItem, line: ExpenditureLine) -> bool:
    same_prior = line.prior is None or line.prior == change.prior
    return same_prior and change.amount in (_spent(line), line.project)


def _words(
    money: Money, disclosure: Disclosure, change: ChangeItem, line: ExpenditureLine
) -> dict[str, str]:
    def shown(current: Decimal, prior: Decimal | None) -> str:
        last = "" if prior is None else f"，上年 {money.text(prior / disclosure.divisor)}"
        return f"{money.text(current / disclosure.divisor)}{last}"

    return {
        "name": change.name,
        "amounts": shown(change.amount, change.prior),
        "code": line.code,
        "line": shown(_spent(line), line.prior),
    }
