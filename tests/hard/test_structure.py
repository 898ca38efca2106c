"""YAML as it is mistyped, and YAML that is meant to hurt."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.hard.conftest import Office
from tests.making import cases, facts

HEAD = facts("")
LINES = "支出: [{科目: 2101501, 基本支出: 20}]\n"
SLIPS = {
    "full-width colon, nested alone": (
        HEAD.replace("{名称: 某某局}", "\n  名称：某局") + LINES,
        "5:3 R112",
    ),
    "thousands in braces": (HEAD + LINES.replace("20}", "1,234,567.89}"), "5:26 R111"),
    "thousands in braces, not the first": (
        HEAD + LINES.replace("20}", "2, 项目支出: 1,234}"),
        "5:35 R111",
    ),
    "full-width indentation": (
        HEAD.replace("{名称: 某某局}", "\n　　名称: 某某局") + LINES,
        "5:1 R113",
    ),
    "no-break indentation": (
        HEAD.replace("{名称: 某某局}", "\n\u00a0名称: 某某局") + LINES,
        "5:1 R113",
    ),
    "tab": (HEAD.replace("{名称: 某某局}", "\n\t名称: 某某局") + LINES, "5:1 R101"),
    "tab after spaces": (HEAD + "支出:\n  - 科目: 2101501\n\t  基本支出: 20\n", "7:1 R101"),
    "merge of text": (HEAD + "支出: [{<<: 甲, 科目: 2101501}]\n", "5:11 R116"),
    "merge of a list": (HEAD + "支出: []\n原因: {<<: [{收支: 甲}, 乙]}\n", "6:10 R116"),
    "nothing": ("", "1:1 R114"),
    "only a comment": ("# 空\n", "1:1 R114"),
    "several documents": (HEAD + LINES + "---\n" + HEAD, "6:1 R107"),
}


@pytest.mark.parametrize(("text", "found"), SLIPS.values(), ids=SLIPS)
def test_slips_of_the_keyboard(text: str, found: str, office: Office) -> None:
    assert office.refused(text)[0] == found


def test_a_tab_is_called_a_tab(office: Office) -> None:
    assert "制表符（Tab）" in office.render(HEAD + "支出:\n\t- {科目: 2101501}\n").stderr


def test_the_key_with_the_full_width_colon_is_named(office: Office) -> None:
    message = "“名称”后面用了全角冒号“：”，或冒号后面没有空格（改成半角冒号加一个空格：名称: …）"
    text = HEAD.replace("{名称: 某某局}", "\n  名称：某局") + LINES
    assert message in office.render(text).stderr


WIDE = HEAD.replace("{名称: 某某局}", "\n  名称: 某某局")
MEANT = {
    "full-width colon, first key": (HEAD + LINES).replace(": ", "：", 1),
    "full-width colon, later key": HEAD.replace("年度: ", "年度：") + LINES,
    "full-width colon, nested": WIDE.replace("名称: ", "名称：") + "  汇总: 否\n" + LINES,
    "full-width colon, braces": HEAD + LINES.replace("科目: ", "科目："),
    "full-width colon, list": HEAD + "支出:\n  - 科目：2101501\n    基本支出: 20\n",
    "full-width colon everywhere": (WIDE + LINES).replace(": ", "："),
    "full-width comma in braces": HEAD + LINES.replace(", ", "，"),
    "full-width marks everywhere": (WIDE + LINES).replace(": ", "：").replace(", ", "，"),
    "no space behind the colon": (WIDE + LINES).replace(": ", ":"),
}


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_slips_that_can_mean_one_thing(text: str, office: Office) -> None:
    assert office.printed(text)[:2] == ["某某局", "2101501：20.00"]
    assert any("R211" in note for note in office.notes(text))


def test_tabs_between_words_are_white_space(office: Office) -> None:
    text = HEAD + LINES.replace(": ", ":\t").replace(", ", ",\t") + "合理保障:\t甲\t\n"
    assert office.printed(text) == ["某某局", "2101501：20.00", "甲"]


def test_merged_anchors(office: Office) -> None:
    text = HEAD + (
        "支出:\n  - &甲\n".replace("甲", "a")
        + "    科目: 2101501\n    基本支出: 20\n  - {<<: *a, 科目: 2080505}\n"
        "  - {<<: [{科目: 2101502}, *a], 项目支出: 1}\n"
    )
    assert office.printed(text)[1:4] == ["2080505：20.00", "2101501：20.00", "2101502：21.00"]


def test_what_is_wrong_in_a_merged_group_is_placed_where_it_was_typed(office: Office) -> None:
    text = HEAD + "支出: []\n上年: &a\n  收入合计: 甲\n原因: {<<: [{收支: 乙}, *a]}\n"
    assert office.refused(text) == ["7:9 F203", "7:9 F202"]


def _laughs(layers: int) -> str:
    first = "a0: &a0 [哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈, 哈]"
    rest = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, layers)]
    return HEAD + "\n".join([first, *rest]) + "\n"


LONG = "长" * 20_000
BOMBS = {
    "billion laughs": _laughs(9),
    "hundred layers": _laughs(100),
    "a long text many times": HEAD + f"甲: &a {LONG}\n乙: [{', '.join(['*a'] * 9_000)}]\n",
    "merges": HEAD
    + "a0: &a0 {k0: 1}\n"
    + "".join(
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}], k{n}: 1}}\n" for n in range(1, 12)
    ),
    "in itself": HEAD + "甲: &a [*a, *a]\n",
    "merged with itself": HEAD + "甲: &a {<<: *a}\n",
    "brackets": "[" * 100_000,
    "closed brackets": "[" * 100_000 + "]" * 100_000,
    "braces": HEAD + "甲: " + "{甲: " * 100_000,
    "dashes": HEAD + "甲:\n  " + "- " * 100_000,
    "questions": "? " * 100_000,
    "stairs": "".join(f"{' ' * level}甲:\n" for level in range(2000)),
    "eight million commas": HEAD + "甲: [" + "," * 1 + "甲," * 2_000_000 + "]\n",
}


MILLIONS = {
    "zeros": "\0" * 8_000_000,
    "controls in quotes": HEAD + '甲: "' + "\\a" * 2_000_000 + '"\n',
    "marks without width": HEAD + "甲: " + "\u200b" * 2_000_000 + "\n" + LINES,
    "braces on a line": HEAD + "甲: '" + "{，" * 2_000_000 + "\n",
    "a long key": HEAD + "甲" * 2_000_000 + ": 1\n" + LINES,
    "a long key without a colon": HEAD + "甲 " * 1_000_000 + "\n" + LINES,
    "the same key": HEAD + "甲: 1\n" * 300_000,
    "lines of tabs": "\t\n" * 2_000_000,
    "comments": "# 甲\n" * 1_500_000,
    "aliases that are not": HEAD + "甲: [" + "*甲, " * 500_000 + "]\n",
    "anchors": HEAD + "".join(f"&a{n} k{n}: 1\n" for n in range(200_000)),
    "documents": "--- 甲\n" * 800_000,
}


LONGEST = {"marks without width", "the same key"}


@pytest.mark.parametrize("text", cases(MILLIONS, slow=LONGEST))
def test_millions(text: str, office: Office) -> None:
    begin = time.monotonic()
    found = office.refused(text)
    assert 1 <= len(found) <= 201
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_bombs(text: str, office: Office) -> None:
    begin = time.monotonic()
    [found] = office.refused(text)
    assert found.split()[1] in ("R105", "R101")
    assert time.monotonic() - begin < 20


def test_deep_brackets_do_not_bring_the_process_down(office: Office) -> None:
    """A stack that overflows ends a process without an exception: so in one of its own."""
    path = office.save(HEAD + "甲: " + "[" * 100_000)
    run = subprocess.run(
        [sys.executable, "-c", "from generator.cli.render import main; main()", path],
        capture_output=True,
        text=True,
        check=False,
        cwd=office.folder,
    )
    assert run.returncode == 1, run.stderr
    assert "R105" in run.stderr and "超过 40 层" in run.stderr


def test_many_mistakes_are_told_in_time(office: Office) -> None:
    text = HEAD + LINES + "".join(f"不认识的键{n}: 1\n" for n in range(9_000))
    begin = time.monotonic()
    result = office.render(text)
    assert result.exit_code == 1
    assert time.monotonic() - begin < 20
    lines = result.stderr.splitlines()
    assert len(lines) == 201
    assert "另有 8800 处错误没有列出" in lines[-1]
