"""Facts that were typed and that the form does not print.

What counts as printed: a text, that it stands in the document as derived; an amount, that a figure
of a cell, a sentence or a comparison takes it in; a number of things, that the form names its key.
Short texts may stand there by chance, and tell only together with what is typed beside them.
Amounts of self-evaluations are told by the texts beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.check.holding import Coverage
from generator.check.registry import check
from generator.compose.naming import keys_asked_for
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule, shortened
from generator.walking import walk

UNPRINTED = Rule(
    "C615",
    Level.WARNING,
    "写了而没有印出",
    "“{key}”没有印出：{what}{more}",
    "这种格式不印这一项：不需要的，删去或改成注释；需要的，换用印它的格式",
    "数据文件里写了、格式却不印的内容，读者看不到。",
)
# what is about the document and is not printed itself, and what stands for something else
ASIDE = ("文种", "格式", "年度", "金额单位", "数据版本", "批复", "公布数", "公布文字", "豁免")
CODES = ("科目", "资金性质", "收入来源", "方向", "余额", "经费", "经济科目", "汇总", "车辆")
TELLING, SHORTEST = 12, 4
ANY = "*"


@dataclass
class Node:
    """Facts below a key: the telling ones and the short ones, each printed or not."""

    telling: list[bool] = field(default_factory=list)
    short: list[bool] = field(default_factory=list)
    below: dict[str | int, Node] = field(default_factory=dict)
    shown: str = ""

    def add(self, loc: Loc, printed: bool, telling: bool, shown: str) -> None:
        """A fact at ``loc`` below this key."""
        (self.telling if telling else self.short).append(printed)
        self.shown = self.shown or shown
        if loc:
            self.below.setdefault(loc[0], Node()).add(loc[1:], printed, telling, shown)

    @property
    def unprinted(self) -> bool:
        """Whether nothing of it is printed, but for short texts that stand there by chance."""
        if any(self.telling):
            return False
        chance = self.short.count(True)
        return not chance if not self.telling else chance * 2 < len(self.short) or not self.short


class Said:
    """All that a document says, in which many texts are looked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts = set(_parts(text))
        self._last = 0

    def has(self, text: str) -> bool:
        """Whether it says ``text`` (of ``SHORTEST`` characters or more).

        Facts are printed much in the order in which they are typed: most are found right after the
        one before, and of those that are nowhere some part is nowhere.
        """
        if not self._parts.issuperset(_parts(text)):
            return False
        found = self._text.find(text, self._last)
        if found < 0:
            found = self._text.find(text)
        self._last = max(found, 0)
        return found >= 0


def _parts(text: str) -> Iterator[str]:
    return (text[start : start + SHORTEST] for start in range(len(text) - SHORTEST + 1))


@check(UNPRINTED)
def unprinted(disclosure: Disclosure) -> Iterator[Finding]:
    """Every kind of fact that is not printed, once, at its first place."""
    if not disclosure.printed.places:
        return
    root = Node()
    for loc, printed, telling, shown in _leaves(disclosure):
        root.add(loc, printed, telling, shown)
    groups: dict[Loc, list[tuple[Loc, str]]] = {}
    for loc, node in _topmost(root, ()):
        groups.setdefault(_pattern(loc), []).append((loc, node.shown))
    for places in groups.values():
        loc, shown = places[0]
        more = f" 等 {len(places)} 处" if len(places) > 1 else ""
        keys = "/".join(step for step in loc if isinstance(step, str))
        yield Finding("C615", {"key": keys, "what": shown, "more": more}, loc)


def _topmost(node: Node, loc: Loc) -> Iterator[tuple[Loc, Node]]:
    for step, below in node.below.items():
        if below.unprinted:
            yield (*loc, step), below
        else:
            yield from _topmost(below, (*loc, step))


def _pattern(loc: Loc) -> Loc:
    return tuple(ANY if isinstance(step, int) else step for step in loc)


# facts with whether they are printed


def _leaves(disclosure: Disclosure) -> Iterator[tuple[Loc, bool, bool, str]]:
    """Each fact: its place, whether it is printed, whether that can be told, how it is shown."""
    said = Said(_bare(disclosure.printed.document.derived))
    asked = keys_asked_for(disclosure.profile)
    amounts = _amounts(disclosure)
    for loc, value in walk(disclosure.facts, skip=_aside):
        if value is None or isinstance(value, Mapping | list):
            continue
        key = next(str(step) for step in reversed(loc) if isinstance(step, str))
        if isinstance(value, str):
            text = _bare(value)
            if len(text) >= SHORTEST and not text.isascii():
                yield loc, said.has(text), len(text) >= TELLING, f"“{shortened(value)}”"
        elif isinstance(value, Decimal):
            if value and (printed := _printed(amounts, loc)) is not None:
                yield loc, printed, True, f"{value:f}"
        elif isinstance(value, int) and not isinstance(value, bool):
            yield loc, key in asked, True, str(value)


def _aside(loc: Loc) -> bool:
    """Whether what stands here is not printed itself."""
    return loc[-1] in (CODES if loc[1:] else ASIDE)


def _bare(text: str) -> str:
    """Without white space, which the document sets anew."""
    return "".join(text.split())


def _amounts(disclosure: Disclosure) -> dict[Loc, bool]:
    """The places of the typed amounts, and whether a printed figure takes each in."""
    printed = disclosure.printed
    sums = [place.figure.queries for place in printed.places]
    coverage = Coverage([*sums, *(figure.before for figure in printed.figures)])
    found: dict[Loc, bool] = {}
    for posting in disclosure.figures.ledger.all():
        found[posting.loc] = found.get(posting.loc, False) or coverage.has(posting)
    return found


def _printed(amounts: Mapping[Loc, bool], loc: Loc) -> bool | None:
    """Whether the amount at a place is printed; None where it is none of the accounts."""
    for length in range(len(loc), 0, -1):
        if loc[:length] in amounts:
            return amounts[loc[:length]]
    return None
