"""Every place where the facts file prints what was published, not what the facts give."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.registry import check
from generator.derive.figures import rounded
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Rule
from generator.model.common import PublishedFigure, PublishedText

DIFFERS = Rule(
    "P303",
    Level.WARNING,
    "公布数与数据不符",
    "“{place}”公布 {value}，按数据{derived}{gap}（{reason}）",
    "公布有误的，下次公开时更正；数据有误的，改数据并删去这一条",
    "公布数是当年公开时印出、而数据得不出的数。差额超过四舍五入所能解释的，是公布时的错误。",
)
ROUNDING = Rule(
    "P304",
    Level.NOTE,
    "公布数是尾差",
    "“{place}”公布 {value}，按数据{derived}，尾差 {gap}（{reason}）",
    "",
    "各数分别四舍五入后相加，与合计四舍五入可以相差 0.01。",
)
SAME = Rule(
    "P305",
    Level.ERROR,
    "公布数已与数据相同",
    "“{place}”公布 {value}，与数据得出的相同",
    "删去这一条",
    "公布数只用于与数据不同之处；相同时留着它，以后改了数据也不会显示。",
)
WORDS = Rule(
    "P306",
    Level.WARNING,
    "公布文字与格式不同",
    "“{place}”下，{what}（{reason}）",
    "下次公开时按格式写，并删去这一条",
    "公布文字是当年公开时与格式规定的写法不同的文字，多为错漏。",
)
TAIL_UNIT = "0.01"


@check(DIFFERS, ROUNDING, SAME)
def published_figures(disclosure: Disclosure) -> Iterator[Finding]:
    """Each entry of 公布数 against what the facts give where it is printed."""
    for index, derived in disclosure.printed.published.items():
        yield _figure(disclosure, index, disclosure.document.published[index], derived)


def _figure(disclosure: Disclosure, index: int, entry: PublishedFigure, derived: str) -> Finding:
    shown = f"为 {derived}" if derived else "不印"
    params = {"place": entry.place, "value": entry.value, "derived": shown, "gap": ""}
    params["reason"] = entry.reason
    number, facts = (disclosure.published.number(text) for text in (entry.value, derived))
    loc = ("公布数", index)
    if number is None or facts is None:
        return Finding("P305" if entry.value == derived else "P303", params, loc=loc)
    gap = rounded(number, 2) - rounded(facts, 2)
    if not gap:
        same = entry.value.replace(",", "") == derived.replace(",", "")
        return Finding("P305" if same else "P303", params, loc=loc)
    if f"{abs(gap):f}" <= TAIL_UNIT:
        return Finding("P304", {**params, "gap": f"{gap:+f}"}, loc=loc)
    return Finding("P303", {**params, "gap": f"，相差 {gap:+f}"}, loc=loc)


@check(WORDS)
def published_words(disclosure: Disclosure) -> Iterator[Finding]:
    """Each entry of 公布文字."""
    for index, entry in enumerate(disclosure.document.published_texts):
        params = {"place": entry.place, "what": _told(entry), "reason": entry.reason}
        yield Finding("P306", params, loc=("公布文字", index))


def _told(entry: PublishedText) -> str:
    """What an entry does, in words."""
    beside = f"“{entry.before}”之前" if entry.before is not None else f"“{entry.after}”之后"
    if entry.replaced is not None:
        return f"公布为“{entry.by}”，按格式为“{entry.replaced}”"
    if entry.removed is not None:
        return f"公布时没有“{entry.removed}”"
    if entry.inserted is not None:
        return f"公布时{beside}多“{entry.inserted}”"
    return f"公布时“{entry.moved}”在{beside}"
