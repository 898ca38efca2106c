"""Bureaus with everything: whatever they type, every table ties, and nothing is an error."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator import Disclosure, load
from generator.check import run_checks
from generator.findings import Level
from tests.adding import differences, joined, last_totals
from tests.adding_forms import form_differences
from tests.inventing import CAPITAL, FUND, GENERAL, Bureau

# kind of document, and whether the form prints basic expenditure by 人员 and 公用
FORMS = {
    "fujian-budget": ("部门预算", False),
    "liaoning-unit-budget": ("单位预算", True),
    "national-final-account": ("部门决算", False),
    "quanzhou-budget": ("部门预算", False),
    "xiamen-budget": ("部门预算", True),
    "xiamen-final-account": ("部门决算", True),
    "zhangzhou-budget": ("部门预算", False),
}
BALANCES = ("收支预算总表", "部门收支预算总体情况表", "收入支出决算总表")
APPROPRIATED = (
    "财政拨款收支预算总表",
    "财政拨款收支预算总体情况表",
    "财政拨款收入支出决算总表",
)
GENERATE = (Phase.explicit, Phase.generate)  # a seed cannot be made smaller
HALF = Decimal("0.005")
seeds = st.integers(0, 10**9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("invented")


@pytest.mark.parametrize("profile", FORMS)
@settings(max_examples=4, phases=GENERATE)
@given(seed=seeds)
def test_every_table_ties(profile: str, seed: int, folder: Path) -> None:
    _ties(profile, seed, folder)


@pytest.mark.slow
@pytest.mark.parametrize("profile", FORMS)
@settings(max_examples=150, phases=GENERATE)
@given(seed=seeds)
def test_every_table_of_many_bureaus_ties(profile: str, seed: int, folder: Path) -> None:
    _ties(profile, seed, folder)


def _ties(profile: str, seed: int, folder: Path) -> None:
    kind, split = FORMS[profile]
    bureau = Bureau(seed, kind, profile, split=split)
    path = folder / "facts.yaml"
    path.write_text(yaml.safe_dump(bureau.facts(), allow_unicode=True, sort_keys=False), "utf-8")
    made = load(path)
    assert [str(one) for one in run_checks(made).of(Level.ERROR)] == []
    exact = bureau.unit == "万元"
    for where, gap, count in _differences(made):
        assert not exact, (where, gap)
        assert abs(gap) <= HALF * count, (where, gap)
    _balances(made, bureau)


def _differences(made: Disclosure) -> Iterator[tuple[str, Decimal, int]]:
    assert made.printed.grids
    for name, grids in made.printed.tables.items():
        if made.profile.table(name).form:
            for grid in grids:
                yield from form_differences(grid)
        else:
            yield from differences(joined(grids))


def _balances(made: Disclosure, bureau: Bureau) -> None:
    """Both sides are one number, and it is what was typed."""
    found = 0
    for name, grids in made.printed.tables.items():
        if name in (*BALANCES, *APPROPRIATED):
            left, right = last_totals(grids[0])
            assert left == right, name
            funds = (GENERAL, FUND, CAPITAL) if name in APPROPRIATED else None
            spent = sum(
                bureau.spent(line)
                for line in bureau.lines
                if funds is None or line["资金性质"] in funds
            )
            typed = Decimal(spent) / 100 / made.divisor
            assert right >= typed - HALF if bureau.account else abs(right - typed) <= HALF
            found += 1
    assert found == 2
