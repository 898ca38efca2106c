"""Facts files of an older version brought up to the present one."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings import FindingsError
from generator.model.upgrade import VERSION, upgrade
from generator.model.upgrade.steps import STEPS

PATH = Path("facts.yaml")
OLD = """\
# 头上的注释
文种: 部门预算 # 行末的注释
项目:
  - 名称: 甲
    目标表序号: 2  # 排在后面
  - 目标表序号: 1
    名称: 乙
  - {名称: 丙, 目标表序号: 3, 资金: {}}
  - {名称: 丁, 目标表序号: 4}

公布文字:
  # 错字
  - {位置: 封面, 原文: "甲 局",  公布: 甲局, 原因: 空格}
  - 位置: 封面
    原文: |
      乙
    公布: 丙
    原因: 错字
"""
NEW = """\
# 头上的注释
数据版本: 2
文种: 部门预算 # 行末的注释
项目:
  - 名称: 甲
    # 目标表序号: 2  # 排在后面
  - # 目标表序号: 1
    名称: 乙
  - {名称: 丙, 资金: {}}
  - {名称: 丁}

公布文字:
  # 错字
  - {位置: 封面, 换: "甲 局",  为: 甲局, 原因: 空格}
  - 位置: 封面
    换: |
      乙
    为: 丙
    原因: 错字
"""


def test_only_what_a_step_names_is_changed() -> None:
    upgraded = upgrade(PATH, OLD)
    assert (upgraded.version, upgraded.text) == (1, NEW)
    assert "第 13 行：“原文”改为“换”" in upgraded.changes
    assert any(change.startswith("第 5 行：“目标表序号”不再用") for change in upgraded.changes)
    assert upgraded.changes[-1] == "加上“数据版本: 2”"


def test_a_file_of_the_present_version_stays_as_it_is() -> None:
    again = upgrade(PATH, NEW)
    assert (again.text, again.version, again.changes) == (NEW, VERSION, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("数据版本: 1 # 旧\n文种: 甲\n", "数据版本: 2 # 旧\n文种: 甲\n"),
        ("{文种: 甲}\n", "{数据版本: 2, 文种: 甲}\n"),
    ],
)
def test_the_version_is_written_down(old: str, new: str) -> None:
    assert upgrade(PATH, old).text == new


def test_a_node_under_two_names_is_changed_once() -> None:
    old = "公布文字:\n  - &甲 {位置: 封面, 原文: 乙, 公布: 丙, 原因: 丁}\n  - *甲\n"
    new = "数据版本: 2\n公布文字:\n  - &甲 {位置: 封面, 换: 乙, 为: 丙, 原因: 丁}\n  - *甲\n"
    assert upgrade(PATH, old).text == new


@pytest.mark.parametrize("value", ["0", "3", "二", "2.0", "[2]"])
def test_a_version_that_there_is_not_is_an_error(value: str) -> None:
    with pytest.raises(FindingsError) as caught:
        upgrade(PATH, f"文种: 甲\n数据版本: {value}\n")
    [finding] = caught.value.findings
    assert (finding.code, finding.line) == ("F212", 2)


def test_there_is_a_step_from_each_version() -> None:
    assert list(STEPS) == list(range(1, VERSION))
