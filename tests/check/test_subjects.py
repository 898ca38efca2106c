"""Codes of the classifications, duplicates, names that must be single."""

from __future__ import annotations

from typing import Any

import pytest

from generator.findings import RULES, Level
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

ECONOMY = "基本支出经济分类"
UNITS = ("部门概况", "机构设置", "单位")


def _line(code: str, **more: str) -> dict[str, str]:
    return {"科目": code, "项目支出": "10.00", **more}


CASES = [
    Case(
        "S401",
        QUANZHOU,
        both(add("支出", item=_line("2101598")), put("科目名称", "2101598", to="某项支出")),
        ("支出", 14, "科目"),
        "代码表里没有科目 2101598（某项支出）",
    ),
    Case(
        "S402",
        QUANZHOU,
        add("支出", item=_line("2101598")),
        ("支出", 14, "科目"),
        "代码表里没有科目 2101598，印出的名称是空的",
    ),
    Case("S402", ACCOUNT, add("收入", item={"科目": "2101598"}), ("收入", 15, "科目"), "2101598"),
    Case("S402", QUANZHOU, put(ECONOMY, "30298", to="1.00"), (ECONOMY, "30298"), "30298"),
    # 款 rows are printed in this form
    Case(
        "S402",
        FUSHUN,
        both(add("支出", item=_line("2109701")), put("科目名称", "2109701", to="某项支出")),
        ("支出", 11, "科目"),
        "科目 21097，",
    ),
    # and in this one not
    Case(
        "S403",
        QUANZHOU,
        both(add("支出", item=_line("2109701")), put("科目名称", "2109701", to="某项支出")),
        ("支出", 14, "科目"),
        "代码表里没有上级科目 21097",
    ),
    Case(
        "S404",
        QUANZHOU,
        put("科目名称", "2101501", to="事业运行"),
        ("科目名称", "2101501"),
        "写作“事业运行”，代码表为“行政运行”",
    ),
    Case(
        "S405",
        FUSHUN,
        put("科目名称", to={"30213": "维修( 护)费"}),
        ("科目名称", "30213"),
        "代码表为“维修（护）费”",
    ),
    Case(
        "S406",
        QUANZHOU,
        add("支出", item=_line("2101501")),
        ("支出", 14, "科目"),
        "科目 2101501（一般公共预算）在“支出”里写了两次（第 8 条和第 15 条）",
    ),
    Case(
        "S406",
        ACCOUNT,
        add("收入", item={"科目": "2080501", "一般公共预算": "1.00"}),
        ("收入", 15, "科目"),
        "第 1 条和第 16 条",
    ),
    Case(
        "S407",
        FUSHUN,
        put(ECONOMY, "301", to="5.00"),
        (ECONOMY, "301"),
        "301 写了 5.00，又写了它的 9 个款共 1029.43；印出的 301 是两者之和 1034.43",
    ),
    Case("S408", QUANZHOU, put(ECONOMY, "50101", to="1.00"), (ECONOMY, "50101"), "政府预算"),
    Case(
        "S408",
        QUANZHOU,
        put("项目支出经济分类", "201", to="1.00"),
        ("项目支出经济分类", "201"),
        "201 不是部门预算支出经济分类科目",
    ),
    Case(
        "S409",
        FUSHUN,
        put("项目", 0, "科目", to="2101501"),
        ("项目", 0, "科目"),
        "“支出”里 2101501（一般公共预算）没有项目支出",
    ),
    Case(
        "S410",
        QUANZHOU,
        put("项目", 1, "名称", to="特殊人群医疗费"),
        ("项目", 1, "名称"),
        "“项目”里有两个“特殊人群医疗费”（第 1 条和第 2 条）",
    ),
    Case(
        "S410",
        FUSHUN,
        put("整体绩效目标", "年度主要任务", 1, "名称", to="基本支出人员经费（保工资）"),
        ("整体绩效目标", "年度主要任务", 1, "名称"),
    ),
    Case(
        "S410",
        ACCOUNT,
        put("收支变动", 1, "项目", to="城乡居民医疗保险补助"),
        ("收支变动", 1, "项目"),
    ),
    Case(
        "S411",
        ZHANGZHOU,
        put(*UNITS, 2, "名称", to="漳州市医疗保障监测中心"),
        (*UNITS, 2, "名称"),
        "第 1 条和第 3 条",
    ),
]
OWN = sorted(code for code in RULES if code.startswith("S4"))
# what is true of the documents as they were published, each looked at
PUBLISHED_CODES = {
    FUSHUN: [],
    QUANZHOU: ["S405"],
    ACCOUNT: ["S407", "S407"],
    XIAMEN: [],
    ZHANGZHOU: [],
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_wrong_is_found_at_its_place(
    case: Case, facts: Facts, findings_of: FindingsOf
) -> None:
    text = changed(facts(case.document), case.change)
    found = with_code(findings_of(text), case.code)
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
    assert {case.code for case in CASES} == set(OWN)


def test_the_same_item_from_another_fund_is_another_line(
    facts: Facts, findings_of: FindingsOf
) -> None:
    change = add("支出", item=_line("2101501", 资金性质="单位资金"))
    assert not with_code(findings_of(changed(facts(QUANZHOU), change)), "S406")


def test_a_name_that_nobody_published_is_not_compared(
    facts: Facts, findings_of: FindingsOf
) -> None:
    change = put("科目名称", to={"2010101": "另一个名称"})
    assert not with_code(findings_of(changed(facts(QUANZHOU), change)), "S404", "S405")


def test_an_unknown_code_is_told_once(facts: Facts, findings_of: FindingsOf) -> None:
    line = _line("2101598")
    change = both(add("支出", item=line), add("支出", item={**line, "资金性质": "单位资金"}))
    assert len(with_code(findings_of(changed(facts(QUANZHOU), change)), "S402")) == 1


def test_many_unknown_codes_are_one_finding(facts: Facts, findings_of: FindingsOf) -> None:
    codes = [f"21015{number}" for number in range(60, 80)]
    change = both(*(add("支出", item=_line(code)) for code in codes))
    [finding] = with_code(findings_of(changed(facts(QUANZHOU), change)), "S402")
    assert finding.loc == ("支出", 14, "科目")
    assert f"{'、'.join(codes)}，共 20 个" in finding.message


def test_a_category_that_is_all_there_is_is_no_remainder(
    facts: Facts, findings_of: FindingsOf
) -> None:
    def change(data: Any) -> None:
        data[ECONOMY] = {"301": "1029.43", "302": "160.20", "303": "10.01"}

    assert not with_code(findings_of(changed(facts(FUSHUN), change)), "S407")


def test_a_project_without_a_code_is_not_looked_for(facts: Facts, findings_of: FindingsOf) -> None:
    change = remove("项目", 0, "科目")
    assert not with_code(findings_of(changed(facts(FUSHUN), change)), "S409", "A216")
