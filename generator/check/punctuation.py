"""Punctuation of typed texts: brackets, quotation marks, half-width marks, document numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from generator.check.texts import CHINESE, Written, around, cut, shortened
from generator.findings import Finding, Level, Rule

MIXED = Rule(
    "W520",
    Level.WARNING,
    "括号一半全角一半半角",
    "“{text}”里的括号一半是全角、一半是半角",
    "中文里用全角括号“（）”",
    "成对的括号宽度应当相同。",
)
UNBALANCED = Rule(
    "W521",
    Level.WARNING,
    "括号、引号或书名号不成对",
    "“{text}”里的“{mark}”没有成对",
    "补上另一半，或删去多余的一半",
    "括号、引号、书名号应当成对使用。",
)
HALF_WIDTH = Rule(
    "W522",
    Level.NOTE,
    "中文里用了半角标点",
    "“{text}”里的“{mark}”是半角标点{more}",
    "改用全角标点",
    "中文文字里用全角标点。",
)
NUMBER = Rule(
    "W523",
    Level.NOTE,
    "文号的年份没有用六角括号",
    "文号“{text}”的年份没有用“〔〕”",
    "年份用“〔〕”括起",
    "公文发文字号的年份用六角括号“〔〕”括起。",
    "GB/T 9704",
)
STRAIGHT = Rule(
    "W524",
    Level.NOTE,
    "中文里用了直引号",
    "“{text}”里用了直引号",
    "改用“”或‘’",
    "中文文字里用弯引号。",
)
NUMBER_YEAR = Rule(
    "W525",
    Level.NOTE,
    "文号的年份与标题的年份相差两年以上",
    "“{text}”：标题说的是 {title} 年，文号是 {number} 年的",
    "核对文号",
    "安排某年资金的文件，一般在当年或上一年印发；文号的年份更早，多为抄错。",
)
RULES = (MIXED, UNBALANCED, HALF_WIDTH, NUMBER, STRAIGHT, NUMBER_YEAR)

PAIRS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "《": "》", "〈": "〉", "“": "”"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
WIDTHS = {"(": "）", "（": ")", "[": "】", "【": "]", "［": "]"}
MARKS = re.compile("[" + re.escape("".join([*PAIRS, *CLOSING])) + "]")
# 1) a) 一) at the head of an item
ITEM = re.compile(r"(?:^|[\s。；;，,、：:])[0-9０-９a-zA-Z一二三四五六七八九十]{1,2}$")
HALF = re.compile(f"(?<=[{CHINESE}”）》])[,;:?!](?=[{CHINESE}“（《])")
QUOTES = re.compile(f"(?<=[{CHINESE}])[\"']|[\"'](?=[{CHINESE}])")
DOCUMENT = re.compile(
    f"[{CHINESE}]{{2,12}}(?:[\\[(（【［](?:19|20)\\d\\d[\\])）】］])(?:第)?\\d+号"
)
TITLED = re.compile(
    r"《[^《》]{0,80}?(?P<title>20\d\d)年[^《》]{0,80}》[（(]"
    rf"[{CHINESE}]{{1,12}}[〔\[(（【［](?P<number>20\d\d)[〕\])）】］]第?\d+号"
)
UNQUOTED = re.compile(
    rf"关于[^《》，。；]{{0,40}}?(?P<title>20\d\d)年[^《》。；]{{0,80}}?的通知[（(]"
    rf"[{CHINESE}]{{1,12}}[〔\[(（【［](?P<number>20\d\d)[〕\])）】］]第?\d+号"
)
PLANNING = re.compile("规划|纲要|计划|方案|目标")
Check = Callable[[Written], Finding | None]


def punctuation(texts: Iterable[Written]) -> Iterator[Finding]:
    """Faults of punctuation; a text typed twice is reported once."""
    seen: set[tuple[str, str]] = set()
    numbers: set[str] = set()
    for one in texts:
        for check in CHECKS if not one.name else NAME_CHECKS:
            finding = check(one)
            if finding and (finding.code, one.text) not in seen:
                seen.add((finding.code, one.text))
                yield finding
        yield from _numbers(one, numbers)


def brackets(one: Written) -> Finding | None:
    """The first bracket, quotation mark or title mark whose other half is wrong or missing."""
    open_marks: list[tuple[str, int]] = []
    for match in MARKS.finditer(one.text):
        mark, place = match.group(), match.start()
        if mark in PAIRS:
            open_marks.append((mark, place))
        elif open_marks and open_marks[-1][0] == CLOSING[mark]:
            open_marks.pop()
        elif open_marks and WIDTHS.get(open_marks[-1][0]) == mark:
            return Finding("W520", {"text": cut(one.text, open_marks[-1][1], place + 1)}, one.loc)
        elif not (mark in ")）" and ITEM.search(one.text[max(0, place - 3) : place])):
            return _unbalanced(one, mark, place)
    return _unbalanced(one, *open_marks[-1]) if open_marks else None


def _unbalanced(one: Written, mark: str, place: int) -> Finding:
    return Finding("W521", {"text": cut(one.text, place, place + 1), "mark": mark}, one.loc)


def half_width(one: Written) -> Finding | None:
    """Half-width marks between Chinese characters: the first, and how many."""
    found = list(HALF.finditer(one.text))
    if not found:
        return None
    more = f"，这样的标点共 {len(found)} 处" if len(found) > 1 else ""
    params = {"text": around(one.text, found[0], 8), "mark": found[0].group(), "more": more}
    return Finding("W522", params, one.loc)


def straight(one: Written) -> Finding | None:
    """A straight quotation mark beside Chinese."""
    found = QUOTES.search(one.text)
    return Finding("W524", {"text": around(one.text, found, 8)}, one.loc) if found else None


def number_year(one: Written) -> Finding | None:
    """A document number much older than the year that its title speaks of."""
    for match in (*TITLED.finditer(one.text), *UNQUOTED.finditer(one.text)):
        if int(match["title"]) - int(match["number"]) < 2 or PLANNING.search(match.group()):
            continue
        params = {"text": shortened(match.group(), 60)}
        return Finding("W525", params | match.groupdict(), one.loc)
    return None


def _numbers(one: Written, seen: set[str]) -> Iterator[Finding]:
    """Document numbers in other brackets than 〔〕, each once in a document."""
    for match in DOCUMENT.finditer(one.text):
        number = match.group()
        issuer = re.split("[的由与和及对按据]|符合|根据|按照|依据", number)[-1]
        if issuer not in seen:
            seen.add(issuer)
            yield Finding("W523", {"text": issuer}, one.loc)


NAME_CHECKS: tuple[Check, ...] = (brackets, straight)
CHECKS: tuple[Check, ...] = (brackets, half_width, straight, number_year)
