"""How numbers are rounded and printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.numbers import in_unit, print_amount, print_number, read_amount
from generator.derive.rounding import rounded
from generator.profile.schema import NumberFormat


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("0.025", "0.03"),
        ("2.675", "2.68"),
        ("-0.005", "-0.01"),
        ("-0.0049", "0.00"),
        ("1.00499999999999999999", "1.00"),
    ],
)
def test_half_is_rounded_up_away_from_zero(value: str, result: str) -> None:
    assert rounded(Decimal(value), 2) == Decimal(result)


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_rounding_agrees_with_whole_numbers(number: int, decimals: int) -> None:
    step = 10 ** (6 - decimals)
    whole = (abs(number) + step // 2) // step
    expected = Decimal(whole if number >= 0 else -whole).scaleb(-decimals)
    assert rounded(Decimal(number).scaleb(-6), decimals) == expected


FORMATS = [
    ({}, "1234567.891", "1234567.89"),
    ({"thousands": True}, "1234567.891", "1,234,567.89"),
    ({"thousands": True}, "-1234.5", "-1,234.50"),
    ({"thousands": True}, "999.995", "1,000.00"),
    ({"decimals": 0}, "1234.5", "1235"),
    ({"decimals": 4}, "0.00005", "0.0001"),
    ({"trim": True}, "12.00", "12"),
    ({"trim": True}, "12.50", "12.5"),
    ({"trim": True}, "100", "100"),
    ({"trim": True, "thousands": True}, "12000.10", "12,000.1"),
    ({"trim": True}, "0", "0"),
    ({}, "0", "0.00"),
    ({"zero": ""}, "0", ""),
    ({"zero": "-"}, "0", "-"),
    ({"zero": "-"}, "0.004", "0.00"),
    ({"zero": "-", "tiny": "少于0.01"}, "0.004", "少于0.01"),
    ({"zero": "-", "tiny": "少于0.01"}, "0", "-"),
    ({"tiny": "少于0.01"}, "0.005", "0.01"),
    ({"zero": ""}, "0.005", "0.01"),
    ({"zero": "0"}, "-0.001", "0.00"),
    ({}, "-0.001", "0.00"),
]


@pytest.mark.parametrize(("form", "value", "text"), FORMATS)
def test_number_formats(form: dict[str, object], value: str, text: str) -> None:
    assert print_number(Decimal(value), NumberFormat.model_validate(form)) == text


UNITS = [
    ({"unit": "元"}, "12.345678", "123456.78"),
    ({"unit": "元", "thousands": True}, "12.345678", "123,456.78"),
    ({"unit": "元", "decimals": 0}, "0.00005", "1"),
    ({"unit": "元", "zero": ""}, "0", ""),
    ({"unit": "元", "zero": ""}, "0.0000004", "0.00"),
    ({"unit": "万元"}, "12.345678", "12.35"),
]


@pytest.mark.parametrize(("form", "value", "text"), UNITS)
def test_an_amount_prints_in_the_unit_of_its_format(
    form: dict[str, object], value: str, text: str
) -> None:
    declared = NumberFormat.model_validate(form)
    assert print_amount(Decimal(value), declared) == text


units = st.sampled_from(("万元", "元"))
instead = st.sampled_from((None, "", "-", "0"))
formats = st.builds(
    NumberFormat,
    unit=units,
    decimals=st.integers(0, 4),
    thousands=st.booleans(),
    zero=instead,
    trim=st.booleans(),
)


@given(st.decimals(-(10**9), 10**9, places=8), formats)
def test_a_printed_amount_reads_back(value: Decimal, form: NumberFormat) -> None:
    text = print_amount(value, form)
    read = read_amount(text, form)
    assert read is not None
    assert read * (10000 if form.unit == "元" else 1) == in_unit(value, form)
    assert print_amount(read, form) == text or not in_unit(value, form)


@given(st.sampled_from(("甲", "〔未填〕", "见附表", "1.2.3", "NaN", "1e5")), formats)
def test_words_are_no_amount(words: str, form: NumberFormat) -> None:
    assert read_amount(words, form) is None


def test_what_a_format_prints_for_nothing_reads_as_nothing() -> None:
    form = NumberFormat(zero="-", tiny="少于0.01")
    assert read_amount("-", form) == 0
    assert read_amount("少于0.01", form) is None
