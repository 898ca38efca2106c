"""What the law asks for: found where it is missing, and shown where it is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator import load
from generator.check import run_checks
from generator.check.completeness import Requirement, requirements
from generator.findings import RULES, Finding, Level
from generator.profile import load_profile
from tests.check.changing import (
    ACCOUNT,
    DOCUMENTS,
    FUSHUN,
    QUANZHOU,
    XIAMEN,
    ZHANGZHOU,
    Case,
    both,
    changed,
    line_of,
    put,
    remove,
    with_code,
)
from tests.check.conftest import Facts, FindingsOf
from tests.making import PUBLISHED, Make
from tests.making import facts as made_facts

APPROVED = put("批复", "批复日期", to="2025-01-20")
COUNTS = ("三公经费", "情况")
UNITS = ("部门概况", "机构设置", "单位")
CASES = [
    Case(
        "C617",
        ZHANGZHOU,
        both(remove(*UNITS, 1, "在职人数"), remove(*UNITS, 2, "在职人数")),
        (*UNITS, 1, "在职人数"),
        "“预算单位”里“在职人数”的格子空着，没有写，这样的空格共 2 处",
    ),
    Case(
        "C617",
        XIAMEN,
        remove("项目", 0, "资金使用范围"),
        ("项目", 0, "资金使用范围"),
        "“一级项目绩效目标表”里“资金使用范围”的格子空着",
    ),
    Case(
        "C617",
        ACCOUNT,
        remove("一级项目自评", 0, "实施单位"),
        ("一级项目自评", 0, "实施单位"),
        "“一级项目支出绩效自评表”里“实施单位”的格子空着",
    ),
    Case("C616", QUANZHOU, put("年度", to="2026"), ("格式",), "是 2025 年的，数据是 2026 年的"),
    Case(
        "C601", QUANZHOU, put("批复", "文号", to="泉财指〔2025〕1号"), ("批复",), "没有写批复的日期"
    ),
    Case(
        "C602",
        QUANZHOU,
        both(APPROVED, put("批复", "公开日期", to="2025-02-10")),
        ("批复", "公开日期"),
        "相隔 21 天",
    ),
    Case(
        "C603",
        QUANZHOU,
        both(APPROVED, put("批复", "公开日期", to="2025-01-19")),
        ("批复", "公开日期"),
        "早于批复日期 2025-01-20",
    ),
    Case(
        "C605",
        QUANZHOU,
        both(remove("基本支出经济分类", "30305"), put("基本支出经济分类", "303", to="2.27")),
        ("基本支出经济分类", "303"),
        "303 有 2.27 万元没有分到款级科目",
    ),
    Case("C606", QUANZHOU, remove("三公经费"), ("三公经费",)),
    Case("C609", QUANZHOU, remove("政府采购"), ("政府采购",), "没有写“政府采购”"),
    Case("C609", QUANZHOU, remove("机关运行经费"), ("机关运行经费",), "没有写“机关运行经费”"),
    Case("C612", ACCOUNT, put(*COUNTS, "接待批次", to="0"), (*COUNTS, "接待批次"), "3.98 万元"),
    Case("C612", ACCOUNT, put(*COUNTS, "组织出国团组", to="0"), (*COUNTS, "组织出国团组")),
    Case(
        "C613",
        ACCOUNT,
        put(*COUNTS, "接待人次", to="23"),
        (*COUNTS, "接待人次"),
        "23 少于",
    ),
    Case(
        "C609",
        ACCOUNT,
        remove("政府采购", "小微企业"),
        ("政府采购", "小微企业"),
        "没有写“政府采购/小微企业”",
    ),
    Case(
        "C615",
        QUANZHOU,
        put("三公经费用途", "公务接待费", to="接待上级检查和外地考察团组"),
        ("三公经费用途",),
        "“三公经费用途”没有印出：“接待上级检查和外地考察团组”",
    ),
]
# what only a form of another kind can lack
FORMS = {"C604", "C607", "C608", "C610", "C611"}
KNOWN = {
    FUSHUN: [("C601", ("批复",)), ("C608", ())],
    QUANZHOU: [("C601", ("批复",))],
    ACCOUNT: [("C601", ("批复",)), ("C605", ("基本支出经济分类", "302"))],
    XIAMEN: [("C601", ("批复",))],
    ZHANGZHOU: [("C601", ("批复",))],
}
# the requirements that the published documents do not meet
UNMET = {
    FUSHUN: {"143-01", "143-10", "143-11", "143-12", "143-13", "143-14", "143-15"},
    QUANZHOU: {"143-01"},
    ACCOUNT: {"143-01", "143-09"},
    XIAMEN: {"143-01"},
    ZHANGZHOU: {"143-01"},
}
UNTOLD = {"143-02", "143-03", "143-04"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_missing_is_found(case: Case, facts: Facts, findings_of: FindingsOf) -> None:
    text = changed(facts(case.document), case.change)
    found = [one for one in with_code(findings_of(text), case.code) if one.loc == case.loc]
    assert [one.line for one in found] == [line_of(text, case.loc)]
    assert case.says in found[0].message


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_the_published_documents_lack(
    name: str, facts: Facts, findings_of: FindingsOf
) -> None:
    found = [one for one in findings_of(facts(name)) if one.code.startswith("C")]
    assert sorted((one.code, one.loc) for one in found) == KNOWN[name]
    assert Level.ERROR not in {one.level for one in found}


def test_every_code_has_a_case() -> None:
    raised = {case.code for case in CASES} | FORMS
    assert {code for code in RULES if code.startswith("C")} == raised


def test_published_in_time(facts: Facts, findings_of: FindingsOf) -> None:
    change = both(
        APPROVED,
        put("批复", "文号", to="泉财指〔2025〕1号"),
        put("批复", "公开日期", to="2025-02-09"),
    )
    found = findings_of(changed(facts(QUANZHOU), change))
    assert with_code(found, "C601", "C602", "C603") == []


# forms made for a test


def _found(make: Make, code: str, profile: str, template: str) -> list[Finding]:
    made = make(made_facts(), profile=profile, template=template)
    return with_code(run_checks(made).findings, code)


TABLE = """\
tables:
  - id: 支出表
    title: 支出表
    sum: {of: 支出, 资金性质: 一般公共预算}
    rows:
      - {label: 合计, into: 编码, sum: {}, total: true}
      - {subjects: {classification: 支出功能分类, levels: [类]}}
    columns: [{label: 编码, show: 编码}, {label: 合计, sum: {}}]
