"""A short run of the fuzzer: ``make fuzz`` is the long one, ``make proof`` runs a longer one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.fuzz import FACTS, KINDS, case, run, together

SEED, CASES = 20240131, 40


def test_mutated_files_end_in_findings_or_a_document(tmp_path: Path) -> None:
    tally = run(SEED, iter(range(1, CASES + 1)), tmp_path, time.monotonic() + 600)
    assert not tally.crashes, next(iter(tally.crashes.values()))
    assert tally.tried == CASES
    assert tally.outcomes["findings"] > CASES / 5
    assert tally.outcomes["document"] > CASES / 5
    assert {code[0] for code in tally.codes} >= set("RFPC")


def test_a_case_is_always_the_same_and_no_two_are() -> None:
    assert len(FACTS) == 5
    assert len({case(SEED, number) for number in range(8)}) > 6
    assert [case(SEED, number) for number in range(4)] == [case(SEED, n) for n in range(4)]


def test_both_kinds_of_files_take_turns() -> None:
    made = [case(SEED, number).decode("utf-8", "replace") for number in range(2 * len(KINDS))]
    assert len(KINDS) == 2
    assert all("文种" in text for text in made[2:])


@pytest.mark.slow
def test_many_more_files(tmp_path: Path) -> None:
    tally = together(SEED, 600, 0, tmp_path, {"html": 10, "docx": 50, "pdf": 500})
    assert not tally.crashes, next(iter(tally.crashes.values()))
    assert tally.tried > 1000
