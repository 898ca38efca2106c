"""Facts files of an older version: read as of today, and brought up to the present version."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from generator.findings import Finding, FindingsError, Level
from generator.model.keys import known_keys
from generator.model.upgrade.present import present
from generator.model.upgrade.steps import STEPS, VERSION
from generator.model.upgrade.text import Upgraded, upgraded
from generator.read import read_source
from tests.findings import found_by
from tests.making import PUBLISHED

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
  - 名称: 戊
    目标表序号: >-
      # 这一行是字，不是注释
      5

    # 下一行之前的注释
    科目: "2101599"

公布文字:
  # 错字
  - {位置: 封面, 原文: "甲 局",  公布: 甲局, 原因: 空格}
  - 位置: 封面
    '原文': |
      乙
    公布: 丙
    原因: 原文 公布
  - {"位置":"封面","原文":"己","公布":"庚","原因":"辛"}
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
  - 名称: 戊
    # 目标表序号: >-
      # 这一行是字，不是注释
      # 5

    # 下一行之前的注释
    科目: "2101599"

公布文字:
  # 错字
  - {位置: 封面, 换: "甲 局",  为: 甲局, 原因: 空格}
  - 位置: 封面
    '换': |
      乙
    为: 丙
    原因: 原文 公布
  - {"位置":"封面","换":"己","为":"庚","原因":"辛"}
"""


def up(old: str | bytes) -> Upgraded:
    return upgraded(PATH, old if isinstance(old, bytes) else old.encode(), known_keys())


def refused(old: str) -> list[Finding]:
    return list(found_by(lambda: up(old)))


def test_only_what_a_step_names_is_changed() -> None:
    made = up(OLD)
    assert made.content.decode() == NEW
    assert made.version == 1
    assert made.changes[:3] == (
        "第 2 行：加上“数据版本: 2”",
        "第 5 行：“目标表序号”不再用，改为注释；要印成另一种次序的，在“公布文字”里写“移动”",
        "第 6 行：“目标表序号”不再用，改为注释；要印成另一种次序的，在“公布文字”里写“移动”",
    )
    assert "第 8 行：“目标表序号”不再用，已删去；" in "\n".join(made.changes)
    assert made.changes[-1] == "第 26 行：“公布”改为“为”"


@pytest.mark.parametrize("text", [NEW, "数据版本: ２\n文种: 甲\n", '"数据版本": "2"\n'])
def test_a_file_of_the_present_version_stays_as_it_is(text: str) -> None:
    assert up(text) == Upgraded(text.encode(), VERSION, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("数据版本: 1 # 旧\n文种: 甲\n", "数据版本: 2 # 旧\n文种: 甲\n"),
        ("文种: 甲\n数据版本: '１'", "文种: 甲\n数据版本: 2"),
        ("{文种: 甲}\n", "{数据版本: 2, 文种: 甲}\n"),
        ("文种: 甲", "数据版本: 2\n文种: 甲"),
        ("--- # 头\n  文种: 甲\n", "--- # 头\n  数据版本: 2\n  文种: 甲\n"),
    ],
)
def test_the_version_is_written_down(old: str, new: str) -> None:
    assert up(old).content.decode() == new


@pytest.mark.parametrize(
    "encode",
    [
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="utf-8 with a mark"),
        pytest.param(lambda text: text.encode("gb18030"), id="gbk"),
        pytest.param(lambda text: b"\xff\xfe" + text.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(lambda text: b"\xfe\xff" + text.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="cr lf"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="cr"),
    ],
)
def test_encoding_and_line_ends_stay(encode: Callable[[str], bytes]) -> None:
    assert up(encode(OLD)).content == encode(NEW)


def test_each_line_keeps_its_own_end() -> None:
    assert up(b"\xe7\x94\xb2: 1\r\n\xe4\xb9\x99: 2\n").content.split(b"\n", 1) == [
        "数据版本: 2\r".encode(),
        "甲: 1\r\n乙: 2\n".encode(),
    ]


def test_lines_that_were_read_as_they_are_meant_stay_as_typed() -> None:
    """Full-width colons, hidden characters, a missing space."""
    old = "文种：部门预算\n部门:\n  名称:某\u200b局\n公布文字:\n  - 位置：封面\n    原文: 乙\n"
    new = old.replace("原文", "换").replace("文种", "数据版本: 2\n文种", 1)
    assert up(old).content.decode() == new


def test_a_node_under_two_names_is_changed_once() -> None:
    old = "公布文字:\n  - &a {位置: 封面, 原文: 乙, 公布: 丙, 原因: 丁}\n  - *a\n"
    new = "数据版本: 2\n公布文字:\n  - &a {位置: 封面, 换: 乙, 为: 丙, 原因: 丁}\n  - *a\n"
    assert up(old).content.decode() == new


def test_what_is_merged_in_is_changed_where_it_stands() -> None:
    old = "公布文字:\n  - &a {位置: 封面, 原文: 乙}\n  - {<<: *a, 公布: 丙}\n"
    new = "数据版本: 2\n公布文字:\n  - &a {位置: 封面, 换: 乙}\n  - {<<: *a, 为: 丙}\n"
    assert up(old).content.decode() == new


