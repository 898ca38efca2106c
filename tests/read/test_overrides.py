"""Values given in place of what a facts file says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import check, load
from generator.findings import Finding, FindingsError
from generator.origin import origins
from generator.read import read_source
from generator.read.overrides import overridden

TEXT = """\
文种: 部门预算
格式: fujian-budget
年度: 2031
部门:
  名称: 某某局
支出:
  - {科目: 2101501, 基本支出: 20.00}
  - {科目: 2101502, 项目支出: 5.50}
数据版本: 2
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def _found(path: Path, values: Mapping[str, str]) -> list[Finding]:
    with pytest.raises(FindingsError) as raised:
        load(path, overrides=values)
    return list(raised.value.findings)


def test_values_are_put_in_before_anything_is_understood(path: Path) -> None:
    values = {"年度": "2032", "部门/名称": "别的局", "支出/2/项目支出": "7.25", "部门/编码": "101"}
    made = load(path, overrides=values).document
    assert (made.year, made.department.name, made.department.code) == (2032, "别的局", "101")
    assert str(made.expenditures[1].project) == "7.25"
    again = load(path).document
    assert (again.year, again.department.code) == (2031, None)


def test_the_source_is_left_as_it_was(path: Path) -> None:
    source = read_source(path)
    overridden(source, {"部门/名称": "别的局"})
    assert source.data["部门"]["名称"] == "某某局"


WRONG = {
    ("年度", "今年"): "3:5 F203 --set 年度=今年：“年度”：“今年”不是个数",
    ("年份", "2031"): "1:1 F202 --set 年份=2031：不认识“年份”",
    ("部门/名字", "甲"): "4:1 F202 --set 部门/名字=甲：不认识“名字”",
    ("部门/名称", ""): "5:7 F203 --set 部门/名称=：“名称”：不能为空",
    ("支出/3/科目", "2101503"): "6:1 F211 --set 支出/3/科目=2101503：没有“3”",
    ("支出/0/科目", "2101503"): "6:1 F211 --set 支出/0/科目=2101503：没有“0”",
    ("支出/-1/科目", "2101503"): "6:1 F211 --set 支出/-1/科目=2101503：没有“-1”",
    ("支出/甲/科目", "2101503"): "6:1 F211 --set 支出/甲/科目=2101503：没有“甲”",
    ("上年/支出合计", "1"): "1:1 F211 --set 上年/支出合计=1：没有“上年”",
    ("支出", "1"): "6:1 F211 --set 支出=1：这里是一组内容，一次只能改其中的一个值",
    ("支出/1", "1"): "7:5 F211 --set 支出/1=1：这里是一组内容，一次只能改其中的一个值",
    ("年度/年", "1"): "3:5 F211 --set 年度/年=1：没有“年”",
    ("部门//名称", "甲"): "4:1 F211 --set 部门//名称=甲：没有“”",
    ("部门/名称", "甲\u202e乙"): "5:7 R109 --set 部门/名称=甲\u202e乙：文字里有隐藏字符",
    ("部门/名称", "甲\x1b乙"): "5:7 R106 --set 部门/名称=甲\x1b乙：文字里有不可见的控制字符",
}


@pytest.mark.parametrize(("given", "said"), WRONG.items(), ids=range(len(WRONG)))
def test_a_finding_names_the_option(given: tuple[str, str], said: str, path: Path) -> None:
    [one] = _found(path, dict([given]))
    assert one.file == path
    assert f"{one.line}:{one.column} {one.code} {one.message}".startswith(said)


def test_every_wrong_path_is_told(path: Path) -> None:
    assert [one.code for one in _found(path, {"甲/乙": "1", "丙/丁": "2"})] == ["F211", "F211"]


def test_how_a_value_was_read_is_told_with_the_option(path: Path) -> None:
    notes = load(path, overrides={"年度": "２０３１", "部门/名称": "甲\u200b局"}).source.notes
    assert {(one.code, one.option) for one in notes} == {
        ("R202", "年度=２０３１"),
        ("R204", "部门/名称=甲\u200b局"),
    }


def test_checks_place_what_they_find_at_the_option(path: Path) -> None:
    found = check(load(path, overrides={"支出/1/基本支出": "-5"})).findings
    [one] = [one for one in found if one.code == "A104"]
    assert (one.option, one.line, one.column) == ("支出/1/基本支出=-5", 7, 25)
    assert one.message.startswith("--set 支出/1/基本支出=-5：")
    assert {one.option for one in found if one.loc[:2] == ("支出", 1)} <= {""}


def test_where_a_number_comes_from_names_the_option(path: Path) -> None:
    made = load(path, overrides={"支出/1/基本支出": "33.00"})
    terms = [term for one in origins(made, "33.00") for term in one.terms]
    assert "+ 33.00  2101501  支出/1/基本支出（--set 支出/1/基本支出=33.00）" in terms
