"""How a number prints, and how it is read back."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.derive.figures import Figure
from generator.derive.rounding import rounded
from generator.model.base import number_in
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


def read_amount(text: str, form: NumberFormat) -> Decimal | None:
    """The amount in 万元 that ``print_amount`` printed in a format; None where it printed words."""
    if text == form.zero:
        return Decimal(0)
    number = number_in(text)
    return None if number is None else _in_wan(number, form)


def printed_value(figure: Figure, form: NumberFormat) -> Decimal | None:
    """The amount in 万元 that a figure prints; None where it prints words."""
    if figure.verbatim is not None or not figure.typed:
        return None
    return _in_wan(in_unit(figure.value, form), form)


def _in_wan(number: Decimal, form: NumberFormat) -> Decimal:
    return number / YUAN_PER_WAN if form.unit == "元" else number


def print_figure(figure: Figure, form: NumberFormat) -> str:
    """The text of a figure; what was published as words is printed as words."""
    if not figure.typed:
        return UNTYPED
    return figure.verbatim if figure.verbatim is not None else print_amount(figure.value, form)


DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")


def chinese(number: int) -> str:
    """1 to 9999 in Chinese figures, as ordinals are written (十一, 二十, 一百零五)."""
    text = ""
    digits = [int(digit) for digit in str(number)]
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        text += DIGITS[digit] + PLACES[place] if digit else DIGITS[0]
    text = re.sub(f"{DIGITS[0]}+", DIGITS[0], text).rstrip(DIGITS[0])
    return text.removeprefix("一") if text.startswith("一十") else text
