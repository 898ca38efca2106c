"""Amounts in messages, and how far apart two sums of rounded figures may lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.derive.figures import rounded
from generator.disclosure import Disclosure

Rows = Sequence[tuple[str, Decimal]]
# the decimals of an amount in 万元 to which amounts are typed at least: 分 of 万元, or whole 元
DECIMALS = {"万元": 2, "元": 4}
HALF = Decimal("0.5")
DEVIATIONS = 4
SHOWN_ROWS = 8
CENTS = Decimal(100)
SLIPPED = (Decimal(9), Decimal("0.9"))


@dataclass(frozen=True)
class Rounding:
    """By how much (万元) a sum of rounded amounts may miss: at the most, and in all likelihood.

    At the most, every amount is half a unit off to the same side; likely are four standard
    deviations of as many errors that are independent of one another.
    """

    most: Decimal
    likely: Decimal


@dataclass(frozen=True)
class Money:
    """Amounts of one facts file: given in 万元, shown in the unit that the clerk types."""

    unit: str
    divisor: Decimal

    @staticmethod
    def of(disclosure: Disclosure) -> Money:
        return Money(disclosure.document.unit, disclosure.divisor)

    def text(self, value: Decimal) -> str:
        """An amount with its unit."""
        return f"{self.number(value)} {self.unit}"

    def number(self, value: Decimal) -> str:
        """An amount without its unit."""
        return f"{rounded(value * self.divisor, 2) + 0:f}"

    def rounding(self, amounts: Iterable[Decimal]) -> Rounding:
        """The rounding of a sum of amounts (万元), each rounded as it was typed."""
        halves = [self._half(amount) for amount in amounts if amount]
        variance = sum((half * half for half in halves), Decimal(0)) / 3
        most = sum(halves, Decimal(0))
        return Rounding(most, min(most, variance.sqrt() * DEVIATIONS))

    def is_tail(self, gap: Decimal, amounts: Iterable[Decimal]) -> bool:
        """Whether rounding of ``amounts`` can explain a gap (all in 万元)."""
        return abs(gap) <= self.rounding(amounts).most

    def _half(self, amount: Decimal) -> Decimal:
        """Half a unit of the last decimal that was typed."""
        typed = -int(amount.as_tuple().exponent)
        return HALF.scaleb(-max(typed, DECIMALS[self.unit]))

    def rows(self, rows: Rows) -> str:
        """The rows that make up a sum, the first of them by name."""
        shown = "、".join(f"{name} {self.number(value)}" for name, value in rows[:SHOWN_ROWS])
        return f"{shown} 等 {len(rows)} 项" if len(rows) > SHOWN_ROWS else shown or "没有"

    def clue(self, gap: Decimal, rows: Rows) -> str:
        """What a gap (万元) looks like: a row left out, a slipped point, swapped digits."""
        gap = abs(gap)
        for name, value in rows:
            if abs(value) == gap:
                return f"；差额正好是 {name} 的金额，可能漏了或多了这一项"
        for name, value in rows:
            if value and gap in [abs(value) * factor for factor in SLIPPED]:
                return f"；{name} 的小数点可能错了一位"
        if not gap * self.divisor * CENTS % 9:
            return "；差额能被 9 整除，可能有两个数字写颠倒了"
        return ""
