"""Years that were typed into sentences, against the year of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.check.texts import Written, cut
from generator.findings import Finding, Level, Rule

YEAR = Rule(
    "W513",
    Level.NOTE,
    "文字里的年份既不是本年也不是上年",
    "“{text}”里的“{year}年”既不是本年（{this}）也不是上年",
    "核对年份；沿用往年文字的，改成本年",
    "往年的文字沿用下来，常忘记改年份。",
)
BUDGET_YEAR = Rule(
    "W514",
    Level.WARNING,
    "预算年度不是本年",
    "“{text}”说的是 {year} 年预算，本文件是 {this} 年度",
    "改成本年度，并核对后面的金额",
    "项目申请或安排预算的年度应当是文件的年度。",
)
RULES = (YEAR, BUDGET_YEAR)

# since, until, from … to, editions and dates of laws are not the year that a sentence is about
PLAIN_YEAR = re.compile(
    r"(?<![\d〔\[（(\-—~～至到自从])(20\d\d)年度?"
    r"(?!\d|[^，。；]{0,4}以来|以前|之前|底|版|起|及以后|末|[—\-~～至到])"
)
CLAIMED = re.compile(r"(20\d\d)年度?(?:部门|项目)?预算(?:申请|安排|资金|金额)")
# texts that cite documents and calculations of other years
CITING = ("项目内容", "立项依据")


def years(year: int, texts: Iterable[Written]) -> Iterator[Finding]:
    """Years that are neither this nor last year, and budgets asked for another year."""
    seen: set[tuple[str, str]] = set()
    for one in texts:
        if "20" not in one.text or one.name or (finding := _year(year, one)) is None:
            continue
        if (finding.code, one.text) not in seen:
            seen.add((finding.code, one.text))
            yield finding


def _year(year: int, one: Written) -> Finding | None:
    if one.loc[0] == "项目":
        for match in CLAIMED.finditer(one.text):
            if int(match[1]) != year:
                return Finding("W514", _params(one, match, year), one.loc)
    if one.key in CITING:
        return None
    for match in PLAIN_YEAR.finditer(one.text):
        if int(match[1]) not in (year - 1, year, year + 1):
            return Finding("W513", _params(one, match, year), one.loc)
    return None


def _params(one: Written, match: re.Match[str], year: int) -> Mapping[str, object]:
    return {"text": cut(one.text, *match.span()), "year": match[1], "this": year}
