"""The two kinds of document, and the unit of their amounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model import Budget, FinalAccount, parse
from generator.read import read_source
from tests.findings import found_by
from tests.making import LINES, PUBLISHED, Make, facts, printed

ACCOUNT_ONLY = "结转结余: {年初结转和结余: {一般公共预算: 1.00}}\n"
BUDGET_ONLY = "转移支付:\n  - {科目: 2101501, 转移支付项目: 甲, 金额: 1.00}\n"


@pytest.mark.parametrize(
    ("kind", "model"),
    [
        ("部门预算", Budget),
        ("单位预算", Budget),
        ("部门决算", FinalAccount),
        ("单位决算", FinalAccount),
    ],
)
def test_kinds(kind: str, model: type, make: Make) -> None:
    document = make(facts(kind=kind)).document
    assert type(document) is model
    assert document.kind == kind


@pytest.mark.parametrize(
    ("kind", "text"), [("部门预算", ACCOUNT_ONLY), ("单位决算", BUDGET_ONLY)], ids=["预算", "决算"]
)
def test_what_belongs_to_the_other_kind_is_unknown(kind: str, text: str, make: Make) -> None:
    [finding] = found_by(lambda: make(facts(LINES + text, kind)))
    assert finding.code == "F202"


@pytest.mark.parametrize(
    ("unit", "basic", "shown"),
    [
        ("", "12.5", "12.50"),
        ("金额单位: 万元\n", "12.5", "12.50"),
        ("金额单位: 元\n", "125000", "12.50"),
        ("金额单位: 元\n", "125,049.99", "12.50"),
        ("金额单位: 元\n", "125050", "12.51"),
    ],
)
def test_unit_of_amounts(unit: str, basic: str, shown: str, make: Make) -> None:
    text = facts(f"{unit}支出: [{{科目: 2101501, 基本支出: '{basic}'}}]\n")
    made = make(text, template="<p>{{ 数('支出预算') | 金额 }}</p>")
    assert printed(made) == [shown]


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_facts_are_read(path: Path) -> None:
    document = parse(read_source(path))
    assert document.expenditures
    assert (document.kind in ("部门决算", "单位决算")) == isinstance(document, FinalAccount)


def test_there_are_five_published_documents() -> None:
    assert len(PUBLISHED) == 5
