"""Reasons, typed amounts and years, punctuation, printed sentences, statements."""

from __future__ import annotations

import pytest

from generator.check import run_checks
from generator.findings import RULES, Level, Loc
from tests.check.changing import (
    ACCOUNT,
    DOCUMENTS,
    FUSHUN,
    QUANZHOU,
    XIAMEN,
    ZHANGZHOU,
    Case,
    changed,
    line_of,
    put,
    remove,
    with_code,
)
from tests.check.conftest import Facts, FindingsOf
from tests.making import Make
from tests.making import facts as made_facts

PURPOSE = ("支出", 0, "用途")
GOAL = ("项目", 1, "总体目标", 0)
CONTENT = ("项目", 0, "项目内容")
TASK = ("部门概况", "主要工作", "条目", 0)


REASONS = [
    Case(
        "W502", XIAMEN, remove("原因", "机关运行经费"), ("原因", "机关运行经费"), "增加 81.62 万元"
    ),
    Case(
        "W503",
        QUANZHOU,
        put("原因", "公务接待费", to="外地来访批次增加"),
        ("原因", "公务接待费"),
        "公务接待费与上年持平，原因却说“增加”",
    ),
    Case(
        "W503",
        QUANZHOU,
        put("原因", "机关运行经费", to="各项标准与上年一致"),
        ("原因", "机关运行经费"),
        "减少 56.84 万元，原因却说“与上年一致”",
    ),
    Case(
        "W504",
        QUANZHOU,
        put("原因", "机关运行经费", to="新增在编人员"),
        ("原因", "机关运行经费"),
        "减少 56.84 万元，原因却只说“新增”",
    ),
    Case(
        "W504",
        ACCOUNT,
        put("支出", 0, "原因", to="厉行节约"),
        ("支出", 0, "原因"),
        "增加 17.91 万元，原因却只说“厉行节约”",
    ),
    Case(
        "W505",
        QUANZHOU,
        put("原因", "机关运行经费", to="机关运行经费比上年减少56.84万元，下降12.96%"),
        ("原因", "机关运行经费"),
    ),
]
AMOUNTS = [
    Case(
        "W510",
        QUANZHOU,
        put("原因", "收支", to="医保工作经费减少321.55万元"),
        ("原因", "收支"),
        "321.55万元不等于",
    ),
    Case("W511", QUANZHOU, put(*GOAL, to="控制在2732万元以内"), GOAL, "数据是 2723.00 万元"),
    Case(
        "W511",
        QUANZHOU,
        put("原因", "收支", to="特殊人群医疗费减少到1115.10万元"),
        ("原因", "收支"),
        "数据是 1111.50 万元（两个数字颠倒）",
    ),
    Case("W512", QUANZHOU, put(*GOAL, to="控制在2723元以内"), GOAL, "数据是 2723.00 万元"),
    Case("W512", QUANZHOU, put(*GOAL, to="控制在27230000万元以内"), GOAL, "数据是 2723.00 万元"),
    Case("W512", QUANZHOU, put(*GOAL, to="控制在2723元万以内"), GOAL, "应是“万元”"),
    Case(
        "W512",
        QUANZHOU,
        put(*CONTENT, to="甲类13.2万元，乙类137.2元，丙类2.8万元"),
        CONTENT,
        "前后各数都是“万元”",
    ),
    Case("W513", QUANZHOU, put(*TASK, to="2022年，继续推进改革。"), (*TASK, "标题"), "“2022年”"),
    Case("W514", QUANZHOU, put(*CONTENT, to="2024年预算安排1111.50万元"), CONTENT, "2024 年预算"),
    Case("W515", QUANZHOU, put(*CONTENT, to="劳务费200万，另有20.50万元"), CONTENT, "“200万”"),
]
MARKS = [
    Case("W520", QUANZHOU, put(*PURPOSE, to="补贴（含提租补贴)"), PURPOSE, "（含提租补贴)"),
    Case("W521", QUANZHOU, put(*PURPOSE, to="补贴（含提租补贴"), PURPOSE, "“（”没有成对"),
    Case("W521", QUANZHOU, put(*PURPOSE, to="发放《办法》规定的》补贴"), PURPOSE, "“》”没有成对"),
    Case(
        "W521",
        QUANZHOU,
        put("项目", 0, "名称", to="特殊人群“医疗费"),
        ("项目", 0, "名称"),
        "““”没有成对",
    ),
    Case("W522", QUANZHOU, put(*PURPOSE, to="补贴,福利,慰问"), PURPOSE, "共 2 处"),
    Case("W523", QUANZHOU, put(*GOAL, to="根据泉财社（2025）5号下达"), GOAL, "泉财社（2025）5号"),
    Case("W524", QUANZHOU, put(*PURPOSE, to='发放"三支一扶"补贴'), PURPOSE),
    Case(
        "W525",
        QUANZHOU,
        put(*CONTENT, to="《关于提前下达2025年补助资金的通知》（泉财社〔2022〕5号）"),
        CONTENT,
        "标题说的是 2025 年，文号是 2022 年的",
    ),
]
SENTENCES = [
    Case("W530", QUANZHOU, put(*PURPOSE, to="用于单位退休人员补贴"), PURPOSE, "“用于”重复"),
    Case("W530", QUANZHOU, put(*PURPOSE, to="退休人员支出"), PURPOSE, "退休人员支出支出。"),
    Case(
        "W530",
        QUANZHOU,
        put("项目", 0, "名称", to="特殊人群医疗费项目"),
        ("项目", 0, "名称"),
        "项目项目绩效目标表",
    ),
    Case(
        "W531",
        QUANZHOU,
        put("原因", "机关运行经费", to="压减办公经费。"),
        ("原因", "机关运行经费"),
        "压减办公经费。。",
    ),
    Case("W532", QUANZHOU, put(*PURPOSE, to="XX单位退休人员补贴"), PURPOSE, "“XX”"),
    Case("W532", QUANZHOU, put(*PURPOSE, to="补贴（此处填写补贴名称）"), PURPOSE, "（此处"),
    Case("W540", QUANZHOU, put("绩效说明", to="本部门无项目绩效目标。"), ("绩效说明",), "2 个项目"),
    Case(
        "W540",
        QUANZHOU,
        put("绩效说明", to="本部门没有使用一般公共预算拨款安排的支出。"),
        ("绩效说明",),
        "一般公共预算支出 10332.83 万元",
    ),
    Case(
        "W540",
        ZHANGZHOU,
        put("原因", "公务接待费", to="本年没有公务接待活动"),
        ("原因", "公务接待费"),
        "公务接待费 2.70 万元",
    ),
    Case(
        "W540",
        ACCOUNT,
        put("原因", "因公出国（境）费", to="本年未组织出国"),
        ("原因", "因公出国（境）费"),
        "因公出国（境）费 6.46 万元",
    ),
]
CASES = [*REASONS, *AMOUNTS, *MARKS, *SENTENCES]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_fault_is_found_at_its_place(case: Case, facts: Facts, findings_of: FindingsOf) -> None:
    text = changed(facts(case.document), case.change)
    found = [one for one in with_code(findings_of(text), case.code) if one.loc == case.loc]
    assert [one.line for one in found] == [line_of(text, case.loc)]
    assert case.says in found[0].message


