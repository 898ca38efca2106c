"""Amounts that seem to be typed in another unit than the file names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from generator.check.registry import check
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Rule
from generator.profile.query import Query

UNIT = Rule(
    "A301",
    Level.WARNING,
    "金额单位可能写错",
    "按“金额单位: {unit}”读取，支出共 {total} 万元，{why}",
    "{advice}",
    "金额单位写错，所有的数都会大一万倍或小一万倍。",
)
FEWEST = 5  # amounts, below which nothing can be said
# in 万元: no department spends two hundred million on most of its lines and nothing below a million
MEDIAN, LEAST = Decimal(20_000), Decimal(100)
TOTAL = Decimal(10)  # a year's expenditure of any unit is more


@check(UNIT)
def amount_unit(disclosure: Disclosure) -> Iterator[Finding]:
    """The amounts of 支出 and 经济分类 as a whole."""
    ledger = disclosure.figures.ledger
    spent = [abs(one.amount) for one in ledger.postings(Query("支出"))]
    amounts = [*spent, *(abs(one.amount) for one in ledger.postings(Query("经济分类")))]
    amounts = [amount for amount in amounts if amount]
    unit = disclosure.document.unit
    params = {"unit": unit, "total": f"{sum(spent, Decimal(0)):.2f}"}
    if len(amounts) < FEWEST:
        return
    if unit == "万元" and median(amounts) >= MEDIAN and min(amounts) >= LEAST:
        params |= {"why": "一半以上的金额超过 2 亿元，像是按元写的"}
        yield Finding("A301", {**params, "advice": "按元写的，加一行“金额单位: 元”"}, ("金额单位",))
    elif unit == "元" and sum(spent) < TOTAL:
        params |= {"why": "全年支出不到 10 万元，像是按万元写的"}
        yield Finding("A301", {**params, "advice": "按万元写的，删去“金额单位”"}, ("金额单位",))
