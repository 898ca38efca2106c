"""Slips of people who do not know YAML: what can mean one thing is read so, with a note."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.model.keys import known_keys
from generator.read import read_source
from tests.findings import found_by, shown
from tests.test_examples import EXAMPLES

LINE = {"科目": "2080501", "基本支出": "27.05"}
READ: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "no space after the colon": (
        "年度:2031\n部门:\n  名称:某局\n",
        {"年度": "2031", "部门": {"名称": "某局"}},
        ["1:1 R211"],
    ),
    "a full-width colon": (
        "文种: 部门预算\n年度：2031\n部门: {名称: 某局}\n",
        {"文种": "部门预算", "年度": "2031", "部门": {"名称": "某局"}},
        ["2:1 R211"],
    ),
    "full-width marks in the whole file": (
        "年度：2031\n部门：\n  名称：某局\n支出：\n"
        "  - {科目：2080501，基本支出：27.05，用途：甲，乙}\n  - 科目：2080502\n    基本支出：3\n"
        "基本支出经济分类：\n  30101：5\n",
        {
            "年度": "2031",
            "部门": {"名称": "某局"},
            "支出": [{**LINE, "用途": "甲，乙"}, {"科目": "2080502", "基本支出": "3"}],
            "基本支出经济分类": {"30101": "5"},
        },
        ["1:1 R211"],
    ),
    "a full-width space after the colon": ("年度:　2031\n", {"年度": "2031"}, ["1:1 R211"]),
    "full-width marks between braces": (
        "支出:\n  - {科目: 2080501，基本支出: 27.05}\n  - {科目:2080501, 基本支出:27.05}\n",
        {"支出": [LINE, LINE]},
        ["2:18 R211"],
    ),
    "a comma inside a text between braces": (
        "支出: [{科目: 2080501, 用途: 购买,维修, 基本支出: 27.05}]\n",
        {"支出": [{"科目": "2080501", "用途": "购买,维修", "基本支出": "27.05"}]},
        ["1:24 R215"],
    ),
    "text behind quotation marks": (
        '条目:\n  - "引号"后面的字\n用途: "三公"经费\n',
        {"条目": ['"引号"后面的字'], "用途": '"三公"经费'},
        ["2:5 R212"],
    ),
    "a quotation mark that is not closed": (
        '用途: "没有写完\n年度: 2031\n单位: "个"\n',
        {"用途": "没有写完", "年度": "2031", "单位": "个"},
        ["1:5 R213"],
    ),
    "a # between braces": (
        "指标:\n  - {指标: 机房 #2号, 单位: 个}\n年度: 2031\n",
        {"指标": [{"指标": "机房 #2号", "单位": "个"}], "年度": "2031"},
        ["2:10 R214"],
    ),
    "a # in a text": ("用途: 三号楼 #2机房\n", {"用途": "三号楼"}, ["1:9 R117"]),
    "a wrapped text": (
        "用途: 城乡居民\n  医疗 ABC\n  DEF 2031\n  年\n",
        {"用途": "城乡居民医疗 ABC DEF 2031年"},
        ["1:5 R216"],
    ),
    "a wrapped text in quotes": (
        "用途: '城乡\n  居民'\n原因: \"甲\n\n  乙\"\n",
        {"用途": "城乡居民", "原因": "甲\n乙"},
        ["1:5 R216"],
    ),
}


@pytest.mark.parametrize(("text", "data", "notes"), READ.values(), ids=READ)
def test_read_as_meant(text: str, data: dict[str, Any], notes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(text, "utf-8")
    source = read_source(path, known_keys())
    assert source.data == data
    assert [f"{note.line}:{note.column} {note.code}" for note in source.notes] == notes


RIGHT = [
    "条目:\n  - 收入：增长两成\n  - 时间:上午八点\n",
    "用途: 'a\\nb'\n",
    "用途: |\n  第一行\n  年度：2031\n",
    "原因: >\n  第一行\n  第二行\n",
    "支出:\n  - {科目: 2080501, 用途: 其中，公用：3} # 注释\n",
    "用途: 甲 # 注释\n基本支出: 5 #注释\n'键 #1': 值\n",
    "条目: [甲, 乙，丙]\n",
    "部门: {汇总, 名称: 甲}\n",
]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_what_can_be_read_stays_as_it_is(text: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(text, "utf-8")
    mended, plain = read_source(path, known_keys()), read_source(path)
    assert not mended.notes
    assert mended.data == plain.data


def test_one_message_names_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("文种: 部门预算\n年度：2031\n金额单位：万元\n", "utf-8")
    [note] = read_source(path, known_keys()).notes
    assert "“年度”等（第 2、3 行）" in note.message


@pytest.mark.parametrize("text", ["名称: a\n  b: c: d\n", '"' * 99 + "\n甲: {\n"])
def test_what_cannot_be_mended_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(text, "utf-8")
    [finding] = shown(found_by(lambda: read_source(path, known_keys())))
    assert finding["code"] == "R101"


def test_mending_ends(tmp_path: Path) -> None:
    """Mistakes of which each can be mended, but more of them than anybody makes."""
    path = tmp_path / "facts.yaml"
    path.write_text("".join(f'键{n}: "值\n' for n in range(2000)), "utf-8")
    [finding] = found_by(lambda: read_source(path, known_keys()))
    assert finding.code == "R101"


def test_keys_of_the_facts() -> None:
    assert {"文种", "科目", "基本支出", "三公经费", "分值", "年初结转和结余"} <= known_keys()


WHOLE = {
    "full-width colons": lambda line: re.sub(": ?", "：", line),
    "no space after a colon": lambda line: line.replace(": ", ":"),
}


@pytest.mark.parametrize("slip", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_whole_file_is_mended_with_one_note(
    example: Path, slip: Callable[[str], str], tmp_path: Path
) -> None:
    """Keys that bureaus name themselves, too: vehicles, indicators, kinds of expenditure."""
    lines = example.read_text("utf-8").split("\n")
    path = tmp_path / "facts.yaml"
    typed = (line if line.startswith("#") else slip(line) for line in lines)
    path.write_text("\n".join(typed), "utf-8")
    made = read_source(path, known_keys())
    assert made.data == read_source(example, known_keys()).data
    assert [note.code for note in made.notes] == ["R211"]


def test_a_text_that_looks_like_a_key_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    text = "年度：2031\n指标:\n  产出指标：\n    - 注意：两个\n  质量:甲\n原因:\n  甲：乙\n"
    path.write_text(text, "utf-8")
    made = read_source(path, known_keys())
    indicators = {"产出指标": ["注意：两个"], "质量": "甲"}
    assert made.data == {"年度": "2031", "指标": indicators, "原因": "甲：乙"}
