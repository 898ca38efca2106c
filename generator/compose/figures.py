"""A figure as templates have it."""

from __future__ import annotations

from decimal import Decimal

from generator.compose.sandbox import Readable
from generator.derive.figures import Figure


class FigureValue(Readable):
    """A figure that a template can ask about; a filter prints it."""

    called = "一个指标"
    readable = frozenset({"value", "prior", "change", "rate"})

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    @property
    def value(self) -> Decimal:
        """In 万元, not rounded."""
        return self.figure.value

    @property
    def prior(self) -> Decimal | None:
        """Last year's, where it is known."""
        return self.figure.prior

    @property
    def change(self) -> Decimal | None:
        """This year less last year."""
        return self.figure.change

    @property
    def rate(self) -> Decimal | None:
        """The change in percent of last year."""
        return self.figure.rate
