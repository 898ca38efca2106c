"""Rounding as accounts round."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

# wide enough for the ratio of the largest amount to the smallest
WIDE = Context(prec=100)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up to ``decimals`` places, as amounts are rounded in accounts."""
    return value.quantize(_quantum(decimals), ROUND_HALF_UP, WIDE)


@cache
def _quantum(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)
