"""Which fund money brought forward is of, where it was typed under 收入 as one amount."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.model.base import ZERO
from generator.model.common import FUNDS, CarriedOver, ExpenditureLine, IncomeLine


def funds_of(line: IncomeLine, spent: Sequence[ExpenditureLine]) -> dict[str | None, Decimal]:
    """The 上年结转结余 of an income line by fund, in the file's unit.

    One amount has the fund that the expenditure of the item tells: what its lines pay from money
    carried over, where that is just the amount, or the only fund that pays for the item (or for
    everything). Where none is told, the fund is None.
    """
    carried = line.carried_over
    if carried is None:
        return {}
    if carried.whole is None:
        amounts = carried.model_dump(by_alias=True)
        return {fund: amounts[fund] for fund in FUNDS if amounts[fund] is not None}
    own = [one for one in spent if one.code == line.code]
    told: dict[str | None, Decimal] = {}
    for one in own:
        if one.carried_over and (amount := sum_of(one.carried_over)):
            told[one.fund] = told.get(one.fund, ZERO) + amount
    if sum(told.values(), ZERO) == carried.whole:
        return told
    funds = {one.fund for one in own or spent}
    return {funds.pop() if len(funds) == 1 else None: carried.whole}


def sum_of(carried: CarriedOver) -> Decimal:
    """All that a line pays from money carried over."""
    amounts = (carried.basic, carried.personnel, carried.operating, carried.project)
    return sum((amount for amount in amounts if amount), ZERO)
