"""The arithmetic of postings: every sum is the sum of what was typed, to the last cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.derive.postings import INCOME_OF_FUND
from generator.model.common import APPROPRIATIONS, FUNDS
from generator.profile.query import Query, Value
from tests.derive.lines import (
    CODES,
    NATURES,
    OWN_SOURCES,
    SOURCES,
    Line,
    amounts,
    document,
    expenditures,
    funds,
    incomes,
    ledger,
    total,
    typed,
)

PREFIXES = sorted({code[:size] for code in CODES for size in (3, 5, 7)})
BASIC = ("基本支出", "人员经费", "公用经费")


@given(expenditures)
def test_the_whole_is_the_sum_of_all_lines(lines: list[Line]) -> None:
    assert total(ledger(document(lines)), "支出") == typed(lines, NATURES)


@given(expenditures, st.sampled_from(PREFIXES), st.sets(funds, min_size=1))
def test_a_sum_takes_just_the_lines_it_asks_for(
    lines: list[Line], prefix: str, chosen: set[str]
) -> None:
    book = ledger(document(lines))
    here = [
        line for line in lines if line["科目"].startswith(prefix) and line["资金性质"] in chosen
    ]
    where: dict[str, Value] = {"科目": prefix, "资金性质": tuple(sorted(chosen))}
    assert total(book, "支出", **where) == typed(here, NATURES)
    assert total(book, "支出", **where, 支出性质="基本支出") == typed(here, BASIC)
    assert total(book, "支出", **where, 经费="人员经费") == typed(here, ["人员经费"])
    assert total(book, "支出", **where, 支出性质="项目支出") == typed(here, ["项目支出"])


@given(expenditures, st.sets(st.sampled_from(["20101", "20102", "208", "2101501"])))
def test_a_sum_over_several_subjects(lines: list[Line], chosen: set[str]) -> None:
    here = [line for line in lines if line["科目"].startswith(tuple(chosen))]
    book = ledger(document(lines))
    assert total(book, "支出", 科目=tuple(sorted(chosen))) == typed(here, NATURES)


@given(expenditures)
def test_a_parent_is_the_sum_of_its_children(lines: list[Line]) -> None:
    book = ledger(document(lines))
    for nature in ("基本支出", "项目支出"):
        query = Query.of("支出", {"支出性质": nature})
        for length in (3, 5):
            parents = book.subjects(query, length)
            children = book.subjects(query, length + 2)
            assert {child[:length] for child in children} == set(parents)
            for parent in parents:
                below = [child for child in children if child.startswith(parent)]
                assert book.sum(query.narrowed({"科目": parent})) == sum(
                    (book.sum(query.narrowed({"科目": child})) for child in below), Decimal(0)
                )
            whole = sum((book.sum(query.narrowed({"科目": code})) for code in parents), Decimal(0))
            assert book.sum(query) == whole


@given(expenditures)
def test_this_year_and_carried_over_make_the_line(lines: list[Line]) -> None:
    book = ledger(document(lines))
    moved = [line["上年结转"] for line in lines if "上年结转" in line]
    assert total(book, "支出", 资金来源="上年结转") == typed(moved, NATURES)
    current, carried = (total(book, "支出", 资金来源=source) for source in ("本年", "上年结转"))
    assert current + carried == typed(lines, NATURES)


@given(expenditures)
def test_income_mirrors_expenditure_where_none_is_typed(lines: list[Line]) -> None:
    book = ledger(document(lines))
    for fund in FUNDS:
        for code in CODES:
            where = {"科目": code, "资金性质": fund}
            assert total(book, "收入", **where) == total(book, "支出", **where)
            carried = total(book, "收入", **where, 收入来源="上年结转结余")
            assert carried == total(book, "支出", **where, 资金来源="上年结转")
            if fund != "单位资金":
                current = total(book, "收入", **where, 收入来源=INCOME_OF_FUND[fund])
                assert current == total(book, "支出", **where, 资金来源="本年")


@given(expenditures)
def test_own_funds_come_from_where_their_line_says(lines: list[Line]) -> None:
    book = ledger(document(lines))
    own = [line for line in lines if line["资金性质"] == "单位资金"]
    for source in OWN_SOURCES:
        paid = [line for line in own if line.get("收入来源") == source]
        moved = [line["上年结转"] for line in paid if "上年结转" in line]
        assert total(book, "收入", 收入来源=source) == typed(paid, NATURES) - typed(moved, NATURES)
    untold = [p for p in book.postings(Query("收入")) if "收入来源" not in p.dims]
    assert {p.dims["资金性质"] for p in untold} <= {"单位资金"}
    silent = [line for line in own if "收入来源" not in line]
    moved = [line["上年结转"] for line in silent if "上年结转" in line]
    untold_sum = sum((p.amount for p in untold), Decimal(0))
    assert untold_sum == typed(silent, NATURES) - typed(moved, NATURES)


@given(expenditures, incomes)
def test_typed_income_is_taken_as_it_is(lines: list[Line], typed_incomes: list[Line]) -> None:
    book = ledger(document(lines, 收入=typed_incomes))
    assert total(book, "收入") == typed(typed_incomes, SOURCES)
    for source in SOURCES:
        assert total(book, "收入", 收入来源=source) == typed(typed_incomes, [source])


@given(
    expenditures,
    incomes,
    st.dictionaries(funds, amounts),
    st.none() | amounts,
    st.none() | amounts,
)
def test_what_comes_in_is_what_goes_out_and_what_stays(
    lines: list[Line],
    typed_incomes: list[Line],
    opening: dict[str, str],
    used: str | None,
    distributed: str | None,
) -> None:
    balances = {"年初结转和结余": opening, "使用非财政拨款结余": used, "结余分配": distributed}
    typed_balances = {key: value for key, value in balances.items() if value is not None}
    made = document(lines, "部门决算", 收入=typed_incomes, 结转结余=typed_balances)
    book = ledger(made)
    for where in [{}, *({"资金性质": fund} for fund in FUNDS)]:
        came = total(book, "收入", **where) + total(
            book, "结转结余", **where, 指标=("年初结转和结余", "使用非财政拨款结余")
        )
        went = total(book, "支出", **where) + total(
            book, "结转结余", **where, 指标=("结余分配", "年末结转和结余")
        )
        assert came == went, where
    own = Decimal(used or 0) - Decimal(distributed or 0)
    whole = sum(map(Decimal, opening.values()), Decimal(0)) + own
    whole += typed(typed_incomes, SOURCES) - typed(lines, NATURES)
    assert total(book, "结转结余", 指标="年末结转和结余") == whole


@given(expenditures)
def test_appropriations_and_other_funds_are_all_there_is(lines: list[Line]) -> None:
    book = ledger(document(lines))
    paid = [line for line in lines if line["资金性质"] in APPROPRIATIONS]
    assert total(book, "支出", 拨款="财政拨款") == typed(paid, NATURES)
    both = total(book, "支出", 拨款=("财政拨款", "非财政拨款"))
    assert both == total(book, "支出")


@given(expenditures)
def test_yuan_and_ten_thousand_yuan_give_the_same_postings(lines: list[Line]) -> None:
    in_yuan = [
        {
            key: {k: f"{Decimal(v) * 10000:f}" for k, v in value.items()}
            if isinstance(value, dict)
            else (f"{Decimal(value) * 10000:f}" if key in NATURES else value)
            for key, value in line.items()
        }
        for line in lines
    ]
    book, other = ledger(document(lines)), ledger(document(in_yuan, 金额单位="元"))
    for dataset in ("支出", "收入"):
        query = Query(dataset)
        rows, others = book.postings(query), other.postings(query)
        assert [(row.dims, row.amount) for row in rows] == [
            (row.dims, row.amount) for row in others
        ]


@given(st.lists(st.tuples(st.sampled_from(["301", "30239", "302", "303", "310"]), amounts)))
def test_economic_classes_are_split_into_people_and_operations(
    classes: list[tuple[str, str]],
) -> None:
    book = ledger(document([], 基本支出经济分类=dict(classes)))
    kept = dict(classes)
    people = [{"a": amount} for code, amount in kept.items() if code.startswith(("301", "303"))]
    assert total(book, "经济分类", 经费="人员经费") == typed(people, ["a"])
    everything = [{"a": amount} for amount in kept.values()]
    assert total(book, "经济分类", 支出性质="基本支出") == typed(everything, ["a"])


def test_a_class_that_pays_for_both_is_split_as_typed() -> None:
    both = {"人员经费": "1.10", "公用经费": "2.20"}
    book = ledger(document([], 基本支出经济分类={"30239": both, "30101": "3"}))
    assert total(book, "经济分类", 经费="人员经费") == Decimal("4.10")
    assert total(book, "经济分类", 经费="公用经费", 科目="302") == Decimal("2.20")


def test_a_query_with_a_minus_sign_is_subtracted() -> None:
    book = ledger(document([{"科目": "2010101", "基本支出": "7.25"}]))
    assert book.sum(Query.of("支出", {}, sign=-1)) == Decimal("-7.25")


def test_nothing_found_is_zero_and_not_there() -> None:
    book = ledger(document([{"科目": "2010101", "基本支出": "0"}]))
    absent = Query.of("支出", {"资金性质": "单位资金"})
    assert book.sum(absent) == 0
    assert not book.has(absent)
    assert not book.postings(absent)
    typed_zero = Query.of("支出", {"科目": "201"})
    assert book.sum(typed_zero) == 0
    assert book.has(typed_zero)
    assert book.sum(Query.of("没有这一类", {})) == 0


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        ([{"名称": "甲", "余额": "人员经费"}], {"甲": "30"}),
        (
            [
                {"名称": "甲", "金额": "12", "经费": "人员经费"},
                {"名称": "乙", "余额": "人员经费"},
                {"名称": "丙", "经济科目": ["30201"], "经费": "公用经费"},
                {"名称": "丁", "余额": "公用经费"},
            ],
            {"甲": "12", "乙": "18", "丙": "3", "丁": "2"},
        ),
    ],
    ids=["one", "several"],
)
def test_tasks_share_what_there_is(tasks: list[Line], expected: dict[str, str]) -> None:
    made = document(
        [{"科目": "2010101", "人员经费": "30", "公用经费": "5"}],
        基本支出经济分类={"30201": "3", "30101": "30"},
        整体绩效目标={"总体目标": ["一"], "年度主要任务": tasks, "指标": {}},
    )
    book = ledger(made)
    assert {name: total(book, "年度主要任务", 项目=name) for name in expected} == {
        name: Decimal(amount) for name, amount in expected.items()
    }
