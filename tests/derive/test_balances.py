"""Balances of a final account by fund and by item, and the fund of money brought forward."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.carried import funds_of
from generator.derive.vehicles import by_kind
from generator.model.common import FUNDS
from tests.derive.lines import (
    CODES,
    NATURES,
    SOURCES,
    Line,
    amounts,
    document,
    expenditures,
    incomes,
    ledger,
    total,
    typed,
)

OPENING, CLOSING = "年初结转和结余", "年末结转和结余"
by_item = st.dictionaries(
    st.sampled_from(FUNDS), st.dictionaries(st.sampled_from(CODES), amounts, min_size=1)
)


@given(expenditures, incomes, by_item)
def test_every_item_closes_with_what_it_had_and_got_less_what_it_spent(
    lines: list[Line], received: list[Line], opening: dict[str, dict[str, str]]
) -> None:
    book = ledger(document(lines, "部门决算", 收入=received, 结转结余={OPENING: opening}))
    for fund in FUNDS:
        of_fund = Decimal(0)
        for code in CODES:
            where = {"科目": code, "资金性质": fund}
            had = total(book, "结转结余", 指标=OPENING, **where)
            assert had == Decimal(opening.get(fund, {}).get(code, "0"))
            left = had + total(book, "收入", **where) - total(book, "支出", **where)
            assert total(book, "结转结余", 指标=CLOSING, **where) == left
            of_fund += left
        assert total(book, "结转结余", 指标=CLOSING, 资金性质=fund) == of_fund


@given(expenditures, incomes, amounts.filter(lambda amount: Decimal(amount) != 0))
def test_one_amount_of_a_fund_with_several_items_is_of_none(
    lines: list[Line], received: list[Line], had: str
) -> None:
    made = document(lines, "部门决算", 收入=received, 结转结余={OPENING: {"单位资金": had}})
    book = ledger(made)
    where = {"资金性质": "单位资金"}
    flows = [*lines, *({**one, "资金性质": "单位资金"} for one in received)]
    own = [key for key in SOURCES if key in ("事业收入", "其他收入")]
    items = {
        line["科目"]
        for line in flows
        if line["资金性质"] == "单位资金" and any(key in line for key in (*NATURES, *own))
    }
    known = sum((total(book, "结转结余", 指标=OPENING, 科目=code, **where) for code in CODES), 0)
    assert known == (Decimal(had) if len(items) == 1 else 0)
    closing = Decimal(had) + typed(received, own)
    closing -= typed([line for line in lines if line["资金性质"] == "单位资金"], NATURES)
    assert total(book, "结转结余", 指标=CLOSING, **where) == closing


def test_an_opening_balance_is_typed_in_one_way() -> None:
    both = {OPENING: {"一般公共预算": {"金额": "5", "2010101": "1"}}}
    with pytest.raises(ValueError, match="或者只写一个数，或者按科目分开写"):
        document([], "部门决算", 结转结余=both)


GENERAL, OWN = "一般公共预算", "单位资金"


def _brought(income: Any, *lines: Line) -> dict[str | None, Decimal]:
    made = document(lines, 收入=[{"科目": "2010101", "上年结转结余": income}])
    return funds_of(made.incomes[0], made.expenditures)


def _line(fund: str, carried: str | None = None, code: str = "2010101") -> Line:
    line: Line = {"科目": code, "资金性质": fund, "项目支出": "100"}
    return line | ({"上年结转": carried} if carried else {})


def test_money_brought_forward_has_the_fund_that_is_told() -> None:
    five = Decimal(5)
    assert _brought({OWN: "5"}, _line(GENERAL)) == {OWN: five}
    assert _brought("5", _line(GENERAL)) == {GENERAL: five}
    assert _brought("5", _line(GENERAL), _line(OWN)) == {None: five}
    assert _brought("5", _line(GENERAL, "5"), _line(OWN)) == {GENERAL: five}
    assert _brought("5", _line(GENERAL, "3"), _line(OWN, "2")) == {
        GENERAL: Decimal(3),
        OWN: Decimal(2),
    }
    # what the lines carry over is another amount: they tell nothing
    assert _brought("5", _line(GENERAL, "3"), _line(OWN)) == {None: five}
    # no line of the item, but all are of one fund
    assert _brought("5", _line(OWN, code="2010102")) == {OWN: five}
    assert _brought("5") == {None: five}


def test_money_brought_forward_is_typed_in_one_way() -> None:
    with pytest.raises(ValueError, match="或者只写一个数，或者按资金性质分开写"):
        _brought({"金额": "5", OWN: "1"})


@given(
    st.dictionaries(st.sampled_from(("甲", "乙", "丙", "丁")), st.integers(0, 99)),
    st.lists(st.sampled_from(("甲", "乙", "其他")), unique=True),
)
def test_kinds_of_cars_add_up_to_all_cars(cars: dict[str, int], kinds: list[str]) -> None:
    counted = by_kind(cars, kinds)
    assert counted is not None
    assert sum(counted.values()) == sum(cars.values())
    assert not kinds or list(counted) == kinds
    assert all(counted[kind] == cars.get(kind, 0) for kind in kinds[:-1])


def test_cars_that_nobody_counted_are_not_zero() -> None:
    assert by_kind(None, ["甲"]) is None
    assert by_kind({}, ["甲"]) == {"甲": 0}
