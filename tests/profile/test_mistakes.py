"""A profile in which a name names nothing is refused, with the place and the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import render
from generator.compose import TemplateError
from generator.findings import DeclarationError, GongkaiError
from generator.profile import known_profiles, load_profile
from tests.making import Make

HEAD = "extends: _base\n说明: {名称: 甲, 文种: [部门预算]}\n"
TABLE = "tables:\n  - {id: 表一, sum: {of: 支出}, rows: [{sum: {}}], columns: [%s]}\n"
FORM = "tables:\n  - {id: 表一, form: {widths: [1, 1], rows: [%s]}}\n"


def problem(folder: Path, text: str, name: str = "甲") -> str:
    """What is said of the profile with this text."""
    (folder / name).mkdir(exist_ok=True)
    (folder / name / "profile.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        load_profile(name, [folder])
    assert {finding.file for finding in caught.value.findings} == {folder / name / "profile.yaml"}
    return "\n".join(f"{one.line}:{one.column} {one.message}" for one in caught.value.findings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "figures: {甲: {sum: {of: 支岀}}}",
            "3:20 figures/甲/sum：没有数据集“支岀”；是不是“支出”？",
        ),
        ("figures: {甲: {sum: {支出性质: 基本支出}}}", "figures/甲/sum：没有数据集“”"),
        ("figures: {甲: {sum: {of: 支出, 性质: 基本}}}", "没有数据集“支出”的维度“性质”"),
        ("figures: {甲: {sum: {of: 上年, 指标: 支出总计}}}", "没有“指标”的取值“支出总计”"),
        ("figures: {甲: {sum: {of: 收入, sign: 乘}}}", "3:20 “sum”：sign 应写“加”或“减”，不是“乘”"),
        ("comparisons: {甲: {up: 多, down: 少, flat: 同, format: 文}}", "没有数字格式“文”"),
        ("print: [表二]", "3:9 print/1：没有表“表二”；可用：无"),
        ("foo: 1", "3:6 不认识“foo”"),
        ("words: {年度: '1999'}", "3:13 words/年度：“年度”是数据文件的键，不能再作词语的名字"),
        ("words: {甲: 乙, 部门: 丙}", "words/部门：“部门”是数据文件的键"),
        ("words: {上年度: 1}", "words/上年度：“上年度”是模板里已有的内容"),
        ("words: {数: 1}", "words/数：“数”是模板的函数"),
        ("tables: [{id: 表一}]", "3:10 tables/表一：要有 columns 和 rows，或者 blocks，或者 form"),
        ("tables: [{id: 表一, foo: 1}]", "3:24 不认识“foo”"),
        ("tables: [{id: 表一}, {id: 表一}]", "3:20 tables/表一：同一个 id 写了两次"),
        ("theme: ", "3:7 “theme”没有填写"),
        (TABLE % "{sum: {支出性质: 基本}}", "没有“支出性质”的取值“基本”；是不是“基本支出”？"),
        (
            TABLE % "{label: 甲, sum: {}, format: 无}",
            "4:86 tables/表一/columns/甲/format：没有数字格式“无”",
        ),
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
        ("a: b: c", "1:5 YAML 写法有误"),
        ("- a", "1:1 文件最外层应是“键: 值”"),
        ("", "1:1 文件里没有内容"),
        ("extends: [a]", "1:10 extends：应是一个格式的名字"),
        ("extends: 甲", "1:10 extends：互相引用，没有尽头"),
        ("extends: 乙", "1:10 extends：没有格式“乙”；可用："),
        ("extends: ../乙", "1:10 extends：没有格式“../乙”；可用："),
        ("extends: ~", "1:10 extends：应是一个格式的名字"),
        ("说明: {}\n说明: {}", "2:1 “说明”在同一处写了两次（第一次在第 1 行）"),
        ("说明: {<<: 甲}", "1:10 “<<”后面应是"),
        (f"a: &a {'长' * 20_000}\nb: [{'*a, ' * 450}]", "文件内容过大"),
        ("a: " + "[" * 100 + "]" * 100, "1:43 文件内容过大或嵌套过深（超过 40 层）"),
        ("a: '\x07'", "1:5 文字里有不可见的控制字符（U+0007）"),
        ("a: '\u202e'", "1:5 文字里有隐藏字符 U+202E"),
        ("a: '\u200b'", "1:5 忽略了看不见的零宽字符"),
    ],
)
def test_file_that_is_no_profile(tmp_path: Path, text: str, said: str) -> None:
    assert said in problem(tmp_path, text)


def test_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    for content, code in ((b"\xff\xfe\x00", "R104"), ("甲: 乙".encode("gbk"), "G102")):
        (tmp_path / "甲" / "profile.yaml").write_bytes(content)
        with pytest.raises(DeclarationError, match=code):
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
        ("{{ 1 // 0 }}", "除数是零"),
        ("{{ 年度 + '年' }}", "只有数能计算，这里是一段文字（接文字用 ~）"),
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
    made = make(template="<p>{{ 数('项目资金', 项目='没有的') | 金额 }}</p>")
    assert made.printed.document.body.findtext("section/p/data") == "0.00"


@pytest.mark.parametrize("format_", ["html", "pdf", "docx"])
@pytest.mark.parametrize("element", ["<i>甲</i>", "<p class='red'>甲</p>", "<script>1</script>"])
def test_element_outside_the_vocabulary(make: Make, element: str, format_: str) -> None:
    with pytest.raises(GongkaiError, match=r"不认识的类|不能有这个元素"):
        render(make(template=element), [format_])