"""
SHOWN = (
    "{% set 页 = 表('支出表') %}{{ 页.html }}{% for 注 in 页.notes %}<p>{{ 注 }}</p>{% endfor %}"
)


def test_only_those_with_a_form_of_their_own_are_told_to_change_it(make: Make) -> None:
    [own] = _found(make, "C604", TABLE, SHOWN)
    assert "格式里补上" in own.hint
    made = replace(make(made_facts()), profile=load_profile("quanzhou-budget"))
    assert made.profile.packaged
    found = run_checks(made).findings
    assert found and all(one.packaged for one in found)
    assert replace(own, packaged=True).hint == RULES["C604"].packaged != own.hint


def test_tables_are_known_by_what_they_sum(make: Make) -> None:
    [found] = _found(make, "C604", TABLE, SHOWN)
    assert found.loc == ("格式",)
    assert "部门收支总体、部门收入总体、部门支出总体、财政拨款收支总体" in found.message
    assert "一般公共预算支出、" not in found.message
    [found] = _found(make, "C605", TABLE, SHOWN)
    assert found.message == "“支出表”没有列到项级科目"


def test_a_table_that_is_not_printed_is_missing(make: Make) -> None:
    [found] = _found(make, "C604", TABLE, "<p>没有表</p>")
    assert "一般公共预算支出、" in found.message


def test_cells_of_three_public(make: Make) -> None:
    profile = """\
tables:
  - id: 三公表
    title: 三公表
    sum: {of: 三公经费}
    rows: [{sum: {}}]
    columns: [{label: 合计, sum: {}}, {label: 接待, sum: {项目: 公务接待费}}]
