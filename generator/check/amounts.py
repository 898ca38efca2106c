"""Amounts that were typed into sentences, against the figures of the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.check.comparisons import RATE, Comparison
from generator.check.money import Money
from generator.check.texts import Written, around, cut
from generator.derive.numbers import YUAN_PER_WAN
from generator.derive.postings import typed
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model import Budget

NO_FIGURE = Rule(
    "W510",
    Level.NOTE,
    "文字里的金额不是文件中的数",
    "“{text}”里的{amounts}不等于文件中的任何一个数",
    "核对金额；有意写的可以不改",
    "文字里写的金额如果是文件中的数，两处应当相同。",
)
NEAR = Rule(
    "W511",
    Level.WARNING,
    "文字里的金额与数据略有出入",
    "“{text}”里的 {amount}，数据是 {figure}（{of}）",
    "核对两处，改成一致",
    "文字里的金额与数据中的数相差不到 1%，或者只是两个数字颠倒，多为笔误。",
)
UNIT = Rule(
    "W512",
    Level.WARNING,
    "万元与元混淆",
    "“{text}”里的“{amount}”，{problem}",
    "核对金额的单位",
    "文字里的金额与数据中的数只差一万倍，是“万元”误作“元”或相反；“元万”是“万元”之误。",
)
NO_UNIT = Rule(
    "W515",
    Level.NOTE,
    "“万”后面没有单位",
    "“{text}”里的“{amount}”后面没有单位{more}",
    "是金额的补上“元”",
    "金额写作“……万元”，“元”不能省。",
)
RULES = (NO_FIGURE, NEAR, UNIT, NO_UNIT)

DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
AMOUNT = re.compile(
    r"(?<![\d.,])(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*"
    r"(?P<unit>亿元|万元|元万(?!元)|元)(?!\s*[/／])"
)
IN_WAN = {"亿元": YUAN_PER_WAN, "万元": Decimal(1), "元万": Decimal(1), "元": 1 / YUAN_PER_WAN}
# a price or a standard of so much for each is no figure of the accounts
EACH = re.compile(r"(?:每|人均|标准|单价|起付|限额|工资)[^，。；]{0,12}$")
ABOUT = re.compile(r"(?:约|近|超过?|逾|达|不低于|不超过)$")
ABOUT_AFTER = re.compile(r"[余多]|左右|以[上下内]")
LEAST = Decimal(1)
MOST_DIGITS = 18
PRINTED_TO = Decimal("0.005")
ABOVE_PRICES = Decimal("0.01")
SENTENCE_END = re.compile("[。；]")
ONE_PERCENT = Decimal("0.01")
# texts about the document's own money
OWN = ("原因", "用途", "重点压减", "合理保障", "绩效说明", "总体目标", "可行性", "资金使用范围")
PROSE = ("部门概况", "整体支出自评", "一级项目自评")
BARE = re.compile(r"(?<![\d.,])[\d.,]*\d万(?=[，。；：、（]|$)")


@dataclass(frozen=True)
class Amount:
    """An amount in a text: as typed, in 万元, and half of its last digit in 万元."""

    typed: str
    value: Decimal
    slack: Decimal
    start: int
    end: int
    unit: str
    digits: str
    decimals: int

    @property
    def precise(self) -> bool:
        """Whether enough digits were typed to be more than chance."""
        return len(self.digits.strip("0")) >= 3


class Figures:
    """The numbers that a document prints, and those that a text at one place is about."""

    def __init__(self, disclosure: Disclosure, found: Sequence[Comparison]) -> None:
        self.disclosure = disclosure
        self.found = found
        self.money = Money.of(disclosure)

    @cached_property
    def values(self) -> list[Decimal]:
        """All printed amounts, last year's, and the changes, in 万元, sorted."""
        texts = {p.text for p in self.disclosure.printed.places if p.part != RATE}
        numbers = {number for text in texts if (number := _number(text))}
        if any(form.unit == "元" for form in self.disclosure.profile.data.formats.values()):
            numbers |= {number / YUAN_PER_WAN for number in numbers}
        for one in self.found:
            numbers |= {one.current, one.prior, abs(one.change)}
        return sorted(numbers - {Decimal(0)})

    @cached_property
    def digits(self) -> dict[str, Decimal]:
        """The printed amounts by their digits."""
        return {_digits(value): value for value in self.values}

    def equal(self, amount: Amount) -> bool:
        """Whether a figure is the amount, rounded as it was typed."""
        return self.between(amount.value - amount.slack, amount.value + amount.slack) is not None

    def between(self, low: Decimal, high: Decimal) -> Decimal | None:
        """The first figure from ``low`` to ``high``."""
        index = bisect_left(self.values, low)
        fits = index < len(self.values) and self.values[index] <= high
        return self.values[index] if fits else None

    @cached_property
    def reasons(self) -> dict[str, list[Comparison]]:
        """The comparisons that a reason under 原因 speaks of."""
        spoken: dict[str, list[Comparison]] = {}
        for one in self.found:
            if one.loc[0] == "原因":
                spoken.setdefault(str(one.loc[1]), []).append(one)
        return spoken

    @cached_property
    def others(self) -> dict[Loc, Comparison]:
        """The comparisons of lines and named changes by their place."""
        return {one.loc[:2]: one for one in self.found if one.loc[0] != "原因"}

    def about(self, loc: Loc) -> Iterator[tuple[str, Decimal]]:
        """The amounts (万元) that a text at ``loc`` is about, with their names."""
        document, divisor = self.disclosure.document, self.disclosure.divisor
        if loc[0] == "原因":
            compared = self.reasons.get(str(loc[1]), [])
        else:
            compared = [self.others[loc[:2]]] if loc[:2] in self.others else []
        for one in compared:
            yield from ((one.name, one.current), (f"上年{one.name}", one.prior))
            yield f"{one.name}的增减", abs(one.change)
        if loc[0] == "支出" and isinstance(loc[1], int):
            line = document.expenditures[loc[1]]
            yield from ((key, amount / divisor) for key, amount in typed(line).items())
        if loc[0] == "项目" and isinstance(loc[1], int) and isinstance(document, Budget):
            project = document.projects[loc[1]]
            yield f"“{project.name}”的资金", sum(project.funds.values(), Decimal(0)) / divisor