def test_every_code_has_a_case() -> None:
    raised = {case.code for case in CASES} | {"W501", "W506", "W533", "W534"}
    assert {code for code in RULES if code.startswith("W")} == raised


def test_no_case_is_a_fault_that_was_published() -> None:
    assert not [case for case in CASES if (case.code, case.loc) in KNOWN[case.document]]


# what is found in the published documents, each a fault of what was published
CONTENT_1 = ("项目", 1, "项目内容")
KNOWN: dict[str, list[tuple[str, Loc]]] = {
    FUSHUN: [
        ("W512", CONTENT_1),
        ("W514", CONTENT_1),
        ("W515", ("项目", 2, "项目内容")),
        ("W515", ("项目", 3, "项目内容")),
        ("W523", ("项目", 4, "项目内容")),
        ("W525", ("项目", 4, "项目内容")),
        ("W523", ("项目", 5, "项目内容")),
        ("W523", ("项目", 6, "项目内容")),
        ("W525", ("项目", 6, "项目内容")),
        ("W523", ("项目", 7, "项目内容")),
        ("W523", ("项目", 8, "项目内容")),
        ("W512", ("项目", 9, "项目内容")),
    ],
    QUANZHOU: [
        ("W522", ("项目", 0, "总体目标", 0)),
        ("W523", ("项目", 0, "总体目标", 0)),
        ("W522", ("整体绩效目标", "总体目标", 0)),
    ],
    ACCOUNT: [
        ("W502", ("原因", "收入")),
        ("W502", ("原因", "支出")),
        ("W502", ("原因", "一般公共预算支出")),
        ("W522", ("整体支出自评", "任务", 0, "年度工作任务")),
        ("W522", ("整体支出自评", "任务", 1, "年度工作任务")),
        ("W522", ("整体支出自评", "任务", 2, "年度工作任务")),
    ],
    XIAMEN: [],
    ZHANGZHOU: [
        ("W530", ("支出", 8, "用途")),
        ("W503", ("原因", "公务接待费")),
        ("W510", ("项目", 2, "总体目标", 0)),
        ("W523", ("项目", 5, "立项依据")),
        ("W540", ("绩效说明",)),
    ],
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_faults_of_the_published_words(
    name: str, facts: Facts, findings_of: FindingsOf
) -> None:
    found = [one for one in findings_of(facts(name)) if one.code.startswith("W")]
    assert [(one.code, one.loc) for one in found] == KNOWN[name]
    assert Level.ERROR not in {one.level for one in found}


FINE = [
    "1）退休人员补贴（含（一）提租补贴）；2）高龄补贴",
    "“小的”“老的”和《办法》规定的补贴",
    "每人每年770元，标准由300元提高到800元",
    "约49万元的补贴和50万元左右的慰问金",
    "自2019年以来、到2030年、2022年3月1日起和2018年底前的补贴",
    "研究《“十四五”规划》（国办发〔2021〕36号）和泉财社〔2022〕5号",
    "一步一步推进",
    "没有政府性基金预算安排支出的项目",
]


@pytest.mark.parametrize("text", FINE)
def test_a_text_without_fault(text: str, facts: Facts, findings_of: FindingsOf) -> None:
    found = findings_of(changed(facts(QUANZHOU), put(*PURPOSE, to=text)))
    assert [one.message for one in found if one.loc == PURPOSE] == []


def test_a_reason_may_have_two_sides(facts: Facts, findings_of: FindingsOf) -> None:
    change = put("原因", "机关运行经费", to="新增人员经费，同时压减办公经费")
    assert with_code(findings_of(changed(facts(QUANZHOU), change)), "W504") == []


def test_a_denied_word_is_not_said(facts: Facts, findings_of: FindingsOf) -> None:
    change = put("原因", "公务接待费", to="本年没有新增接待任务")
    found = with_code(findings_of(changed(facts(QUANZHOU), change)), "W503", "W504")
    assert found == []


ITEMS = (
    "{% for 项 in 项级('一般公共预算') %}"
    "<p>{{ 项.名称 }}{{ 数('项级支出', 科目=项.科目) | 金额 }}万元，"
    "主要用于{{ 项.用途 }}支出。主要原因是：{{ 项.原因 }}。</p>{% endfor %}"
)


def _lines(count: int) -> str:
    codes = (2080501, 2080502, 2080505, 2080506, 2101101, 2101102, 2101103, 2101501)
    lines = "".join(f"  - {{科目: {code}, 项目支出: 1}}\n" for code in codes[:count])
    return made_facts(f"支出:\n{lines}")


def test_sentences_without_their_reason(make: Make) -> None:
    total = "<p>收入共{{ 数('收入预算') | 金额 }}万元，主要原因是{{ 原因.收支 or '' }}。</p>"
    template = f"<h2>收入</h2>{total}{total.replace('收入共', '共')}"
    [found] = with_code(run_checks(make(template=template)).findings, "W501")
    assert (found.loc, "共 2 处" in found.message) == (("原因", "收支"), True)
    for count, shown in ((1, ""), (8, "共 8 处")):
        findings = run_checks(make(_lines(count), template=ITEMS)).findings
        [one] = with_code(findings, "W501")
        assert (one.loc, shown in one.message) == (("支出", 0, "原因"), True)


def test_sentences_without_a_purpose(make: Make) -> None:
    found = with_code(run_checks(make(_lines(2), template=ITEMS)).findings, "W506")
    assert [one.loc for one in found] == [("支出", 0, "用途"), ("支出", 1, "用途")]
    assert "主要用于支出。" in found[0].message


def test_what_was_published_so_is_not_found_twice(facts: Facts, findings_of: FindingsOf) -> None:
    found = findings_of(facts(XIAMEN))
    assert [one.code for one in found if "。。" in one.message] == ["P306"]


def test_words_of_the_form_for_its_authors(make: Make) -> None:
    template = "<h2>说明</h2><p>（此处填写说明）</p><p>{{ 部门.名称 }}</p>"
    made = make(made_facts(), template=template)
    [found] = with_code(run_checks(made).findings, "W533")
    assert (found.loc, found.line) == (("格式",), 2)
    assert "“说明”下印出“（此处填写说明）”" in found.message


def test_typed_words_are_not_blamed_on_the_form(facts: Facts, findings_of: FindingsOf) -> None:
    found = findings_of(changed(facts(QUANZHOU), put(*PURPOSE, to="XX单位退休人员补贴")))
    assert with_code(found, "W533") == []


LEFT_OUT = [
    ("fujian-budget", "部门预算", "支出预算"),
    ("national-final-account", "部门决算", "支出合计"),
]


@pytest.mark.parametrize(("form", "kind", "name"), LEFT_OUT)
def test_a_change_is_called_what_the_kind_of_document_calls_it(
    form: str, kind: str, name: str, make: Make
) -> None:
    text = made_facts("支出: [{科目: 2101501, 基本支出: 9, 上年: 5}]\n上年: {支出合计: 5}\n", kind)
    template = (
        "<p>{{ 数('支出预算') | 比较('甲') }}{{ 原因.支出 or '' }}</p>"
        "<p>{{ 数('项级支出', 科目='2101501') | 比较('甲') }}"
        "{% for 项 in 项级('一般公共预算') %}{{ 项.原因 }}{% endfor %}</p>"
    )
    words = "comparisons: {甲: {up: '多{变动}', down: '少{变动}', flat: 平}}\n"
    found = run_checks(make(text, extends=form, profile=words, template=template))
    assert [(one.message, one.hint) for one in found.findings if one.code == "W502"] == [
        (f"{name}比上年增加 4.00 万元，没有写原因", "在“原因”里补上“支出”"),
        ("2101501 行政运行比上年增加 4.00 万元，没有写原因", "在这一行补上“原因”"),
    ]
