"""What the law asks the facts themselves to give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.disclosure import Disclosure
from generator.model.documents import ThreePublicAccount

CLASS_LENGTH = 3


def unapproved(disclosure: Disclosure) -> str:
    """What is missing of the approval's number and date, in words; empty where nothing is."""
    approval = disclosure.document.approval
    number, date = (approval.number, approval.date) if approval else (None, None)
    return "和".join(name for name, value in (("文号", number), ("日期", date)) if value is None)


def days_to_publish(disclosure: Disclosure) -> int | None:
    """Days from approval to publication; None where one of the dates is not given."""
    approval = disclosure.document.approval
    if not approval or approval.date is None or approval.published is None:
        return None
    return (approval.published - approval.date).days


def coarse(disclosure: Disclosure) -> list[tuple[str, Decimal]]:
    """Basic expenditure typed under a class without its 款, with its amount in 万元."""
    found = []
    for code, split in disclosure.document.basic_by_economy.items():
        typed = (split.whole, split.personnel, split.operating)
        amount = sum(filter(None, typed), Decimal(0)) / disclosure.divisor
        if len(code) == CLASS_LENGTH and amount:
            found.append((code, amount))
    return found


def uncounted(account: ThreePublicAccount) -> Iterator[tuple[str, Decimal, str, str]]:
    """Items with an amount and without its number: item, amount, number in words, key."""
    final, numbers = account.final, account.counts
    groups = numbers.own_groups + numbers.joined_groups
    abroad, cars, reception = "因公出国（境）费", "公务用车购置费", "公务接待费"
    asked = (
        (abroad, final.abroad, "出国团组数", "组织出国团组", groups),
        (abroad, final.abroad, "出国人次", "出国人次", numbers.travellers),
        (cars, final.car_purchase, "公务用车购置数", "公务用车购置数", numbers.cars_bought),
        (reception, final.reception, "接待批次", "接待批次", numbers.receptions),
        (reception, final.reception, "接待人次", "接待人次", numbers.guests),
    )
    for item, amount, words, key, number in asked:
        if amount > 0 and not number:
            yield item, amount, words, key
