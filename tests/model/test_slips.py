"""Values that were written as YAML or a word processor makes them, and what is meant by them."""

from __future__ import annotations

import pytest

from generator.findings import FindingsError
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


TYPED_NUMBERS = [
    ("27.05万元", "27.05"),
    ("２７.０５ 万元", "27.05"),
    ("27.05万", "27.05"),
    ("1,234.50万元", "1234.50"),
    ("（12.30）", "-12.30"),
    ("(1,012.30)万元", "-1012.30"),
]


@pytest.mark.parametrize(("typed", "amount"), TYPED_NUMBERS)
def test_an_amount_as_word_and_excel_write_it(typed: str, amount: str, make: Make) -> None:
    made = make(facts(f"支出: [{{科目: 2080505, 基本支出: '{typed}'}}]\n"))
    assert str(made.document.expenditures[0].basic) == amount
    [note] = [one for one in made.source.notes if one.code == "R219"]
    assert note.message == f"“{typed}”读作 {amount}（共 1 处）"


@pytest.mark.parametrize(
    "typed", ["27.05元", "27.05亿元", "1 234.50", "（）", "（12）", "12—", "—"]
)
def test_what_can_mean_something_else_is_no_amount(typed: str, make: Make) -> None:
    with pytest.raises(FindingsError) as error:
        make(facts(f"支出: [{{科目: 2080505, 基本支出: '{typed}'}}]\n"))
    assert [one.code for one in error.value.findings] == ["F203"]


def test_the_unit_of_the_file_is_the_one_that_may_stand_behind_an_amount(make: Make) -> None:
    text = facts("金额单位: 元\n支出: [{科目: 2080505, 基本支出: 270500元}]\n")
    assert str(make(text).document.expenditures[0].basic) == "270500"
    with pytest.raises(FindingsError):
        make(text.replace("270500元", "27.05万元"))


def test_numbers_of_things_with_the_word_for_them(make: Make) -> None:
    assets = "{车辆: {其他用车: 3辆}, 单位价值100万元以上设备: 2台（套）, 购置车辆: １ 辆}"
    text = facts(f"支出: []\n国有资产: {assets}\n").replace("年度: 2031", "年度: 2031年度")
    made = make(text)
    found = made.document.assets
    assert found
    assert (found.cars, found.equipment, found.cars_to_buy) == ({"其他用车": 3}, 2, 1)
    assert made.document.year == 2031
    [note] = [one for one in made.source.notes if one.code == "R219"]
    assert note.params["count"] == "4"
