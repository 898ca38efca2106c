"""What is said about a file that cannot be read, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings import RULES, UnreadableError
from generator.read import read_source
from tests.findings import expected, found_by, shown

HERE = Path(__file__).parent


def test_everything_wrong_is_found_at_once() -> None:
    found = found_by(lambda: read_source(HERE / "wrong_input.yaml"))
    assert shown(found) == expected(HERE / "expected_findings.yaml")


def test_a_finding_reads_file_line_column_code() -> None:
    path = HERE / "wrong_input.yaml"
    assert str(found_by(lambda: read_source(path))[0]) == (
        f"{path}:6:3: R102 错误：“名称”在同一处写了两次（第一次在第 5 行）（保留一处，删去另一处）"
    )


SYNTAX = [
    ("文种: 部门预算\n\t年度: 2031\n", "2:1", "缩进用了制表符（Tab），应改用空格"),
    (
        "部门:\n  名称: 某局\n\t编码: 1\n",
        "3:1",
        "缩进用了制表符（Tab），应改用空格",
    ),
    ("标题: 一: 二\n", "1:6", "冒号的位置不对（一行里有两个“键: ”，或缩进不齐）"),
    ("文种: 部门预算\n年度 2031\n部门: 某局\n", "3:1", "缺少冒号"),
    ("部门:\n  名称: 某局\n 编码: 1\n", "3:2", "缩进不齐，或引号、括号没有成对"),
    ("名称: “某局”\n用途: \"没有'写完\n年度: 2031\n", "4:1", "引号没有成对"),
    ("车辆: [1, 2\n年度: 2031\n", "2:3", "方括号没有成对，或缺少逗号"),
    ("车辆: {甲: 1, 乙: 2\n年度: 2031\n", "2:3", "花括号没有成对，或缺少逗号"),
    ("车辆: [1, 2", "2:1", "方括号没有成对，或缺少逗号"),
    ("条目:\n  - 甲\n  乙: 1\n", "3:3", "列表的缩进不齐"),
    ("原因: *r\n", "1:5", "引用（*）的名字没有定义"),
    ("条目: - 甲\n", "1:5", "列表项“- ”的位置不对"),
    ("用途: @某处\n", "1:5", "有不能开头的字符（如制表符、@、`、%），请加引号"),
    ("{甲: 1}\n乙: 2\n", "2:1", "前面的内容已经结束，多出了这一行"),
]


@pytest.mark.parametrize(("text", "place", "problem"), SYNTAX, ids=range(len(SYNTAX)))
def test_syntax(text: str, place: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(text, "utf-8")
    message = f"YAML 写法有误：{problem}"
    assert shown(found_by(lambda: read_source(path))) == [
        {"place": place, "code": "R101", "message": message}
    ]


WHOLE = [
    ("", "1:1", "R114"),
    ("# 只有注释\n", "1:1", "R114"),
    ("---\n", "1:1", "R114"),
    ("只有一段文字\n", "1:1", "R103"),
    ("- 一个\n- 列表\n", "1:1", "R103"),
    ("文种: 部门预算\n---\n文种: 部门决算\n", "2:1", "R107"),
    ("名称: 某\x07局\n", "1:6", "R106"),
    ("年度: 2031\n名称: 某局\x00\n", "2:7", "R106"),
    ('年度: 2031\n名称: "某\\x07局"\n', "2:5", "R106"),
    ('年度: 2031\n"名\\uFFFE": 某局\n', "2:1", "R106"),
]


@pytest.mark.parametrize(("text", "place", "code"), WHOLE, ids=range(len(WHOLE)))
def test_whole_file(text: str, place: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(text, "utf-8")
    [finding] = found_by(lambda: read_source(path))
    assert (f"{finding.line}:{finding.column}", finding.code) == (place, code)
    assert finding.file == path


def test_every_finding_says_what_to_do() -> None:
    codes = [code for code in RULES if code.startswith("R")]
    assert len(codes) >= 8
    for code in codes:
        assert RULES[code].hint, code
        assert RULES[code].meaning, code


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    for path, reason in [
        (tmp_path / "没有.yaml", "没有这个文件"),
        (tmp_path, "这是一个文件夹"),
        (tmp_path / ("长" * 200), "读不出来"),
        (Path("a\0b"), "读不出来"),
    ]:
        with pytest.raises(UnreadableError, match=reason):
            read_source(path)
