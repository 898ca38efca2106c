"""How a number prints."""

from __future__ import annotations

from decimal import Decimal

from generator.derive.figures import Figure
from generator.derive.rounding import rounded
from generator.profile.schema import NumberFormat

YUAN_PER_WAN = Decimal(10000)
UNTYPED = "〔未填〕"  # what a draft prints in place of what nobody typed


def in_unit(value: Decimal, form: NumberFormat) -> Decimal:
    """An amount in 万元 as it prints: in the format's unit, rounded half up."""
    scaled = value * YUAN_PER_WAN if form.unit == "元" else value
    return rounded(scaled, form.decimals)


def print_amount(value: Decimal, form: NumberFormat) -> str:
    """The text of an amount that is given in 万元."""
    return _text(value, in_unit(value, form), form)


def print_number(value: Decimal, form: NumberFormat) -> str:
    """The text of a number in the format's own unit."""
    return _text(value, rounded(value, form.decimals), form)


def _text(exact: Decimal, number: Decimal, form: NumberFormat) -> str:
    """A rounded number's text; what is no zero never prints as if there were nothing."""
    if not number:
        instead = form.tiny if exact else form.zero
        if instead is not None:
            return instead
        number = abs(number)
    text = f"{number:,f}" if form.thousands else f"{number:f}"
    return text.rstrip("0").rstrip(".") if form.trim and "." in text else text


def print_figure(figure: Figure, form: NumberFormat) -> str:
    """The text of a figure; what was published as words is printed as words."""
    if not figure.typed:
        return UNTYPED
    return figure.verbatim if figure.verbatim is not None else print_amount(figure.value, form)
