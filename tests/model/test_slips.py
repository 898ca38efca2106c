"""Values that were written as YAML or a word processor makes them, and what is meant by them."""

from __future__ import annotations

from tests.making import Make, facts

BODY = """\
支出: [{科目: 2080505, 基本支出: “10.00”, 资金性质: “一般公共预算”}]
金额单位: “万元”
部门概况:
  主要职责:
    条目:
      - 完成任务: 一是甲，二是乙
      - {标题: 甲, 段落: [要求: 乙]}
  机构设置: {内设机构: 1}
  主要工作: {条目: [甲]}
整体绩效目标:
  总体目标: [目标一: 甲]
  指标: {产出: {数量: [{指标: 甲, 方向: “≥”, 目标值: 5, 单位: “个”}]}}
"""


def test_quotes_around_numbers_and_words_are_left_out(make: Make) -> None:
    made = make(facts(BODY))
    [line] = made.document.expenditures
    assert (str(line.basic), line.fund, made.document.unit) == ("10.00", "一般公共预算", "万元")
    [leaf] = made.facts["整体绩效目标"]["指标"]["产出"]["数量"]
    assert (leaf["方向"], leaf["单位"]) == ("≥", "个")
    [note] = [one for one in made.source.notes if one.code == "R218"]
    assert (note.line, note.message) == (5, "略去了 “10.00” 外面的引号（共 5 处）")


def test_an_item_with_a_colon_is_one_text(make: Make) -> None:
    made = make(facts(BODY))
    duties = made.facts["部门概况"]["主要职责"]["条目"]
    assert [one["标题"] for one in duties] == ["完成任务：一是甲，二是乙", "甲"]
    assert duties[1]["段落"] == ["要求：乙"]
    assert made.facts["整体绩效目标"]["总体目标"] == ["目标一：甲"]
    [note] = [one for one in made.source.notes if one.code == "R217"]
    assert (note.line, note.params["count"]) == (10, "3")
