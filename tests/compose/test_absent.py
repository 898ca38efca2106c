"""Facts that a form needs and nobody typed: all of them are found, and nothing prints None."""

from __future__ import annotations

from generator import Disclosure
from tests.making import Make, facts, printed

PROJECTS = """\
支出: []
项目:
  - {名称: 甲, 资金: {一般公共预算: 1}}
  - {名称: 乙, 资金: {一般公共预算: 1}, 立项依据: 有}
"""


def _found(made: Disclosure) -> list[tuple[str, str, int]]:
    return [
        (one.code, one.message, one.line) for one in map(made.source.locate, made.printed.findings)
    ]


def test_every_absent_fact_is_found_at_its_place(make: Make) -> None:
    template = (
        "<p>{{ 原因.收支 }}</p><p>{{ 批复.文号 }}</p><p>{{ 批复.批复日期 }}</p>"
        "<p>{{ 合理保障 }}</p>"
        "{% for 一项 in 项目 %}<p>{{ 一项.名称 }}：{{ 一项.立项依据 }}</p>{% endfor %}"
    )
    made = make(facts(PROJECTS + "原因: {收入: 有}\n"), template=template)
    assert _found(made) == [
        ("T401", "没有写“原因/收支”", 9),
        ("T401", "没有写“批复”", 1),
        ("T401", "没有写“合理保障”", 1),
        ("T401", "没有写“项目/1/立项依据”", 7),
    ]
    assert printed(made) == [
        "〔未填〕",
        "〔未填〕",
        "〔未填〕",
        "〔未填〕",
        "甲：〔未填〕",
        "乙：有",
    ]


def test_asking_is_no_use(make: Make) -> None:
    template = (
        "<p>{{ 原因.收支 or '无' }}{{ 批复.文号 or '无' }}{% if 合理保障 %}有{% endif %}"
        "{{ '无' if 合理保障 is none else '有' }}{{ '有' if 年度 is none else '无' }}"
        "{{ 合理保障 | default('无') }}</p>"
    )
    made = make(template=template)
    assert printed(made) == ["无无无无无"]
    assert _found(made) == []


def test_going_through_an_absent_group_is_use(make: Make) -> None:
    template = (
        "<p>{% for 条 in 部门概况.主要职责.条目 %}{{ 条 }}{% endfor %}"
        "{{ 部门概况.机构设置.单位 | length }}{{ 三公经费.values() | sum }}</p>"
    )
    made = make(template=template)
    assert {message for _, message, _ in _found(made)} == {"没有写“部门概况”", "没有写“三公经费”"}


def test_words_and_labels_are_looked_through_too(make: Make) -> None:
    profile = """
words: {保障: "保障了{{ 合理保障 }}"}
tables:
  - {id: 单, rows: [{label: "{{ 重点压减 }}"}], columns: [{label: "{{ 部门.编码 }}", show: 标签}]}
"""
    made = make(profile=profile, template="<p>{{ 保障 }}</p>{{ 表('单').html }}")
    assert {message for _, message, _ in _found(made)} == {
        "没有写“合理保障”",
        "没有写“重点压减”",
        "没有写“部门/编码”",
    }
