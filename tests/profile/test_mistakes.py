"""A profile in which a name names nothing is refused, with the place and the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import load, render
from generator.compose.text import TemplateError
from generator.findings import GongkaiError
from generator.profile import ProfileError, known_profiles, load_profile
from tests.making import Make

HEAD = "extends: _base\n说明: {名称: 甲, 文种: [部门预算]}\n"
TABLE = "tables:\n  - {id: 表一, sum: {of: 支出}, rows: [{sum: {}}], columns: [%s]}\n"
FORM = "tables:\n  - {id: 表一, form: {widths: [1, 1], rows: [%s]}}\n"


def problem(folder: Path, text: str, name: str = "甲") -> str:
    """What is said of the profile with this text."""
    (folder / name).mkdir(exist_ok=True)
    (folder / name / "profile.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(name, [folder])
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("figures: {甲: {sum: {of: 支岀}}}", "没有数据集“支岀”；是不是“支出”？"),
        ("figures: {甲: {sum: {支出性质: 基本支出}}}", "figures/甲/sum：没有数据集“”"),
        ("figures: {甲: {sum: {of: 支出, 性质: 基本}}}", "没有数据集“支出”的维度“性质”"),
        ("figures: {甲: {sum: {of: 上年, 指标: 支出总计}}}", "没有“指标”的取值“支出总计”"),
        ("figures: {甲: {sum: {of: 收入, sign: 乘}}}", "sign 应写“加”或“减”，不是“乘”"),
        ("comparisons: {甲: {up: 多, down: 少, flat: 同, format: 文}}", "没有数字格式“文”"),
        ("print: [表二]", "print/表二：没有表“表二”"),
        ("foo: 1", "foo：不认识这个键"),
        ("tables: [{id: 表一}]", "tables/表一：要有 columns 和 rows，或者 blocks，或者 form"),
        ("tables: [{id: 表一, foo: 1}]", "tables/0/foo：不认识这个键"),
        (TABLE % "{sum: {支出性质: 基本}}", "没有“支出性质”的取值“基本”；是不是“基本支出”？"),
        (TABLE % "{label: 甲, sum: {}, format: 无}", "columns/甲/format：没有数字格式“无”"),
        (
            "tables: [{id: 表一, rows: [{categories: {list: 无}}], columns: [{sum: {}}]}]",
            "没有categories 里的“无”",
        ),
        (
            "tables: [{id: 表一, strips: [[1, 2]], rows: [{sum: {}}], columns: [{sum: {}}]}]",
            "strips：栏号应在 1 至 1 之间",
        ),
        (FORM % "{lines: [[甲]]}", "lines/1：这一行（连同左边的）共 1 列，widths 是 2 列"),
        (FORM % "{tree: 指标, cells: [{show: 指标}]}", "cells：这一行（连同左边的）共 3 列"),
        (FORM % "{lines: [[甲, {amount: 无}]]}", "没有指标“无”"),
        (FORM % "{lines: [[甲, {show: 乙, narrow: {项: 名称}}]]}", "narrow：没有维度“项”"),
    ],
)
def test_name_that_names_nothing(tmp_path: Path, text: str, said: str) -> None:
    assert said in problem(tmp_path, f"{HEAD}{text}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c", "甲/profile.yaml:1:5：YAML 写法有误"),
        ("- a", "最外层应是“键: 值”"),
        ("extends: [a]", "extends 应是一个格式的名字"),
        ("extends: 甲", "extends 互相引用"),
        ("extends: 乙", "格式“甲”的 extends：没有格式“乙”；可用的格式："),
    ],
)
def test_file_that_is_no_profile(tmp_path: Path, text: str, said: str) -> None:
    assert said in problem(tmp_path, text)


def test_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "profile.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match="不是 UTF-8"):
        load_profile("甲", [tmp_path])


def test_packaged_profiles_have_no_mistakes() -> None:
    assert len(known_profiles()) >= 7
    for name in known_profiles():
        assert load_profile(name).id == name


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ 数('无') | 金额 }}", "没有指标“无”"),
        ("{{ 数('支出预算', 阶段='预算') | 金额 }}", "没有数据集“支出”的维度“阶段”"),
        ("{{ 数('支出预算', 拨款='无') | 金额 }}", "没有“拨款”的取值“无”"),
        ("{{ 数('支出预算') | 金额('无') }}", "没有数字格式“无”"),
        ("{{ 数('支出预算') | 比较('无') }}", "没有比较“无”"),
        ("{{ 表('无').html }}", "没有表“无”"),
        ("{{ 无 }}", "没有“无”：它不是数据文件的键，也不在格式的 words 里"),
        ("{{ 部门.无 }}", "没有“无”这一项"),
        ("{{ 1 // 0 }}", "by zero"),
        ("{{ 年度 + '年' }}", "unsupported operand"),
        ("{% include '无.html' %}", "没有模板“无.html”"),
        ("{% if %}", "Expected an expression"),
    ],
)
def test_template_that_names_nothing(make: Make, template: str, said: str) -> None:
    page = "{% include 'part.html' %}"
    with pytest.raises(TemplateError) as caught:
        make(template=page, part=f"\n\n{template}").printed  # noqa: B018
    assert str(caught.value).startswith("模板 part.html:3：")
    assert said in str(caught.value)


def test_value_of_any_word_may_be_anything(make: Make) -> None:
    made = make(template="<p>{{ 数('三公经费', 项目='没有的') | 金额 }}</p>")
    assert load(made.source.path).printed.document.body.findtext("section/p/data") == "0.00"


@pytest.mark.parametrize("format_", ["html", "pdf", "docx"])
@pytest.mark.parametrize("element", ["<i>甲</i>", "<p class='red'>甲</p>", "<script>1</script>"])
def test_element_outside_the_vocabulary(make: Make, element: str, format_: str) -> None:
    with pytest.raises(GongkaiError, match=r"不认识的类|不能有这个元素"):
        render(make(template=element), [format_])
