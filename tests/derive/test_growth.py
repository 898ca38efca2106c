"""Work grows with the facts and no faster: counted in steps, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from generator.derive.ledger import Ledger
from generator.derive.postings import Posting
from generator.profile.query import Query
from tests.making import Make, facts

TWICE = 2.25  # twice the facts, at most about twice the work


class CountedDims(dict[str, str]):
    """The dimensions of a posting; knows how often any of them were looked at."""

    looks = 0

    def get(self, *args: Any) -> Any:
        CountedDims.looks += 1
        return super().get(*args)


def _postings(count: int) -> Iterator[Posting]:
    for number in range(count):
        code = f"2{number % 97:02}{number % 89:02}{number % 83:02}"
        dims = CountedDims(科目=code, 支出性质="基本支出" if number % 2 else "项目支出")
        yield Posting("支出", dims, Decimal(number), ("支出", number))


def _looks(count: int) -> int:
    book = Ledger(_postings(count))
    CountedDims.looks = 0
    for nature in ("基本支出", "项目支出"):
        for number in range(count):
            where = {"科目": f"2{number % 97:02}", "支出性质": nature}
            book.sum(Query.of("支出", where))
    return CountedDims.looks


def test_many_sums_take_one_pass() -> None:
    assert 0 < _looks(2000) <= TWICE * _looks(1000)


@contextmanager
def _counted() -> Iterator[list[int]]:
    calls = [0]

    def count(frame: FrameType, event: str, argument: object) -> None:
        if event in ("call", "c_call"):
            calls[0] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def _units(count: int) -> str:
    units = "".join(f"      - {{名称: 单位{n}, 在职人数: {n}}}\n" for n in range(count))
    rest = "  主要职责: {条目: [无]}\n  主要工作: {条目: [无]}\n"
    return f"部门概况:\n{rest}  机构设置:\n    单位:\n{units}"


def _lines(count: int) -> str:
    lines = (
        f"  - {{科目: 2{n // 100:02}{n % 100:02}01, 基本支出: {n}.10, 项目支出: 1, 上年: {n}}}\n"
        for n in range(count)
    )
    return "支出:\n" + "".join(lines)


def _projects(count: int) -> str:
    indicators = "{产出指标: {数量指标: [{指标: 甲, 目标值: 1}, {指标: 乙, 目标值: 2}]}}"
    projects = (
        f"  - {{名称: 项目{n}, 资金: {{一般公共预算: {n}}}, 指标: {indicators}}}\n"
        for n in range(count)
    )
    return f"支出: []\n项目:\n{''.join(projects)}"


def _published(count: int) -> str:
    entries = (
        f"  - {{位置: 正文/项级支出/2{n // 100:02}{n % 100:02}01, 公布: {n}.01, 原因: 甲}}\n"
        for n in range(count)
    )
    return f"{_lines(count)}公布数:\n{''.join(entries)}"


TABLES = """
tables:
  - id: 支出表
    sum: {of: 支出}
    rows:
      - {label: 合计, into: 名称, sum: {}}
      - {subjects: {classification: 支出功能分类, levels: [类, 款, 项]}}
    columns:
      - {label: 编码, show: 编码}
      - {label: 名称, show: 名称}
      - {label: 合计, sum: {}}
      - {label: 基本, sum: {支出性质: 基本支出}}
  - id: 单位表
    rows: [{records: 部门概况.机构设置.单位}]
    columns: [{label: 序号, show: 序号}, {label: 名称, show: 名称}]
  - id: 目标表
    form:
      widths: [20, 20, 30, 30]
      rows:
        - lines: [[资金, {amount: 项目资金, narrow: {项目: 名称}, cols: 3}]]
        - {tree: 指标, cells: [{show: 指标}, {show: 目标}]}
"""
TEMPLATE = (
    "{{ 表('支出表').html }}{{ 表('单位表').html }}"
    "{% for 项 in 项级('一般公共预算') %}"
    "{% set 数额 = 数('项级支出', 科目=项.科目) %}"
    "<p>{{ 数额 | 金额 }}{{ 数额 | 比较('比上年') }}</p>"
    "{% endfor %}{% for 一项 in 项目 %}{{ 表('目标表', 一项).html }}{% endfor %}"
)
FACTS: dict[str, Callable[[int], str]] = {
    "lines": _lines,
    "units": lambda count: f"支出: []\n{_units(count)}",
    "projects": _projects,
    "published figures": _published,
}


@pytest.mark.parametrize("grow", FACTS.values(), ids=FACTS)
def test_composing_grows_with_the_facts(
    grow: Callable[[int], str], tmp_path: Path, make: Make
) -> None:
    calls = []
    for count in (100, 100, 200):  # the first one fills what is kept for the whole process
        made = make(facts(grow(count)), extends="fujian-budget", profile=TABLES, template=TEMPLATE)
        with _counted() as counted:
            made.printed  # noqa: B018
        calls.append(counted[0])
    assert 0 < calls[2] <= TWICE * calls[1]
