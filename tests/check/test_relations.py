"""Amounts that the facts give twice, relations that hold as a rule, quantities, last year."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check.money import Money
from generator.findings import RULES, Finding, Level
from tests.check.changing import (
    ACCOUNT,
    DOCUMENTS,
    FUSHUN,
    QUANZHOU,
    XIAMEN,
    ZHANGZHOU,
    Case,
    add,
    both,
    changed,
    line_of,
    nothing,
    put,
    remove,
    with_code,
)
from tests.check.conftest import Facts, FindingsOf

ECONOMY, PROJECTS = "基本支出经济分类", "项目支出经济分类"
RECEPTION, RUNNING = "公务接待费", "公务用车运行费"


def income(*lines: dict[str, str]) -> Any:
    """A change that types income."""
    return put("收入", to=list(lines))


CASES = [
    # the same money from two sides
    Case(
        "A201",
        QUANZHOU,
        put(ECONOMY, "30201", to="21.66"),
        (ECONOMY,),
        "按功能科目相加 5562.14 万元，按经济科目相加 5562.15 万元，尾差 0.01 万元",
    ),
    Case("A201", FUSHUN, put(ECONOMY, "30109", to="10.01"), (ECONOMY, "30109"), "功能科目 2080506"),
    Case(
        "A202",
        QUANZHOU,
        put(ECONOMY, "30101", to="1052.48"),
        (ECONOMY,),
        "301 工资福利支出 4834.72、302 商品和服务支出 553.57",
    ),
    Case(
        "A202",
        FUSHUN,
        put("支出", 7, "公用经费", to="152.69"),
        (ECONOMY,),
        "一般公共预算基本支出的公用经费：按功能科目相加 155.08 万元",
    ),
    Case(
        "A203",
        QUANZHOU,
        put(PROJECTS, "302", to="3602.39"),
        (PROJECTS,),
        "按功能科目相加 4770.69 万元",
    ),
    Case("A207", QUANZHOU, remove(ECONOMY), ("支出", 0, "基本支出"), "基本支出 5562.14 万元"),
    Case("A207", QUANZHOU, remove(PROJECTS), ("支出", 6, "项目支出"), "项目支出 4770.69 万元"),
    Case(
        "A208",
        QUANZHOU,
        put(ECONOMY, "30201", to="21.75"),
        (ECONOMY,),
        "相差 0.10 万元；两边共 41 个数，四舍五入最多差 0.21 万元，一般不超过 0.07 万元",
    ),
    Case("A204", QUANZHOU, income({"科目": "2101501", "一般公共预算": "10000.00"}), ("收入",)),
    Case(
        "A204",
        FUSHUN,
        income({"科目": "2101550", "一般公共预算": "58000.00"}),
        ("收入",),
        "收入总计 58000.00 万元（一般公共预算 58000.00）",
    ),
    Case(
        "A205",
        ACCOUNT,
        put("支出", 8, "项目支出", to="78427.00"),
        ("结转结余", "年初结转和结余", "一般公共预算"),
        "少 1866.38 万元",
    ),
    Case(
        "A206",
        QUANZHOU,
        put(ECONOMY, "30108", to="494.43"),
        (ECONOMY, "30108"),
        "功能科目 2080505 494.34 万元，经济科目 30108 494.43 万元，相差 0.09 万元",
    ),
    # economic classes
    Case(
        "A211",
        QUANZHOU,
        put("三公经费", RECEPTION, to="6.00"),
        ("三公经费", RECEPTION),
        "反而多 1.00 万元",
    ),
    Case(
        "A211",
        ZHANGZHOU,
        put("三公经费", RECEPTION, to="2000.00"),
        ("三公经费", RECEPTION),
        "没有那么多项目支出",
    ),
    Case(
        "A211",
        ACCOUNT,
        put("三公经费", "决算", RECEPTION, to="3.00"),
        ("三公经费", "决算", RECEPTION),
    ),
    Case(
        "A212",
        FUSHUN,
        put("三公经费", RUNNING, to="5.35"),
        ("三公经费", RUNNING),
        "其余 1.00 万元应由项目支出安排",
    ),
    Case("A213", FUSHUN, put(ECONOMY, "30113", to="92.92"), (ECONOMY, "30113"), "住房公积金"),
    Case("A213", XIAMEN, put(ECONOMY, "30111", to="69.20"), (ECONOMY, "30111"), "公务员医疗补助"),
    Case(
        "A213", XIAMEN, put(ECONOMY, "30110", to="144.53"), (ECONOMY, "30111"), "行政事业单位医疗"
    ),
    Case(
        "A214",
        QUANZHOU,
        put(ECONOMY, "30239", to={"人员经费": "157.17"}),
        (ECONOMY,),
        "30239 的 157.17 算作人员经费",
    ),
    Case("A215", QUANZHOU, put("机关运行经费", to="981.65"), ("机关运行经费",), "多 428.08 万元"),
    Case(
        "A215",
        QUANZHOU,
        both(
            remove("部门概况", "机构设置", "单位"),
            *(remove("支出", index) for index in (9, 4, 1)),  # 事业单位
        ),
        ("机关运行经费",),
        "少 171.92 万元",
    ),
    # projects
    Case(
        "A216",
        QUANZHOU,
        put("项目", 0, "资金", "一般公共预算", to="2111.50"),
        ("项目",),
        "多 63.81 万元",
    ),
    Case(
        "A216",
        FUSHUN,
        put("项目", 0, "资金", "一般公共预算", to="155.13"),
        ("项目",),
        "科目 2101599 的各项目资金共 221.07 万元，比项目支出多 100.00 万元",
    ),
    Case("A217", FUSHUN, remove("项目", 0), ("项目",), "有 55.13 万元没有列出项目"),
    # income by fund and by item
    Case(
        "A209",
        QUANZHOU,
        income({"科目": "2101501", "一般公共预算": "10332.83"}),
        ("收入",),
        "2080501 收入 0.00、支出 27.05；2080502 收入 0.00、支出 145.53；",
    ),
    Case("A210", ACCOUNT, remove("收入"), (), "没有写“收入”，支出共 126687.26 万元"),
    Case(
        "A226",
        ACCOUNT,
        both(
            put("收入", 8, "一般公共预算", to="74427.00"),
            put("收入", 9, "一般公共预算", to="20632.00"),
        ),
        ("结转结余", "年初结转和结余", "一般公共预算"),
        "2101202 收入 74427.00、支出 75427.00",
    ),
    Case(
        "A219",
        ACCOUNT,
        put("三公经费", "预算", RECEPTION, to="3.00"),
        ("三公经费", "决算", RECEPTION),
        "决算数 3.98 万元，大于预算数 3.00 万元",
    ),
    # quantities
    Case(
        "A221",
        ACCOUNT,
        put("三公经费", "决算", RECEPTION, to="0"),
        ("三公经费", "情况", "接待批次"),
    ),
    Case(
        "A222",
        ACCOUNT,
        put("三公经费", "情况", "公务用车保有量", to="3"),
        ("三公经费", "情况", "公务用车保有量"),
        "共 0",
    ),
    Case(
        "A223",
        QUANZHOU,
        put("三公经费", RUNNING, to="5.00"),
        ("国有资产", "车辆"),
        "公务用车运行费 5.00 万元，车辆却是 0",
    ),
    Case(
        "A223",
        ZHANGZHOU,
        put("国有资产", "购置车辆", to="2"),
        ("国有资产", "购置车辆"),
        "公务用车购置费 0.00 万元，购置车辆却是 2",
    ),
    Case(
        "A224",
        ACCOUNT,
        put("政府采购", "中小企业货物", to="60.00"),
        ("政府采购", "中小企业货物"),
        "60.00 万元，大于政府采购货物 56.95 万元",
    ),
    Case("A224", ACCOUNT, put("政府采购", "小微企业", to="1.00"), ("政府采购", "小微企业")),
    # last year
    Case("A231", QUANZHOU, put("上年", "收入合计", to="106505300"), ("上年",), "相差 100 倍以上"),
    Case(
        "A232",
        ACCOUNT,
        both(
            put("收支变动", 0, "金额", to="75247.00"),
            remove("收支变动", 4),
        ),
        ("收支变动", 0, "金额"),
        "75247.00 万元，上年 67930.00 万元，原因相同的科目 2101202 75427.00 万元",
    ),
    Case(
        "A233",
        ACCOUNT,
        put("上年", "一般公共预算支出", to="103719.44"),
        ("上年", "一般公共预算支出"),
        "上年的一般公共预算各科目支出之和 103769.19 万元",
    ),
    Case("A233", ZHANGZHOU, put("上年", "支出合计", to="15000.00"), ("上年", "支出合计")),
]
OWN = sorted(code for code in RULES if code.startswith("A2"))
# what is true of the documents as they were published, each looked at
PUBLISHED_CODES = {
    FUSHUN: ["A214"],
    QUANZHOU: ["A212", "A213", "A217"],
    ACCOUNT: ["A201", "A232"],
    XIAMEN: ["A201", "A201"],
    ZHANGZHOU: ["A201", "A213"],
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_differs_is_found_at_its_place(
    case: Case, facts: Facts, findings_of: FindingsOf
) -> None:
    text = changed(facts(case.document), case.change)
    before = [one.message for one in findings_of(facts(case.document)) if one.code == case.code]
    found = [f for f in with_code(findings_of(text), case.code) if f.message not in before]
    assert [finding.loc for finding in found] == [case.loc]
    assert case.says in found[0].message
    assert found[0].line == line_of(text, case.loc)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_published_documents(document: str, facts: Facts, findings_of: FindingsOf) -> None:
    found = with_code(findings_of(changed(facts(document), nothing)), *OWN)
    assert sorted(finding.code for finding in found) == PUBLISHED_CODES[document]
    assert not [finding for finding in found if finding.level is Level.ERROR]


def test_every_code_has_a_case() -> None:
    assert OWN
    assert {case.code for case in CASES} | {"A218", "A225", "A227", "A228"} == set(OWN)


def test_a_wrong_contribution_is_told_once(facts: Facts, findings_of: FindingsOf) -> None:
    found = findings_of(changed(facts(FUSHUN), put(ECONOMY, "30108", to="116.60")))
    assert [one.code for one in with_code(found, "A201", "A202", "A206")] == ["A206"]


def test_a_gap_names_the_row_that_explains_it(facts: Facts, findings_of: FindingsOf) -> None:
    def hint(change: Any) -> str:
        [finding] = with_code(findings_of(changed(facts(QUANZHOU), change)), "A202", "A203")
        return finding.hint

    assert "310 资本性支出 的金额" not in hint(put(PROJECTS, "302", to="3602.39"))
    assert "写颠倒" in hint(put(PROJECTS, "302", to="3602.39"))
    assert "差额正好是 310 资本性支出 的金额" in hint(put(PROJECTS, "302", to="3583.39"))
    assert "310 资本性支出 的小数点" in hint(put(PROJECTS, "310", to="370.00"))


def test_income_may_exceed_expenditure_where_the_form_has_the_rest(
    facts: Facts, findings_of: FindingsOf
) -> None:
    more = income({"科目": "2101550", "一般公共预算": "59000.00"})
    assert not with_code(findings_of(changed(facts(FUSHUN), more)), "A204", "A218")
    assert with_code(findings_of(changed(facts(QUANZHOU), more)), "A204")


def test_money_carried_over_is_not_income_of_the_year(
    facts: Facts, findings_of: FindingsOf
) -> None:
    carried = income(
        {"科目": "2101506", "一般公共预算": "15954.20", "上年结转结余": "552.00"},
    )
    change = both(carried, remove("公布数"))
    assert not with_code(findings_of(changed(facts(ZHANGZHOU), change)), "A204", "A218")


def test_a_project_astray_is_told_once(facts: Facts, findings_of: FindingsOf) -> None:
    found = findings_of(changed(facts(FUSHUN), put("项目", 0, "科目", to="2101501")))
    assert [one.code for one in with_code(found, "A216", "S409")] == ["S409"]


def test_each_fund_balances_by_itself(facts: Facts, findings_of: FindingsOf) -> None:
    lines = {"科目": "2101501", "一般公共预算": "10300.00", "政府性基金预算": "32.83"}
    found = with_code(findings_of(changed(facts(QUANZHOU), income(lines))), "A204", "A218")
    assert [one.code for one in found] == ["A218", "A218"]
    assert "收入 10300.00 万元（一般公共预算 10300.00），支出 10332.83 万元" in found[0].message
    assert "收入 32.83 万元（政府性基金预算 32.83），支出 0.00 万元（没有）" in found[1].message


BROUGHT = {"科目": "2101199", "一般公共预算": "10321.33", "上年结转结余": "11.50"}


def test_money_brought_forward_is_the_same_on_both_sides(
    facts: Facts, findings_of: FindingsOf
) -> None:
    def found(carried: str) -> list[Finding]:
        change = both(income(BROUGHT), put("支出", 6, "上年结转", to=carried))
        return with_code(findings_of(changed(facts(QUANZHOU), change)), "A204", "A218", "A227")

    assert found("11.50") == []
    [warning] = found("10.50")
    assert "收入里 11.50 万元，支出里 10.50 万元，相差 1.00 万元" in warning.message


def test_the_source_on_a_line_is_in_the_income(facts: Facts, findings_of: FindingsOf) -> None:
    own = {"科目": "2101501", "资金性质": "单位资金", "收入来源": "事业收入", "项目支出": "5.00"}

    def found(source: str) -> list[Finding]:
        lines = income({"科目": "2101501", "一般公共预算": "10332.83", source: "5.00"})
        change = both(add("支出", item=own), lines)
        return with_code(findings_of(changed(facts(QUANZHOU), change)), "A228")

    assert found("事业收入") == []
    [warning] = found("其他收入")
    assert warning.loc == ("支出", 14, "收入来源")
    assert "用事业收入安排 5.00 万元，“收入”里这个科目的事业收入是 0.00 万元" in warning.message


def test_amounts_in_yuan_are_shown_in_yuan(facts: Facts, findings_of: FindingsOf) -> None:
    change = both(put("金额单位", to="元"), put(ECONOMY, "30101", to="1051.58"))
    found = findings_of(changed(facts(QUANZHOU), change))
    [note] = with_code(found, "A201", "A202", "A208")
    assert "尾差 0.10 元" in note.message


@pytest.mark.parametrize(("unit", "step"), [("万元", "0.01"), ("元", "1")])
@given(parts=st.lists(st.integers(1, 10**9), min_size=2, max_size=40), data=st.data())
def test_honest_rounding_is_never_an_error(
    unit: str, step: str, parts: list[int], data: st.DataObject
) -> None:
    """Exact amounts in 分, divided anew, each rounded as it is typed: at most a tail."""
    cuts = sorted(data.draw(st.sets(st.integers(0, sum(parts)), max_size=40)))
    anew = [b - a for a, b in pairwise([0, *cuts, sum(parts)])]
    scale = Decimal(100) if unit == "元" else Decimal(10**6)
    money = Money(unit, Decimal(1) if unit == "万元" else Decimal(10_000))
    sides = [
        [(Decimal(one) / scale).quantize(Decimal(step), ROUND_HALF_UP) for one in side]
        for side in (parts, anew)
    ]
    left, right = ([amount / money.divisor for amount in side] for side in sides)
    assert money.is_tail(sum(left, Decimal(0)) - sum(right, Decimal(0)), [*left, *right])


BOTH_SIDES = (FUSHUN, QUANZHOU)
TWICE_DETERMINED = ("A201", "A202", "A206", "A208")
MOST = Decimal("0.22")  # half a unit of each of some forty amounts
CENTS = st.integers(-500_000, 500_000).filter(bool).map(lambda cents: Decimal(cents) / 100)


PICK = st.integers(0, 10_000)
FEW, MANY = settings(max_examples=8), settings(max_examples=200)


@FEW
@given(document=st.sampled_from(BOTH_SIDES), pick=PICK, by=CENTS)
def test_another_amount_on_either_side_is_found(
    document: str, pick: int, by: Decimal, facts: Facts, findings_of: FindingsOf
) -> None:
    _found_on_either_side(document, pick, by, facts, findings_of)


@pytest.mark.slow
@MANY
@given(document=st.sampled_from(BOTH_SIDES), pick=PICK, by=CENTS)
def test_any_other_amount_on_either_side_is_found(
    document: str, pick: int, by: Decimal, facts: Facts, findings_of: FindingsOf
) -> None:
    _found_on_either_side(document, pick, by, facts, findings_of)


def _found_on_either_side(
    document: str, pick: int, by: Decimal, facts: Facts, findings_of: FindingsOf
) -> None:
    """However little one amount is off, both sums say so; more than rounding is an error."""

    def change(data: Any) -> None:
        amounts = list(_basic_amounts(data))
        holder, key = amounts[pick % len(amounts)]
        holder[key] = str(Decimal(holder[key]) + by)

    found = with_code(findings_of(changed(facts(document), change)), *TWICE_DETERMINED)
    assert found
    if abs(by) > MOST:
        assert any(finding.level is Level.ERROR for finding in found)
    elif abs(by) > Decimal("0.08"):
        assert any(finding.level is not Level.NOTE for finding in found)


def _basic_amounts(data: Any) -> list[tuple[dict[str, str], str]]:
    """Every amount of basic expenditure of the general budget, by function and by economy."""
    lines = [
        (line, key)
        for line in data["支出"]
        for key in ("基本支出", "人员经费", "公用经费")
        if key in line
    ]
    classes = [
        (amount, "人员经费") if isinstance(amount, dict) else (data[ECONOMY], code)
        for code, amount in data[ECONOMY].items()
    ]
    assert lines and classes
    return [*lines, *classes]


@FEW
@given(pick=PICK, by=CENTS)
def test_another_project_amount_is_found(
    pick: int, by: Decimal, facts: Facts, findings_of: FindingsOf
) -> None:
    _found_on_a_project(pick, by, facts, findings_of)


@pytest.mark.slow
@MANY
@given(pick=PICK, by=CENTS)
def test_any_other_project_amount_is_found(
    pick: int, by: Decimal, facts: Facts, findings_of: FindingsOf
) -> None:
    _found_on_a_project(pick, by, facts, findings_of)


def _found_on_a_project(pick: int, by: Decimal, facts: Facts, findings_of: FindingsOf) -> None:
    def change(data: Any) -> None:
        lines = [(line, "项目支出") for line in data["支出"] if "项目支出" in line]
        amounts = [*lines, *((data[PROJECTS], code) for code in data[PROJECTS])]
        holder, key = amounts[pick % len(amounts)]
        holder[key] = str(Decimal(holder[key]) + by)

    found = findings_of(changed(facts(QUANZHOU), change))
    assert with_code(found, "A201", "A203", "A208")
