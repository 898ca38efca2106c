"""One amount of the facts with the dimensions by which it is summed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.findings import Loc
from generator.model.common import APPROPRIATIONS

APPROPRIATION, OTHER_FUNDS = "财政拨款", "非财政拨款"
OWN_FUNDS = "单位资金"


@dataclass(frozen=True, slots=True)
class Posting:
    """One amount in 万元 with its dimensions and the place of the fact it comes from."""

    dataset: str
    dims: Mapping[str, str]
    amount: Decimal
    loc: Loc


def appropriation(fund: str) -> str:
    """财政拨款 or 非财政拨款."""
    return APPROPRIATION if fund in APPROPRIATIONS else OTHER_FUNDS
