"""Which wording of a profile is true of a figure beside last year's."""

from __future__ import annotations

from generator.derive.figures import Figure
from generator.derive.numbers import in_unit
from generator.profile.schema import Comparison, NumberFormat


def wording_of(figure: Figure, comparison: Comparison, form: NumberFormat) -> str | None:
    """The pattern for a figure that has a figure of last year, its change printed in ``form``.

    None where there is none: a rate is asked for, last year was not above zero, and the profile has
    no wording for that.
    """
    change = figure.change or 0
    if figure.change is None or not in_unit(figure.change, form):
        return comparison.flat
    if figure.prior == 0 and change > 0 and comparison.new is not None:
        return comparison.new
    pattern = comparison.up if change > 0 else comparison.down
    rateless = figure.rate is None and comparison.has_rate(pattern)
    return comparison.unrated if rateless else pattern
