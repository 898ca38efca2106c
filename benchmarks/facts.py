"""Facts made for measuring: a published document with more lines, or with a fault."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CODES = ROOT / "data" / "codes" / "functional.csv"
LINES, CODE, NAMES = "支出", "科目", "科目名称"
AMOUNTS = ("基本支出", "项目支出")
# amounts that another part of the facts gives, too, and what a line has of last year's money
TWICE, CARRIED = ("2080505", "2080506"), "上年结转"
CENT = Decimal("0.01")
ITEM = re.compile(r"科目: (\d{5})\d{2}")


def faulty(source: Path, target: Path) -> Path:
    """A copy whose first functional code lacks its last two digits."""
    text, changed = ITEM.subn(r"科目: \1", source.read_text(encoding="utf-8"), count=1)
    if not changed:
        raise ValueError(f"no functional code in {source}")
    target.write_text(text, encoding="utf-8")
    return target


def expenditure_lines(source: Path) -> int:
    """How many expenditure lines a facts file has."""
    return len(_read(source)[LINES])


def enlarged(source: Path, target: Path, count: int) -> Path:
    """A copy with ``count`` expenditure lines and the same totals, that no check stops.

    Each line that may be is split into several, each under a code of its own: those of the
    classification first, then ones made up below its 款, with a name.
    """
    facts = _read(source)
    lines: list[dict[str, str]] = facts[LINES]
    own = [line[CODE] for line in lines]
    fresh = _codes(own)
    divided = [line for line in lines if line[CODE] not in TWICE and CARRIED not in line]
    made = [line for line in lines if line not in divided]
    wanted = count - len(made)
    for index, line in enumerate(divided):
        share = wanted // len(divided) + (index < wanted % len(divided))
        codes = [line[CODE], *(next(fresh) for _ in range(share - 1))]
        made += _split(line, codes)
    facts[LINES] = made
    known = _known()
    names = {line[CODE]: f"专项 {line[CODE]}" for line in made if line[CODE] not in known}
    facts[NAMES] = {**facts.get(NAMES, {}), **names}
    target.write_text(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target


def _read(source: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    facts = yaml.load(source.read_text(encoding="utf-8"), Loader=loader)
    assert isinstance(facts, dict)
    return facts


def _split(line: dict[str, str], codes: Sequence[str]) -> Iterator[dict[str, str]]:
    """The line's amounts shared between codes; what does not divide stays with the first."""
    shares = {
        name: (Decimal(line[name]) / len(codes)).quantize(CENT, ROUND_DOWN)
        for name in AMOUNTS
        if name in line
    }
    for index, code in enumerate(codes):
        rest = 0 if index else len(codes) - 1
        amounts = {
            name: str(share if index else Decimal(line[name]) - rest * share)
            for name, share in shares.items()
        }
        yield {**line, CODE: code, **amounts}


def _known() -> list[str]:
    with CODES.open(encoding="utf-8", newline="") as stream:
        return [row["code"] for row in csv.DictReader(stream)]


def _codes(taken: Sequence[str]) -> Iterator[str]:
    """Codes of seven digits that are not taken."""
    known = _known()
    real = [code for code in known if len(code) == 7]
    yield from (code for code in real if code not in taken)
    used = {*real, *taken}
    for number in range(1, 100):
        for code in known:
            if len(code) == 5 and f"{code}{number:02}" not in used:
                yield f"{code}{number:02}"
