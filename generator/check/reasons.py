"""Reasons for changes against last year: missing, contradicting the figure, or repeating it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from generator.check.comparisons import CHANGE, Comparison
from generator.check.texts import Printed, shortened
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule

EMPTY = Rule(
    "W501",
    Level.ERROR,
    "原因没有写",
    "“{heading}”下印出的句子没有原因：“{sentence}”{more}",
    "在“{place}”里补上{key}",
    "格式在这里印“主要原因是……”，数据文件没有写原因，印出的句子是不完整的。",
    "财预〔2016〕143号",
)
UNEXPLAINED = Rule(
    "W502",
    Level.WARNING,
    "增减没有说明原因",
    "{name}{words}，没有写原因",
    "{mend}",
    "公开的数与上年相比有增减的，应当说明原因。",
    "财预〔2016〕143号",
)
FLAT = Rule(
    "W503",
    Level.WARNING,
    "持平与原因不一致",
    "{name}{words}，原因却说“{word}”（{reason}）",
    "核对上年数；数没有错的，改写原因",
    "数与上年持平，原因说的却是增减；或者数有增减，原因说的却是持平。",
)
OPPOSITE = Rule(
    "W504",
    Level.WARNING,
    "原因与增减方向相反",
    "{name}{words}，原因却只说“{word}”（{reason}）",
    "核对本年数和上年数；数没有错的，改写原因",
    "数比上年增加，原因却只说减少；或者数减少，原因却只说增加。",
)
REPEATED = Rule(
    "W505",
    Level.WARNING,
    "原因只重复了增减",
    "{name}的原因只重复了增减的数（{reason}）",
    "写出为什么增减；增减的数由格式给出，不必再写",
    "句子里已经有增减的数，原因应当说明为什么。",
)
RULES = (EMPTY, UNEXPLAINED, FLAT, OPPOSITE, REPEATED)

NOTHING = re.compile(r"原因(?:是|为|：|:)+\s*(?=[。；，,;])")
# words that say which way an amount went; the second of each pair may go with it
UP = ("增加", "新增", "增长", "增支", "增人", "增多", "调增", "追加", "上升", "上调", "增设")
DOWN = ("减少", "压减", "缩减", "压缩", "削减", "减支", "调减", "核减", "下降", "下调", "节减")
WITH_UP = (*UP, "增", "提高", "提升", "扩大", "上涨", "晋升", "新设", "新购", "新建", "补")
WITH_DOWN = (*DOWN, "减", "节约", "取消", "降低", "停", "不再", "退休", "调出", "结束", "一次性")
THRIFT = "厉行节约"
SAME = ("持平", "一致", "不变", "无变化", "没有变化", "相同", "未变")
SAME_AMOUNT = ("持平", "与上年一致", "与去年一致", "与上年相同", "与去年相同", "无变化", "没有变化")
ONLY_DIRECTION = ("增加", "减少", "增长", "下降", "上升", "降低", "持平")
NEGATION = "(?<![未无没不])(?<!没有)(?<!不再)(?<!并未)"
FILLING = re.compile(
    r"20\d\d年|[本今当上去]年|年度|预算|决算|收入|支出|经费|费用|总额|金额|资金|收支"
    r"|主要原因|主要|原因|因为|由于|所致|导致|造成|变动|变化|相比|有所|略有|[比较与了的是数为]"
    r"|万元|[元%，。；、：\d.,]"
)
MANY = 5


def missing(
    disclosure: Disclosure, printed: Iterable[Printed], found: Sequence[Comparison]
) -> Iterator[Finding]:
    """Sentences that print no reason, and changes that nothing explains."""
    broken: dict[Loc, list[Printed]] = {}
    unclear: set[str] = set()
    lines = _first_lines(disclosure)
    for block in printed:
        match = NOTHING.search(block.text) if block.tag == "p" else None
        if match:
            broken.setdefault(_place(disclosure, block, lines), []).append(block)
            unclear.update(key.split("·")[0] for key in block.figures)
    yield from _broken(broken)
    shown = {place.figure.key for place in disclosure.printed.places if place.part == CHANGE}
    noted = {finding.loc for finding in disclosure.printed.findings}
    wanted = [
        one
        for one in found
        if one.changed and not one.reason and one.figure in shown and one.loc not in noted
    ]
    asked = _asked(disclosure) if wanted else ""
    for one in wanted:
        if one.figure not in unclear and _prints_reason(asked, one):
            params = {"name": one.name, "words": one.words, "mend": _mend(one.loc)}
            yield Finding("W502", params, loc=one.loc)


def _mend(loc: Loc) -> str:
    """Where to type a reason."""
    return f"在“原因”里补上“{loc[-1]}”" if loc[0] == "原因" else "在这一行补上“原因”"


def _asked(disclosure: Disclosure) -> str:
    """The templates of the form."""
    return "\n".join(disclosure.profile.templates())


def _prints_reason(templates: str, one: Comparison) -> bool:
    """Whether the form has a place for the reason."""
    if not one.keys:
        return re.search(r"\w\.原因\b", templates) is not None
    names = "|".join(map(re.escape, one.keys))
    return re.search(rf"原因\.(?:{names})\b|原因\[[\"'](?:{names})|原因\[\w", templates) is not None


def _broken(found: dict[Loc, list[Printed]]) -> Iterator[Finding]:
    """One finding for each reason that is missing; of those of many lines one in all."""
    lines = [loc for loc in found if loc[0] == "支出"]
    for loc, blocks in found.items():
        sentences = len(blocks)
        if loc in lines and len(lines) > MANY:
            sentences = len(lines)
            if loc != lines[0]:
                continue
        match = NOTHING.search(blocks[0].text)
        end = match.end() if match else 0
        sentence = blocks[0].text[max(0, end - 30) : end + 1]
        params = {"heading": blocks[0].heading, "sentence": sentence}
        params["more"] = f"，这样的句子共 {sentences} 处" if sentences > 1 else ""
        params["place"] = f"支出第 {int(loc[1]) + 1} 项" if loc in lines else "原因"
        yield Finding("W501", {**params, "key": f"“{loc[-1]}”"}, loc)


def _first_lines(disclosure: Disclosure) -> dict[tuple[str, str], int]:
    lines: dict[tuple[str, str], int] = {}
    for index, line in enumerate(disclosure.document.expenditures):
        lines.setdefault((line.fund, line.code), index)
    return lines


def _place(disclosure: Disclosure, block: Printed, lines: dict[tuple[str, str], int]) -> Loc:
    """Where the reason of a sentence belongs: that of the first figure in it."""
    keys = [key.split("·")[0] for key in block.figures]
    figures = {figure.key: figure for figure in disclosure.printed.figures}
    known = [figures[key] for key in keys if key in figures]
    if not known:
        return ("原因", "收支")
    first = known[0].queries[0]
    where = dict(first.where)
    if first.dataset == "支出" and isinstance(code := where.get("科目"), str):
        return ("支出", lines.get((str(where.get("资金性质")), code), 0), "原因")
    return ("原因", _key(first.dataset, where.get("项目")))


def _key(dataset: str, item: object) -> str:
    """The key of the reason for a figure; 收支 serves every total without one of its own."""
    if dataset == "三公经费":
        whole = "公务用车购置及运行费" if item else "三公经费"
        return item if isinstance(item, str) else whole
    return dataset if dataset == "机关运行经费" else "收支"


def contradicting(found: Iterable[Comparison], printed: Iterable[Printed]) -> Iterator[Finding]:
    """Reasons that speak of another direction than the figure beside them, or only repeat it."""
    blocks: dict[str, list[str]] = {}
    for block in printed:
        for key in {key.split("·")[0] for key in block.figures}:
            blocks.setdefault(key, []).append(block.text)
    seen: set[tuple[str, str]] = set()
    for one in found:
        finding = _contradiction(one) if one.reason else None
        if finding is None or (finding.code, one.reason) in seen:
            continue
        if any(one.reason in text for text in blocks.get(one.figure, ())):
            seen.add((finding.code, one.reason))
            yield finding


def _contradiction(one: Comparison) -> Finding | None:
    if _repeats(one):
        params = {"name": one.name, "reason": shortened(one.reason)}
        return Finding("W505", params, loc=one.loc)
    up, down = _said(one.reason, UP), _said(one.reason, DOWN)
    same = _said(one.reason, SAME_AMOUNT)
    if one.flat and (up or down) and not _said(one.reason, SAME):
        return _finding("W503", one, up or down)
    if one.changed and same and not up and not down:
        return _finding("W503", one, same)
    if one.change > 0 and one.changed and not _said(one.reason, WITH_UP):
        return _finding("W504", one, down or _said(one.reason, (THRIFT,)))
    if one.change < 0 and one.changed and not _said(one.reason, WITH_DOWN):
        return _finding("W504", one, up)
    return None


def _finding(code: str, one: Comparison, word: str) -> Finding | None:
    if not word:
        return None
    reason = shortened(one.reason)
    params = {"name": one.name, "words": one.words, "word": word, "reason": reason}
    return Finding(code, params, loc=one.loc)


def _repeats(one: Comparison) -> bool:
    """Whether nothing is left of the reason without the figure's name and its change."""
    rest = one.reason.replace(one.name.strip("“”"), "")
    for word in ONLY_DIRECTION:
        rest = rest.replace(word, "")
    return FILLING.sub("", rest) == ""


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{NEGATION}(?:{'|'.join(map(re.escape, words))})")


def _said(text: str, words: tuple[str, ...]) -> str:
    """The first of ``words`` that the text says without denying it; empty where there is none."""
    found = _pattern(words).search(text)
    return found.group() if found else ""
