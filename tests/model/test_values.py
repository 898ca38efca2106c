"""How the text of a value is understood: amounts, counts, codes, words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.model.base import (
    Amount,
    Count,
    EconomicCode,
    Facts,
    ItemCode,
    SubjectCode,
    Text,
    YesNo,
)
from generator.model.common import Approval, CarriedOver, ExpenditureLine, Split
from generator.model.documents import Budget

AMOUNT = TypeAdapter[Decimal](Amount)
AMOUNTS = {
    "0": "0",
    "1234.56": "1234.56",
    "1,234,567.89": "1234567.89",
    "-1,234.50": "-1234.50",
    "+3": "3",
    "－１２．５０": "-12.50",
    "１，２３４．５": "1234.5",
    " 7.00 ": "7.00",
    "007.10": "7.10",
    "0.0000001": "0.0000001",
    "123456789012345678": "123456789012345678",
}
NOT_AMOUNTS = [
    "",
    "-",
    "一百",
    "12.3.4",
    "1,23.00",
    "12,34",
    ",123",
    ".5",
    "5.",
    "1e3",
    "0x10",
    "1 000",
    "12万元",
    "约3",
    "NaN",
    "Infinity",
    "1234567890123456789",
]


@pytest.mark.parametrize(("typed", "amount"), AMOUNTS.items())
def test_amounts(typed: str, amount: str) -> None:
    assert f"{AMOUNT.validate_python(typed):f}" == amount


@pytest.mark.parametrize("typed", NOT_AMOUNTS)
def test_not_amounts(typed: str) -> None:
    with pytest.raises(ValidationError):
        AMOUNT.validate_python(typed)


@pytest.mark.parametrize("value", [1.5, 3, True, None, ["1"], {"金额": "1"}])
def test_an_amount_is_read_from_text_alone(value: object) -> None:
    with pytest.raises(ValidationError):
        AMOUNT.validate_python(value)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_any_amount_is_exact_with_and_without_separators(amount: Decimal) -> None:
    assert AMOUNT.validate_python(f"{amount:f}") == amount
    assert AMOUNT.validate_python(f"{amount:,f}") == amount
    wide = f"{amount:,f}".translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))
    assert AMOUNT.validate_python(wide) == amount


@pytest.mark.parametrize(("typed", "count"), [("0", 0), ("１2", 12), ("3.0", 3), ("1,000", 1000)])
def test_counts(typed: str, count: int) -> None:
    assert TypeAdapter[int](Count).validate_python(typed) == count


@pytest.mark.parametrize("typed", ["-1", "2.5", "几个", ""])
def test_not_counts(typed: str) -> None:
    with pytest.raises(ValidationError, match="不是个数"):
        TypeAdapter[int](Count).validate_python(typed)


CODES: list[tuple[Any, str, str]] = [
    (ItemCode, "2080501", "2080501"),
    (ItemCode, "2080501.0", "2080501"),
    (ItemCode, "2080501.00", "2080501"),
    (ItemCode, "２０８０５０１", "2080501"),
    (EconomicCode, "301", "301"),
    (EconomicCode, "30101.0", "30101"),
    (SubjectCode, "208", "208"),
    (SubjectCode, "20805", "20805"),
    (SubjectCode, "2080501", "2080501"),
]
NOT_CODES: list[tuple[Any, str]] = [
    (ItemCode, "20805"),
    (ItemCode, "20805010"),
    (ItemCode, "2080501.5"),
    (ItemCode, "208-05-01"),
    (EconomicCode, "3010"),
    (EconomicCode, "2080501"),
    (SubjectCode, "2080"),
    (SubjectCode, "行政运行"),
]


@pytest.mark.parametrize(("kind", "typed", "code"), CODES)
def test_codes(kind: Any, typed: str, code: str) -> None:
    assert TypeAdapter[str](kind).validate_python(typed) == code


@pytest.mark.parametrize(("kind", "typed"), NOT_CODES)
def test_not_codes(kind: Any, typed: str) -> None:
    with pytest.raises(ValidationError, match="科目编码"):
        TypeAdapter[str](kind).validate_python(typed)


def test_yes_and_no() -> None:
    kind = TypeAdapter[bool](YesNo)
    assert [kind.validate_python(typed) for typed in ("是", "否")] == [True, False]
    for typed in ("true", "no", "对", "1", ""):
        with pytest.raises(ValidationError, match="应写“是”或“否”"):
            kind.validate_python(typed)


def test_text_is_stripped_and_not_empty() -> None:
    class Holder(Facts):
        text: Text

    assert Holder.model_validate({"text": " 某某局\n"}).text == "某某局"
    for typed in ("", "  "):
        with pytest.raises(ValidationError):
            Holder.model_validate({"text": typed})


def test_dates() -> None:
    assert Approval.model_validate({"批复日期": "2031-01-31"}).date == date(2031, 1, 31)
    for typed in ("2031-02-30", "2031/13/1", "一月", "1706659200"):
        with pytest.raises(ValidationError):
            Approval.model_validate({"批复日期": typed})


def test_one_amount_stands_for_a_group() -> None:
    line = ExpenditureLine.model_validate({"科目": "2101501", "项目支出": "5", "上年结转": "2"})
    assert line.carried_over == CarriedOver.model_validate({"项目支出": "2"})
    budget = Budget.model_validate(
        {
            "文种": "部门预算",
            "格式": "甲",
            "年度": "2031",
            "部门": {"名称": "某局"},
            "支出": [],
            "基本支出经济分类": {"30101": "1.5", "30239": {"公用经费": "2"}},
        }
    )
    assert budget.basic_by_economy == {
        "30101": Split.model_validate({"金额": "1.5"}),
        "30239": Split.model_validate({"公用经费": "2"}),
    }


def test_english_names_are_no_keys() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        ExpenditureLine.model_validate({"科目": "2101501", "basic": "1"})


def test_facts_do_not_change() -> None:
    line = ExpenditureLine.model_validate({"科目": "2101501"})
    with pytest.raises(ValidationError, match="frozen"):
        line.code = "2101502"  # type: ignore[misc]
