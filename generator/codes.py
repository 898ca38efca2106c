"""Names of classification codes (政府收支分类科目)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.resources import resource

LEVELS = {"类": 3, "款": 5, "项": 7}
ECONOMIC_SCHEME = "部门预算"


@dataclass(frozen=True)
class Subject:
    """A code with its name; ``verified`` where the name was read in a published document."""

    code: str
    name: str
    verified: bool


@cache
def functional() -> Mapping[str, Subject]:
    """支出功能分类科目 by code."""
    return {row["code"]: _subject(row) for row in _rows("functional.csv")}


@cache
def economic() -> Mapping[str, Subject]:
    """部门预算支出经济分类科目 by code."""
    rows = _rows("economic.csv")
    return {row["code"]: _subject(row) for row in rows if row["scheme"] == ECONOMIC_SCHEME}


CLASSIFICATIONS = {"支出功能分类": functional, "支出经济分类": economic}


def _rows(name: str) -> list[dict[str, str]]:
    with (resource("data") / "codes" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _subject(row: dict[str, str]) -> Subject:
    return Subject(row["code"], row["name"], row["status"] == "published")