"""
    [found] = _found(make, "C607", profile, "{{ 表('三公表').html }}")
    assert "“三公表”没有分列：因公出国（境）费、" in found.message
    assert "接待费" not in found.message


def test_a_note_below_an_empty_table(make: Make) -> None:
    empty = TABLE.replace("一般公共预算", "政府性基金预算")
    [found] = _found(make, "C610", empty, SHOWN)
    assert found.message == "“支出表”是空表，下面没有说明"
    noted = empty + "    empty: 没有这样的支出。\n"
    assert _found(make, "C610", noted, SHOWN) == []
    unprinted = "{{ 表('支出表').html }}"
    assert len(_found(make, "C610", noted, unprinted)) == 1


TARGETS = """\
tables:
  - id: 目标表
    title: 目标表
    form:
      widths: [25, 25, 25, 25]
      rows:
        - lines: [[资金, {amount: 项目资金, narrow: {项目: 名称}, cols: 3}]]
        - {tree: 指标, cells: [{show: 指标}, {show: 目标}]}
"""


def test_a_form_of_targets_without_any(make: Make) -> None:
    [found] = _found(make, "C610", TARGETS, "<p>无</p>")
    assert (found.loc, "目标表" in found.message) == (("项目",), True)
    assert _found(make, "C610", f"{TARGETS}    empty: 没有目标。\n", "<p>无</p>") == []


def test_a_note_below_a_filled_table(make: Make) -> None:
    wrong = TABLE + "    note: 本部门没有这样的支出。\n"
    [found] = _found(make, "C611", wrong, SHOWN)
    assert "“支出表”有数，下面却印着“本部门没有这样的支出。”" in found.message
    standing = TABLE + "    note: 如此表为空表，则表示没有这样的支出。\n"
    assert _found(make, "C611", standing, SHOWN) == []


def test_parts_in_words(make: Make) -> None:
    [found] = _found(make, "C608", TABLE, SHOWN)
    assert "只有表，没有文字说明" in found.message
    template = (
        "<p>支出{{ 数('支出预算') | 金额 }}万元。</p><h2>名词解释</h2><p>一、基本支出。</p>"
        "<p>政府采购预算5.00万元，其中货物5.00万元、工程0.00万元、服务0.00万元。</p>"
        "<h2>名词解释</h2>"
    )
    [found] = _found(make, "C608", TABLE, SHOWN + template)
    assert found.message.startswith("文件缺少：“三公”经费的说明")
    assert "名词解释" not in found.message
    assert "政府采购" not in found.message


# the compliance list


def _list(name: str) -> dict[str, Requirement]:
    [path] = [path for path in PUBLISHED if path.stem == name]
    return {one.id: one for one in requirements(load(path))}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_compliance_list(name: str) -> None:
    listed = _list(name)
    assert len(listed) == 16
    assert {key for key, one in listed.items() if one.met is False} == UNMET[name]
    untold = {key for key, one in listed.items() if one.met is None}
    assert untold == UNTOLD | (set() if name == ACCOUNT else {"143-17"})
    assert all(one.evidence and one.title for one in listed.values())


def test_evidence_names_table_and_section() -> None:
    listed = _list(QUANZHOU)
    assert listed["143-08"].evidence == "“2025年度一般公共预算拨款支出预算表”"
    assert listed["143-13"].evidence == "“（二）政府采购情况”"
    assert "“一、部门主要职责”" in listed["143-12"].evidence
    assert "“（三）公务用车购置及运行费”" in listed["143-10"].evidence
    assert _list(FUSHUN)["143-14"].evidence == "没有名词解释"
    assert _list(ACCOUNT)["143-09"].evidence == "302、303、310 没有分到款"


def test_met_where_dates_are_given(facts: Facts, make: Make) -> None:
    change = both(
        APPROVED,
        put("批复", "文号", to="泉财指〔2025〕1号"),
        put("批复", "公开日期", to="2025-02-10"),
    )
    made = make(changed(facts(QUANZHOU), change))
    listed = {one.id: one for one in requirements(made)}
    assert (listed["143-01"].met, listed["143-01"].evidence) == (True, "泉财指〔2025〕1号")
    assert (listed["143-04"].met, listed["143-04"].evidence) == (False, "批复后 21 天公开")


def test_a_change_without_reason_is_not_explained(facts: Facts, make: Make) -> None:
    change = put("上年", "三公经费", "公务接待费", to="20.00")
    text = changed(facts(XIAMEN), both(change, put("公布文字", to=[])))
    listed = {one.id: one for one in requirements(make(text))}
    assert (listed["143-11"].met, listed["143-11"].evidence) == (False, "公务接待费没有写原因")
