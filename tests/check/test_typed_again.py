"""Words and ordinals that the form prints, typed into the facts again."""

from __future__ import annotations

from generator.check import run_checks
from tests.making import Make, facts


def test_ordinals_typed_before_what_the_form_numbers(make: Make) -> None:
    duties = "主要职责: {条目: [（一）甲, 2.乙, 1.5万人, 丙]}"
    items = f"部门概况: {{{duties}, 机构设置: {{}}, 主要工作: {{条目: [甲]}}}}\n"
    made = make(
        facts("支出: [{科目: 2080505, 基本支出: 1}]\n" + items),
        template="{% for 条 in 部门概况.主要职责.条目 %}"
        "<p>{{ loop.index | 序号('（一）') }}{{ 条.标题 }}</p>{% endfor %}",
    )
    found = [one for one in run_checks(made).findings if one.code == "W534"]
    assert [one.loc[-2:] for one in found] == [(0, "标题"), (1, "标题")]


def test_a_lead_in_typed_again_is_found(make: Make) -> None:
    made = make(
        facts("支出: [{科目: 2080505, 基本支出: 1}]\n原因: {收支: 主要原因是人员增加}\n"),
        template="<p>收入增加，主要原因是{{ 原因.收支 }}。</p>",
    )
    [found] = [one for one in run_checks(made).findings if one.code == "W530"]
    assert "“主要原因是”重复" in found.message
    assert found.loc == ("原因", "收支")