def amounts(figures: Figures, texts: Iterable[Written]) -> Iterator[Finding]:
    """Typed amounts against the figures."""
    seen: set[tuple[str, str]] = set()
    for one in texts:
        for finding in _of_text(figures, one) if "元" in one.text and not one.name else ():
            if (finding.code, one.text) not in seen:
                seen.add((finding.code, one.text))
                yield finding


def no_unit(texts: Iterable[Written]) -> Iterator[Finding]:
    """So and so many 万 of what is not said, in texts about money."""
    for one in texts:
        if one.name or one.loc[0] in PROSE or "元" not in one.text:
            continue
        if found := list(BARE.finditer(one.text.translate(DIGITS))):
            more = f"，这样的地方共 {len(found)} 处" if len(found) > 1 else ""
            params = {"text": around(one.text, found[0]), "amount": found[0].group(), "more": more}
            yield Finding("W515", params, one.loc)


def _of_text(figures: Figures, one: Written) -> Iterator[Finding]:
    unknown: list[Amount] = []
    found = list(_amounts(one.text))
    for index, amount in enumerate(found):
        context = cut(one.text, amount.start, amount.end)
        if problem := _odd_unit(found, index, one.text):
            params = {"text": context, "amount": amount.typed, "problem": problem}
            yield Finding("W512", params, one.loc)
        elif EACH.search(_before(one.text, amount)) or figures.equal(amount):
            continue
        elif finding := _slip(figures, amount, context) or _near(figures, amount, context, one.loc):
            yield Finding(finding.code, finding.params, one.loc)
        elif amount.value >= LEAST and not _approximate(one.text, amount):
            unknown.append(amount)
    if unknown and one.loc[0] not in PROSE and not set(one.loc).isdisjoint(OWN):
        typed_so = "、".join(dict.fromkeys(amount.typed for amount in unknown))
        params = {"text": cut(one.text, unknown[0].start, unknown[0].end), "amounts": typed_so}
        yield Finding("W510", params, one.loc)