@pytest.mark.parametrize(
    "old",
    [
        "项目:\n  - 名称: 甲\n    目标表序号: &b 2\n  - {名称: *b}\n",
        "项目:\n  - 目标表序号: 2\n",
        "项目:\n  - {名称: 甲, 目标表序号: 2 # 排在后面\n    , 资金: {}}\n",
        "项目:\n  - {名称: 甲, 目标表序号:\n    2}\n",
        "公布文字:\n  - {位置: &c 原文, *c : 甲}\n",
        "? 公布文字\n: - 原文: 甲\n",
        "文种: &d 甲\n*d : 乙\n",
    ],
)
def test_what_cannot_be_changed_alone_is_refused(old: str) -> None:
    """Or is done so that it says the same."""
    try:
        made = up(old)
    except FindingsError as error:
        assert [finding.code for finding in error.findings] == ["F215"]
    else:
        assert up(made.content).changes == ()


def test_a_key_that_would_stand_twice_is_an_error_at_its_line() -> None:
    [finding] = refused("公布文字:\n  - 位置: 封面\n    原文: 甲\n    换: 乙\n")
    assert (finding.code, finding.line) == ("R102", 4)


@pytest.mark.parametrize("old", ["- 甲\n", "甲: [\n", "甲: 1\n甲: 2\n", "", "甲: \x07\n"])
def test_what_cannot_be_read_is_told_as_when_it_is_read(old: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(old, "utf-8")
    read = found_by(lambda: read_source(path, known_keys()))
    assert [(one.code, one.line) for one in refused(old)] == [(one.code, one.line) for one in read]


@pytest.mark.parametrize("value", ["0", "3", "二", "2.0", "[2]", "", "９９"])
def test_a_version_that_there_is_not_is_an_error(value: str) -> None:
    [finding] = refused(f"文种: 甲\n数据版本: {value}\n")
    assert (finding.code, finding.line) == ("F212", 2)
    assert "第 1 版到第 2 版" in finding.message


def test_there_is_a_step_from_each_version() -> None:
    assert list(STEPS) == list(range(1, VERSION))


def test_an_older_file_is_read_as_it_was_meant(tmp_path: Path) -> None:
    """Places are those of what was typed."""
    path = tmp_path / "facts.yaml"
    path.write_text("# 注释\n公布文字:\n  - {位置: 封面, 原文: 甲, 公布: 乙}\n", "utf-8")
    made = present(read_source(path, known_keys()), known_keys())
    assert made.data == {"公布文字": [{"位置": "封面", "换": "甲", "为": "乙"}]}
    assert made.place(("公布文字", 0, "为")) == (3, 25)
    [note] = made.notes
    assert (note.code, note.line) == ("F213", 2)
    assert f"gongkai upgrade {path}" in note.hint


def test_a_key_that_says_nothing_today_is_told_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("数据版本: 1\n项目:\n  - 名称: 甲\n    目标表序号: 2\n", "utf-8")
    made = present(read_source(path, known_keys()), known_keys())
    assert made.data["项目"] == [{"名称": "甲"}]
    assert [(one.code, one.line) for one in made.notes] == [("F213", 1), ("F214", 4)]
    assert made.notes[1].level is Level.WARNING


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_real_files_come_out_as_they_were(path: Path) -> None:
    """A real file set back to the first version comes out byte for byte."""
    new = path.read_text("utf-8")
    old = new.replace("数据版本: 2\n", "")
    head, key, texts = old.partition("\n公布文字:\n")
    texts = re.sub(r"(^ {4}|[{,] )换: ", r"\1原文: ", texts, flags=re.MULTILINE)
    texts = re.sub(r"(^ {4}|[{,] )为: ", r"\1公布: ", texts, flags=re.MULTILINE)
    assert texts != old.partition("\n公布文字:\n")[2] or not texts
    assert up(head + key + texts).content.decode() == new


class Writer:
    """The same facts written in many ways, of the first version and of today."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.comments = 0

    def both(self) -> tuple[str, str]:
        """A file of the first version, and what it must become."""
        old, new = "", ""
        for _ in range(self.random.randrange(1, 6)):
            first, then = self._entry()
            old, new = old + first, new + then
        head = self._noise("")
        rest = f"公布文字:\n{old}", f"公布文字:\n{new}"
        return f"{head}{rest[0]}", f"{head}数据版本: 2\n{rest[1]}"

    def _entry(self) -> tuple[str, str]:
        values = {"位置": self._scalar(), "原文": self._scalar(), "公布": self._scalar()}
        order = self.random.sample(list(values), 3)
        if self.random.random() < 0.5:
            comma = self.random.choice([", ", ",", " , ", ",\n     "])
            made = "  - {" + comma.join(f"{key}: {values[key]}" for key in order) + "}"
            lines = [f"{made}{self._comment()}\n"]
        else:
            lines = [f"    {key}: {values[key]}{self._comment()}\n" for key in order]
            lines = [line for one in lines for line in (one, self._noise("    "))]
            lines[0] = "  - " + lines[0].lstrip()
        old = "".join(lines)
        new = re.sub(r"(?<![“\w’\"'])原文(?=: )", "换", old)
        return old, re.sub(r"(?<![“\w’\"'])公布(?=: )", "为", new)

    def _scalar(self) -> str:
        return self.random.choice(["甲", '"原文：乙"', "'公布 # 丙'", '"a\\u4e01"', "“换”"])

    def _comment(self) -> str:
        self.comments += 1
        return self.random.choice(["", f" # 注释{self.comments} 原文", f"   # {self.comments}"])

    def _noise(self, indent: str) -> str:
        return self.random.choice(["", "\n", f"{indent}# 原文 公布 {self.comments}\n"])


@pytest.mark.parametrize("seed", range(60))
def test_however_it_is_written(seed: int) -> None:
    old, new = Writer(seed).both()
    assert up(old).content.decode() == new
    assert up(new).changes == ()
