"""Cars, trips, guests and parts of procurement against the amounts beside them.

That a final account counts what it spent on is a requirement, and in ``completeness``.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.money import Money
from generator.check.registry import ACCOUNTS, BUDGETS, check
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model import Budget, FinalAccount
from generator.model.common import Assets

NO_AMOUNT = Rule(
    "A221",
    Level.WARNING,
    "“三公”经费有数量而没有支出",
    "{count} {number}，{item}决算数却是 0",
    "核对数量和决算数；由别的单位或资金负担的，不必改",
    "出国、购车、用车和接待一般都有支出，有数量而没有支出的应当核对。",
)
MORE_CARS = Rule(
    "A222",
    Level.WARNING,
    "公务用车保有量大于车辆数",
    "公务用车保有量 {held}，国有资产的车辆共 {cars}",
    "核对两个数",
    "公务用车是国有资产里的车辆的一部分，不会更多。",
)
CARS = Rule(
    "A223",
    Level.WARNING,
    "公务用车经费与车辆不符",
    "{item} {amount}，{what}却是 {number}",
    "核对经费和车辆数；由别的资金负担的，不必改",
    "有公务用车运行费就有车辆；有公务用车购置费就有购置的车辆，反过来也是。",
)
SMALLER = Rule(
    "A224",
    Level.WARNING,
    "政府采购的一部分大于全部",
    "{part} {amount}，大于{whole} {total}",
    "核对两个数",
    "授予中小企业的合同金额是政府采购的一部分，授予小微企业的又是其中的一部分。",
)
OTHER_KIND = Rule(
    "A225",
    Level.WARNING,
    "格式没有列的车辆种类",
    "格式没有“{kind}”这一种车辆，{number} 辆算在“{other}”里",
    "用格式里的种类：{kinds}",
    "各种车辆之和等于车辆总数；格式没有列的种类算在最后一种（其他用车）里。",
)
ZERO = Decimal(0)


@check(NO_AMOUNT, MORE_CARS, kinds=ACCOUNTS)
def counts(disclosure: Disclosure) -> Iterator[Finding]:
    """Counts of a final account without an amount; more cars held than there are."""
    document = disclosure.document
    if not isinstance(document, FinalAccount) or not document.three_public:
        return
    final, counted = document.three_public.final, document.three_public.counts
    owned = _cars(document.assets)
    held = counted.cars_held
    if owned is not None and held > owned:
        loc: Loc = ("三公经费", "情况", "公务用车保有量")
        yield Finding("A222", {"held": held, "cars": owned}, loc)
        held = 0
    for item, amount, count, number in (
        ("因公出国（境）费", final.abroad, "组织出国团组", counted.own_groups),
        ("公务用车购置费", final.car_purchase, "公务用车购置数", counted.cars_bought),
        ("公务用车运行费", final.car_running, "公务用车保有量", held),
        ("公务接待费", final.reception, "接待批次", counted.receptions),
    ):
        if number and not amount:
            params = {"count": count, "number": number, "item": item}
            yield Finding("A221", params, ("三公经费", "情况", count))


def _cars(assets: Assets | None) -> int | None:
    """How many cars there are; None where it was not typed."""
    return None if assets is None or assets.cars is None else sum(assets.cars.values())


@check(CARS, kinds=BUDGETS)
def cars(disclosure: Disclosure) -> Iterator[Finding]:
    """Money for cars in a budget against the cars that there are and those to be bought."""
    document = disclosure.document
    if not isinstance(document, Budget) or not document.three_public or not document.assets:
        return
    money = Money.of(disclosure)
    running = document.three_public.car_running / disclosure.divisor
    purchase = document.three_public.car_purchase / disclosure.divisor
    if running > 0 and _cars(document.assets) == 0:
        params = {"item": "公务用车运行费", "amount": money.text(running)}
        loc: Loc = ("国有资产", "车辆")
        yield Finding("A223", {**params, "what": "车辆", "number": 0}, loc)
    bought = document.assets.cars_to_buy
    if bought is not None and bool(bought) != (purchase > 0):
        params = {"item": "公务用车购置费", "amount": money.text(purchase)}
        loc = ("国有资产", "购置车辆")
        yield Finding("A223", {**params, "what": "购置车辆", "number": bought}, loc)


@check(OTHER_KIND)
def kinds_of_cars(disclosure: Disclosure) -> Iterator[Finding]:
    """Cars of kinds that the form does not print."""
    kinds, assets = disclosure.profile.data.vehicles, disclosure.document.assets
    for kind, number in ((assets and assets.cars) or {}).items():
        if kinds and number and kind not in kinds:
            params = {"kind": kind, "number": number, "other": kinds[-1]}
            yield Finding("A225", {**params, "kinds": "、".join(kinds)}, ("国有资产", "车辆", kind))


@check(SMALLER)
def procurement(disclosure: Disclosure) -> Iterator[Finding]:
    """What went to small and medium enterprises against all procurement."""
    found = disclosure.document.procurement
    if not found:
        return
    parts = {
        "货物": (found.sme_goods, found.goods),
        "工程": (found.sme_works, found.works),
        "服务": (found.sme_services, found.services),
    }
    money = Money.of(disclosure)
    for name, (part, whole) in parts.items():
        if part and part > whole:
            yield _larger(disclosure, money, f"中小企业{name}", part, f"政府采购{name}", whole)
    small = sum((part for part, _ in parts.values() if part), ZERO)
    if found.micro and found.micro > small:
        yield _larger(disclosure, money, "小微企业", found.micro, "中小企业合计", small)


def _larger(
    disclosure: Disclosure, money: Money, part: str, amount: Decimal, whole: str, total: Decimal
) -> Finding:
    params = {
        "part": part,
        "amount": money.text(amount / disclosure.divisor),
        "whole": whole,
        "total": money.text(total / disclosure.divisor),
    }
    return Finding("A224", params, ("政府采购", part))
