"""Anchors, merge keys, depth and size: what is understood and what is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.limits import (
    FILE_BYTES,
    FILE_DEPTH,
    FILE_ITEMS,
    LIST_ITEMS,
    TYPED_CHARACTERS,
)
from generator.read import read_source
from tests.findings import found_by, shown


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.yaml"


def _data(path: Path, text: str) -> dict[str, object]:
    path.write_text(text, "utf-8")
    return read_source(path).data


def test_alias_repeats_what_its_anchor_marks(path: Path) -> None:
    data = _data(path, "甲: &a [一, 二]\n乙: *a\n丙: &b 词\n丁: *b\n")
    assert data == {"甲": ["一", "二"], "乙": ["一", "二"], "丙": "词", "丁": "词"}


def test_merge_gives_way_to_what_is_typed(path: Path) -> None:
    data = _data(path, "甲: &a {一: 1, 二: 2}\n乙: {<<: *a, 二: 3}\n丙: {二: 3, <<: *a}\n")
    assert data["乙"] == data["丙"] == {"一": "1", "二": "3"}


def test_of_several_merges_the_first_wins(path: Path) -> None:
    data = _data(path, "甲: &a {一: 1}\n乙: &b {一: 2, 二: 2}\n丙: {<<: [*a, *b], 三: 3}\n")
    assert data["丙"] == {"一": "1", "二": "2", "三": "3"}


def test_place_of_a_merged_value_is_where_it_was_typed(path: Path) -> None:
    path.write_text("甲: &a\n  一: 1\n乙:\n  <<: *a\n  二: 2\n", "utf-8")
    source = read_source(path)
    assert source.place(("乙", "一")) == (2, 6)
    assert source.place(("乙", "二")) == (5, 6)


def test_place_of_what_is_not_there_is_what_should_hold_it(path: Path) -> None:
    path.write_text("甲:\n  - {一: 1}\n  - 二: [x, y]\n", "utf-8")
    source = read_source(path)
    assert source.place(()) == (1, 1)
    assert source.place(("乙",)) == (1, 1)
    assert source.place(("甲", 1, "三")) == (3, 5)
    assert source.place(("甲", 1, "二", 1)) == (3, 12)
    assert source.place(("甲", 7)) == (1, 1)


def _nested(depth: int) -> str:
    return "".join(f"{' ' * level}键:\n" for level in range(depth)) + " " * depth + "键: 值\n"


def test_deep_but_not_too_deep(path: Path) -> None:
    value: object = _data(path, _nested(FILE_DEPTH - 1))
    for _ in range(FILE_DEPTH):
        assert isinstance(value, dict)
        value = value["键"]
    assert value == "值"


DEEP = {
    "mappings": _nested(FILE_DEPTH),
    "flow lists": "键: " + "[" * FILE_DEPTH + "甲" + "]" * FILE_DEPTH,
    "flow mappings": "键: " + "{键: " * FILE_DEPTH + "值" + "}" * FILE_DEPTH,
    "lists": "键:\n" + "- " * FILE_DEPTH + "值",
    "a list in itself": "键: &a [*a]",
    "a mapping in itself": "键: &a {键: *a}",
    "a mapping merged with itself": "&a {<<: *a, 键: 值}",
}
ABSURD = {"lists": "- ", "keys": "? ", "flow lists": "[", "flow mappings": "{a: "}
EXPLOSIVE = {
    "lists": ("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]", "[{0}, {0}, {0}, {0}, {0}, {0}, {0}, {0}]"),
    "mappings": ("{一: 1, 二: 1}", "{{一: {0}, 二: {0}, 三: {0}}}"),
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_too_deep(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    [finding] = found_by(lambda: read_source(path))
    assert finding.code == "R105"
    assert f"超过 {FILE_DEPTH} 层" in finding.message


@pytest.mark.parametrize("opening", ABSURD.values(), ids=ABSURD)
def test_absurd_depth_is_refused_without_a_crash(path: Path, opening: str) -> None:
    path.write_text(f"键:\n {opening * 300_000}", "utf-8")
    program = (
        "import sys; from pathlib import Path; from generator.findings import FindingsError\n"
        "from generator.read import read_source\n"
        "try: read_source(Path(sys.argv[1]))\n"
        "except FindingsError as error: print(*(one.code for one in error.findings))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.strip()) in [(0, "R101"), (0, "R105")], run.stderr


@pytest.mark.parametrize(("first", "more"), EXPLOSIVE.values(), ids=EXPLOSIVE)
def test_references_that_explode_are_refused(path: Path, first: str, more: str) -> None:
    lines = [f"k0: &a0 {first}"]
    lines += [f"k{n}: &a{n} {more.format(f'*a{n - 1}')}" for n in range(1, 30)]
    path.write_text("\n".join(lines), "utf-8")
    [finding] = found_by(lambda: read_source(path))
    assert finding.code == "R105"
    assert f"超过 {FILE_ITEMS} 项" in finding.message


def test_too_large(path: Path) -> None:
    path.write_bytes(b"a: '" + b"x" * FILE_BYTES + b"'")
    assert shown(found_by(lambda: read_source(path))) == [
        {"place": "1:1", "code": "R105", "message": "文件内容过大或嵌套过深（超过 8 MB）"}
    ]


BEYOND = {
    "a text": ("甲" * TYPED_CHARACTERS, "R118", "这一段文字有 20,001 字，超过 20,000 字的上限"),
    "a key": (
        "{" + "甲" * TYPED_CHARACTERS,
        "R118",
        "这一段文字有 20,001 字，超过 20,000 字的上限",
    ),
    "a list": ("[" + "甲," * LIST_ITEMS, "R119", "这里有 10,000 项，超过 9,999 项的上限"),
    "a mapping": (
        "{" + "".join(f"{n}: 甲," for n in range(LIST_ITEMS)),
        "R119",
        "这里有 10,000 项，超过 9,999 项的上限",
    ),
}


@pytest.mark.parametrize(("text", "code", "said"), BEYOND.values(), ids=BEYOND)
def test_a_text_and_a_list_may_be_so_long(path: Path, text: str, code: str, said: str) -> None:
    closing = {"{": "}", "[": "]"}.get(text[0], "")
    assert _data(path, f"键: {text}{closing}\n")
    more = "甲: 乙" if text.endswith(",") and closing == "}" else "甲"
    path.write_text(f"甲: 乙\n键: {text}{more}{closing}\n", "utf-8")
    [finding] = found_by(lambda: read_source(path))
    assert (finding.code, finding.line, finding.message) == (code, 2, said)


def test_a_text_that_references_make_long_is_refused(path: Path) -> None:
    """Each is short enough, and all of them together are not."""
    long = "甲" * TYPED_CHARACTERS
    path.write_text(f"一: &a {long}\n二: [{', '.join(['*a'] * 420)}]\n", "utf-8")
    [finding] = found_by(lambda: read_source(path))
    assert finding.code == "R105" and f"超过 {FILE_BYTES} 字" in finding.message
