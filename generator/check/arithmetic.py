"""Amounts that cannot stand as they were typed: said twice, too large, negative, missing.

Sums of printed tables are in ``sums``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.check.money import Money
from generator.check.registry import check
from generator.derive.postings import NATURES, typed
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model import Budget
from generator.model.common import ExpenditureLine
from generator.walking import walk

TWICE = Rule(
    "A101",
    Level.ERROR,
    "基本支出重复填写",
    "{what}既写了“基本支出” {whole}，又写了{parts}，会加两遍",
    "{mend}",
    "基本支出或者写一个总数，或者分人员经费和公用经费写，只能用一种写法，否则各表会把它加两遍。",
)
SPLIT = Rule(
    "A102",
    Level.ERROR,
    "经济科目金额重复填写",
    "经济科目 {code} 既写了“金额” {whole}，又写了{parts}，会加两遍",
    "{mend}",
    "一个经济科目或者只写金额，或者分人员经费和公用经费写，只能用一种写法。",
)
CARRIED = Rule(
    "A103",
    Level.ERROR,
    "上年结转超出本行",
    "科目 {code} 的上年结转{nature} {carried}，{problem}",
    "上年结转是这一行支出里用上年的钱安排的部分，按这一行的写法写，不大于这一行的金额",
    "上年结转只能来自本行已写的支出；超出的部分不会印在任何表里，收入表也会对不上。",
)
NEGATIVE = Rule(
    "A104",
    Level.WARNING,
    "金额为负",
    "“{key}”是负数 {amount}",
    "核对正负号；确实是收回、冲减的，在“豁免”里写明原因",
    "预决算公开的金额一般不为负。多为负号误写，或把变动写成了金额。",
)
NOTHING = Rule(
    "A105",
    Level.WARNING,
    "没有金额的一行",
    "{what}没有写金额",
    "补上金额；没有这一项就删去整行",
    "没有金额的一行不会印在表里，多为漏填。",
)
CHANGES = ("已调整数",)
# the amount of an economic class may be typed without its key
ECONOMY, WHOLE = "基本支出经济分类", "金额"
KINDS = ("人员经费", "公用经费")


@check(TWICE, SPLIT)
def typed_twice(disclosure: Disclosure) -> Iterator[Finding]:
    """Basic expenditure typed whole and split: on a line, in 上年结转, in an economic class."""
    money = Money.of(disclosure)
    for index, line in enumerate(disclosure.document.expenditures):
        loc: Loc = ("支出", index)
        params = _twice(money, disclosure, typed(line), "基本支出")
        if params:
            yield Finding("A101", {"what": f"科目 {line.code} ", **params}, (*loc, "基本支出"))
        carried = typed(line.carried_over) if line.carried_over else {}
        params = _twice(money, disclosure, carried, "基本支出")
        if params:
            what = f"科目 {line.code} 的上年结转"
            yield Finding("A101", {"what": what, **params}, (*loc, "上年结转"))
    for code, split in disclosure.document.basic_by_economy.items():
        params = _twice(money, disclosure, typed(split), WHOLE)
        if params:
            yield Finding("A102", {"code": code, **params}, (ECONOMY, code))


def _twice(
    money: Money, disclosure: Disclosure, amounts: Mapping[str, Decimal], whole: str
) -> dict[str, str]:
    """What a message says of an amount typed whole and in parts; nothing where it was not."""
    parts = {kind: amounts[kind] / disclosure.divisor for kind in KINDS if kind in amounts}
    if whole not in amounts or not parts:
        return {}
    amount, total = amounts[whole] / disclosure.divisor, sum(parts.values(), Decimal(0))
    mend = f"删去“{whole}”，只留{'和'.join(parts)}"
    if amount != total:
        mend = f"两种写法的数不同（{'、'.join(parts)}共 {money.number(total)}），核对后只留一种"
    shown = "、".join(f"“{kind}” {money.number(value)}" for kind, value in parts.items())
    return {"whole": money.number(amount), "parts": shown, "mend": mend}


@check(CARRIED)
def carried_over(disclosure: Disclosure) -> Iterator[Finding]:
    """上年结转 against the amounts of its line."""
    money = Money.of(disclosure)
    for index, line in enumerate(disclosure.document.expenditures):
        if not line.carried_over:
            continue
        amounts = typed(line)
        for nature, carried in typed(line.carried_over).items():
            amount = amounts.get(nature)
            if amount is not None and (carried <= amount or amount < 0):
                continue
            params = {
                "code": line.code,
                "nature": f"（{nature}）",
                "carried": money.number(carried / disclosure.divisor),
                "problem": f"但这一行没有写“{nature}”"
                if amount is None
                else f"大于这一行的{nature} {money.number(amount / disclosure.divisor)}",
            }
            if amount is not None or carried:
                yield Finding("A103", params, ("支出", index, "上年结转"))


@check(NEGATIVE)
def negative(disclosure: Disclosure) -> Iterator[Finding]:
    """Every typed amount below zero, but for changes."""
    for loc, value in walk(disclosure.facts, skip=lambda loc: loc[-1] in CHANGES):
        if isinstance(value, Decimal) and value < 0:
            loc = loc[:-1] if loc[0] == ECONOMY and loc[-1] == WHOLE else loc
            keys = [step for step in loc if isinstance(step, str)]
            yield Finding("A104", {"key": keys[-1], "amount": f"{value:f}"}, loc)


@check(NOTHING)
def without_amount(disclosure: Disclosure) -> Iterator[Finding]:
    """Lines of 支出 and 收入 and projects in which no amount was typed."""
    document = disclosure.document
    for index, line in enumerate(document.expenditures):
        if not _spends(line):
            yield Finding("A105", {"what": f"支出科目 {line.code} "}, ("支出", index))
    for index, income in enumerate(document.incomes):
        if not typed(income):
            yield Finding("A105", {"what": f"收入科目 {income.code} "}, ("收入", index))
    if isinstance(document, Budget):
        for index, project in enumerate(document.projects):
            if not project.funds and not project.carried_over:
                what = f"项目“{project.name}”"
                yield Finding("A105", {"what": what}, ("项目", index, "资金"))


def _spends(line: ExpenditureLine) -> bool:
    """Whether a line has an amount; one of last year alone is an item that has ended."""
    amounts = typed(line)
    return "上年" in amounts or any(key in amounts for key in NATURES)