def _amounts(text: str) -> Iterator[Amount]:
    plain = text.translate(DIGITS)
    for match in AMOUNT.finditer(plain):
        number = Decimal(match["number"].replace(",", ""))
        scale = IN_WAN[match["unit"]]
        decimals = -int(number.as_tuple().exponent)
        slack = max(Decimal(1).scaleb(-decimals) / 2 * scale, PRINTED_TO)
        digits = match["number"].replace(",", "")
        start, end = match.span()
        shown = text[start:end]
        yield Amount(
            shown, number * scale, slack, start, end, match["unit"], _digits_of(digits), decimals
        )


def _odd_unit(found: Sequence[Amount], index: int, text: str) -> str:
    """What is wrong with a unit by itself or beside its neighbours."""
    amount = found[index]
    if amount.unit == "元万":
        return "应是“万元”"
    if amount.unit != "元" or amount.decimals != 1 or amount.value < ABOVE_PRICES:
        return ""
    beside = [found[near] for near in (index - 1, index + 1) if 0 <= near < len(found)]
    listed = [
        one
        for one in beside
        if not SENTENCE_END.search(text[min(amount.end, one.end) : max(amount.start, one.start)])
    ]
    return "前后各数都是“万元”" if len(listed) == 2 and _all_wan(listed) else ""


def _all_wan(amounts_: Sequence[Amount]) -> bool:
    return all(one.unit == "万元" for one in amounts_)


def _slip(figures: Figures, amount: Amount, context: str) -> Finding | None:
    """An amount that is a figure but for its unit."""
    if not amount.precise:
        return None
    times = {"元": YUAN_PER_WAN, "万元": 1 / YUAN_PER_WAN}.get(amount.unit)
    if times is None:
        return None
    meant = figures.between(amount.value * times - PRINTED_TO, amount.value * times + PRINTED_TO)
    if meant is None or meant < LEAST:
        return None
    problem = f"数据是 {figures.money.text(meant)}"
    return Finding("W512", {"text": context, "amount": amount.typed, "problem": problem})


def _near(figures: Figures, amount: Amount, context: str, loc: Loc) -> Finding | None:
    """An amount that is almost one that its text is about, or any figure with digits swapped."""
    params = {"text": context, "amount": amount.typed}
    for name, value in figures.about(loc):
        gap = abs(amount.value - value)
        if value >= LEAST and gap <= value * ONE_PERCENT and not _round(amount, value):
            return Finding("W511", {**params, "figure": figures.money.text(value), "of": name})
    if amount.precise and 4 <= len(amount.digits) <= MOST_DIGITS:
        for swapped in _swapped(amount.digits):
            value = figures.digits.get(swapped, Decimal(0))
            if value and Decimal("0.1") < amount.value / value < 10:
                return Finding(
                    "W511", {**params, "figure": figures.money.text(value), "of": "两个数字颠倒"}
                )
    return None


def _round(amount: Amount, value: Decimal) -> bool:
    """Whether the amount is the value rounded to fewer digits."""
    whole = "" if amount.decimals else amount.digits[:-2]
    zeros = len(whole) - len(whole.rstrip("0"))
    return abs(amount.value - value) <= amount.slack.scaleb(zeros)


def _approximate(text: str, amount: Amount) -> bool:
    return bool(ABOUT.search(_before(text, amount)) or ABOUT_AFTER.match(text, amount.end))


def _before(text: str, amount: Amount) -> str:
    """The words just before an amount."""
    return text[max(0, amount.start - 20) : amount.start]


def _number(text: str) -> Decimal | None:
    plain = text.replace(",", "")
    return Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None


def _digits(value: Decimal) -> str:
    return _digits_of(f"{value:.2f}")


def _digits_of(number: str) -> str:
    """The digits of a number with two decimals at least."""
    whole, _, part = number.partition(".")
    return whole.lstrip("0") + part.ljust(2, "0")


def _swapped(digits: str) -> Iterator[str]:
    """The digits with two neighbours changed about."""
    for index in range(len(digits) - 1):
        if digits[index] != digits[index + 1]:
            first, second = digits[index], digits[index + 1]
            yield digits[:index] + second + first + digits[index + 2 :]
