"""The invented bureaus under data/examples: everything that facts can hold, and nothing wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import load
from generator.check import run_checks
from generator.findings import Level
from tests.adding import differences, last_totals
from tests.adding_forms import form_differences
from tests.making import ROOT

EXAMPLES = sorted((ROOT / "data" / "examples").glob("*.yaml"))


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_error_and_no_warning(path: Path) -> None:
    report = run_checks(load(path))
    assert [str(one) for one in (*report.of(Level.ERROR), *report.of(Level.WARNING))] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_table_of_an_example_ties(path: Path) -> None:
    made = load(path)
    summed = forms = 0
    for grid in made.printed.grids:
        table = made.profile.table(grid.id)
        assert list((form_differences if table.form else differences)(grid)) == []
        forms += table.form is not None
        if len(table.blocks) == 2:
            first, second, *_ = last_totals(grid)
            assert first == second != 0
            summed += 1
    assert summed >= 2
    assert forms >= 2
