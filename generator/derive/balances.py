"""Balances of a final account: what each fund had at the start of the year and has at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.derive.posting import OWN_FUNDS, Posting, appropriation
from generator.findings import Loc
from generator.model.base import ZERO
from generator.model.common import WHOLE
from generator.model.documents import Balances

DATASET = "结转结余"
OPENING, USED, DISTRIBUTED = "年初结转和结余", "使用非财政拨款结余", "结余分配"
CLOSING = "年末结转和结余"
# amounts of each fund by functional item; None where the item is not known
Items = dict[str, dict[str | None, Decimal]]


def balances(
    typed: Balances, incomes: Iterable[Posting], spent: Iterable[Posting], divisor: Decimal
) -> Iterator[Posting]:
    """The balances that were typed, and the closing balances that follow, in 万元.

    年末 = 年初 + 收入 + 使用非财政拨款结余 − 支出 − 结余分配, by fund; by functional item too where
    nothing of the fund is without its item.
    """
    items: Items = {}
    for sign, postings in ((1, incomes), (-1, spent)):
        for posting in postings:
            if fund := posting.dims.get("资金性质"):
                _add(items, fund, posting.dims["科目"], sign * posting.amount)
    owned = list(_owned(typed, items, divisor))
    yield from owned
    for posting in owned:
        if not posting.amount:
            continue
        sign = -1 if posting.dims["指标"] == DISTRIBUTED else 1
        fund, item = posting.dims["资金性质"], posting.dims.get("科目")
        _add(items, fund, item, sign * posting.amount)
    for fund, amounts in items.items():
        if None in amounts:
            amounts = {None: sum(amounts.values(), ZERO)}
        for item, amount in amounts.items():
            yield _posting(CLOSING, fund, item, amount, ())


def _owned(typed: Balances, items: Items, divisor: Decimal) -> Iterator[Posting]:
    """What was typed; an amount of a fund with one item only is of that item."""
    for fund, amounts in typed.opening.items():
        known = list(items.get(fund, {}))
        only = known[0] if len(known) == 1 else None
        for key, amount in amounts.items():
            item, loc = (only, (OPENING, fund)) if key == WHOLE else (key, (OPENING, fund, key))
            if amount:
                yield _posting(OPENING, fund, item, amount / divisor, loc)
    for name, own in ((USED, typed.own_surplus_used), (DISTRIBUTED, typed.distributed)):
        if own is not None:
            yield _posting(name, OWN_FUNDS, None, own / divisor, (name,))


def _add(items: Items, fund: str, item: str | None, amount: Decimal) -> None:
    of_fund = items.setdefault(fund, {})
    of_fund[item] = of_fund.get(item, ZERO) + amount


def _posting(name: str, fund: str, item: str | None, amount: Decimal, loc: Loc) -> Posting:
    dims = {"指标": name, "资金性质": fund, "拨款": appropriation(fund)}
    return Posting(DATASET, dims | ({"科目": item} if item else {}), amount, (DATASET, *loc))
