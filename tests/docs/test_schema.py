"""The JSON schema takes what the program takes, as an editor reads it, and marks mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.schema import schema
from tests.docs.draft7 import complaints
from tests.making import PUBLISHED

HEAD = {"文种": "部门预算", "格式": "甲", "年度": 2031, "部门": {"名称": "某某局"}, "支出": []}


class EditorLoader(yaml.SafeLoader):
    """Numbers are numbers, everything else text, as in YAML 1.2."""


for tag in ("value", "timestamp", "bool"):
    EditorLoader.add_constructor(f"tag:yaml.org,2002:{tag}", lambda _, node: node.value)


def as_editors_read(text: str) -> Any:
    return _text_keys(yaml.load(text, Loader=EditorLoader))


def _text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _text_keys(inner) for key, inner in value.items()}
    return [_text_keys(inner) for inner in value] if isinstance(value, list) else value


def test_there_are_published_files() -> None:
    assert len(PUBLISHED) >= 5


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_files_fit(path: Path) -> None:
    assert complaints(schema(), as_editors_read(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("amount", [12, 12.10, "12.10", "1,234.56", "１２", -3, "-3"])
def test_amounts_are_numbers_or_text(amount: object) -> None:
    assert complaints(schema(), {**HEAD, "机关运行经费": amount}) == []


@pytest.mark.parametrize("code", [2101501, "2101501"])
def test_codes_are_numbers_or_text(code: object) -> None:
    facts = {**HEAD, "支出": [{"科目": code, "基本支出": 1}], "科目名称": {"30213": "甲"}}
    assert complaints(schema(), facts) == []


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"文种": "预算"}, " enum"),
        ({"年度": 31}, "/年度 minimum"),
        ({"机关运行经费": "一百"}, "/机关运行经费 pattern"),
        ({"机关运行经费": None}, "/机关运行经费 type"),
        ({"机关运行": 1}, " additionalProperties"),
        ({"部门": {"名称": "甲", "汇总": "yes"}}, "/部门/汇总 enum"),
        ({"部门": {}}, "/部门 required"),
        ({"支出": [{"科目": 210150}]}, "/支出/0/科目 minimum"),
        ({"支出": [{"科目": "21015O1"}]}, "/支出/0/科目 pattern"),
        ({"支出": [{"科目": 2101501, "资金性质": "自筹"}]}, "/支出/0/资金性质 enum"),
        ({"基本支出经济分类": {"3010": 1}}, "/基本支出经济分类 additionalProperties"),
        ({"结转结余": {}}, " additionalProperties"),
        ({"文种": "部门决算", "项目": []}, " additionalProperties"),
    ],
)
def test_mistakes_are_marked(wrong: dict[str, object], place: str) -> None:
    assert complaints(schema(), HEAD) == []
    assert any(said.endswith(place) for said in complaints(schema(), {**HEAD, **wrong}))


def test_every_key_is_described_in_chinese() -> None:
    groups = schema()["definitions"]
    assert len(groups) > 30
    for name, group in groups.items():
        for key, part in {"": group, **group["properties"]}.items():
            assert any("一" <= char <= "鿿" for char in part["description"]), (name, key)
