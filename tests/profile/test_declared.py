"""Every kind of mistake in a profile's or a theme's file is told in Chinese, at its line.

A small profile that has every key once is spoilt in every place with every kind of wrong value.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from generator.findings import DeclarationError, Finding, Loc
from generator.profile.declared import declared, read_declarations
from generator.profile.schema import Declaration, ProfileData
from generator.resources import resource
from generator.theme import Theme

WHOLE = """\
说明: {名称: 甲, 地区: 乙, 年度: "2031", 文种: [部门预算], 依据: 丙}
theme: gbt9704
words: {甲: [乙, {丙: 丁}]}
formats: {text: {unit: 元, decimals: 2, thousands: true, zero: "—", tiny: 少, trim: true}}
comparisons: {甲: {up: 多, down: 少, flat: 平, new: 新, unrated: 变, format: text}}
categories: {甲: [乙]}
operators: {甲: 乙}
personnel: [甲]
vehicles: [甲]
figures: {甲: {sum: {of: 支出, 科目: [301, 302], sign: 减}, prior: [{of: 支出}]}}
tables:
  - id: 甲
    title: 甲
    heading: 甲
    contents: 甲
    number: 甲
    orientation: portrait
    look: grid
    format: text
    sum: {of: 支出}
    columns:
      - {label: 甲, columns: [{show: 乙, sum: {}, line: 甲, width: 1, align: left, format: text}]}
    rows:
      - {label: 甲, into: 乙, sum: {}, total: true, records: 甲, narrow: {甲: 乙}, fill: false}
      - subjects: {classification: 支出功能分类, levels: [类], codes: [201], within: [201], of: {}}
      - categories: {list: 甲, ordinal: 一, show: 全部}
    blocks: [{columns: [], rows: [], first_line: 1}]
    note: [甲]
    empty: 甲
    strips: [[1]]
    form:
      widths: [1, 1.5]
      rows:
        - side: {text: 甲, label: true, cols: 1, rows: 0, align: left}
          lines: [[甲, {show: 乙, amount: 丙, narrow: {甲: 乙}, format: text}]]
          each: 甲
          inner: 乙
          tree: 丙
          cells: [甲]
print: [甲]
"""
WRONG: list[Any] = [
    *("词", "", "-1", "1e308", "nan", "999999999", "1.5", "yes", None),
    *([], ["1"] * 101, ["词"], [["词"]], {}, {"没有的键": "词"}, [{"没有的键": ["词"]}]),
]
QUOTED = re.compile("“[^”]*”|[a-z]+/[a-z/]*")  # and paths
WORDS = {"sign", "of", "true", "false", "otf", "ttf", "ttc"}


def _theme() -> Any:
    """The packaged theme, of styles and the like only the first."""
    path = resource("templates") / "themes" / "gbt9704" / "theme.yaml"
    data = read_declarations(path).data
    for group in (data["styles"], data["fonts"], data["fallbacks"], data["table"]["cells"]):
        for name in list(group)[1:]:
            del group[name]
    return data


KINDS: dict[type[BaseModel], Any] = {
    ProfileData: yaml.load(WHOLE, Loader=yaml.BaseLoader),
    Theme: _theme(),
}


def _models(annotation: Any, seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Every model that an annotation leads to."""
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if is_model and annotation not in seen:
        seen.add(annotation)
        for field in annotation.model_fields.values():
            _models(field.annotation, seen)
    for part in get_args(annotation):
        _models(part, seen)
    return seen


def _places(value: Any, loc: Loc = ()) -> Iterator[Loc]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in items if isinstance(value, dict | list) else ():
        yield (*loc, key)
        yield from _places(below, (*loc, key))


def _spoilt(data: Any, loc: Loc, value: Any) -> Any:
    whole = copy.deepcopy(data)
    holder: Any = whole
    for step in loc[:-1]:
        holder = holder[step]
    holder[loc[-1]] = value
    return whole


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_mistake_is_told_in_words(kind: type[BaseModel]) -> None:
    data = KINDS[kind]
    assert not _found(kind, data)
    named = (name for one in _models(kind, set()) for name in one.model_fields)
    keys = {word for name in named for word in name.split("_")}
    codes: set[str] = set()
    for loc in _places(data):
        for value in WRONG:
            for finding in _found(kind, _spoilt(data, loc, value)):
                codes.add(finding.code)
                hint = "" if finding.code == "F206" else finding.hint  # that lists choices
                plain = QUOTED.sub("", f"{finding.message} {hint}")
                assert set(re.findall(r"[A-Za-z]{3,}", plain)) <= WORDS | keys, finding
                assert "不能这样写" not in finding.message, (loc, value)
                assert finding.loc[: len(loc)] == loc or finding.loc == loc[: len(finding.loc)]
    assert codes >= {"F201", "F202", "F203", "F204", "F205", "F206"}


def _found(kind: type[BaseModel], data: Any) -> tuple[Finding, ...]:
    try:
        declared(kind, data, lambda finding: finding)
    except DeclarationError as error:
        return error.findings
    return ()


def test_the_profile_has_every_key() -> None:
    models = _models(ProfileData, set())
    assert Declaration not in models and len(models) > 10
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert all(re.search(rf"(?m)[{{ ,]{key}: |^{key}: |^ *{key}:$", WHOLE) for key in keys)
