"""Amounts that are printed by something that nobody typed of them, and so are in no part.

A sum by kind, by fund or by item takes in only the amounts of which it is known: what is not known
of an amount would be missing from every part, while the whole has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.check.money import SHOWN_ROWS, Money
from generator.check.registry import check
from generator.derive.balances import OPENING
from generator.derive.ledger import Ledger
from generator.derive.posting import Posting
from generator.derive.postings import BASIC
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Rule
from generator.model.common import OWN_SOURCES
from generator.profile.query import Query, values_of

UNDIVIDED = Rule(
    "A115",
    Level.ERROR,
    "没有写明的，不在所印的任何一部分里",
    "{what} {amount}（{rows}）没有写明{unknown}，“{where}”等处分开印，里面没有这笔钱",
    "{mend}",
    "格式要按资金性质、收入来源、人员和公用或科目分开印的，每一笔都要写明，否则各部分加起来少于合计。",
)
BY_ITEM = Rule(
    "A116",
    Level.WARNING,
    "年初结转和结余没有分科目",
    "{what} {amount}（{rows}）没有写明{unknown}，“{where}”等处按科目印，只有合计里有这笔钱",
    "{mend}",
    "格式按科目列年初、年末结转和结余的，年初数按科目写，各科目的行里才有数。",
)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Owed:
    """What must be known of an amount where it is printed by it, and how to type it.

    ``values`` are what it can be; none where it can be anything.
    """

    dataset: str
    dimensions: tuple[str, ...]
    what: str
    unknown: str
    mend: str
    of: Callable[[Posting], bool] = lambda posting: True
    values: tuple[str, ...] = ()
    code: str = UNDIVIDED.code

    def lacking(self, posting: Posting) -> bool:
        """Whether it is not known of an amount."""
        return (
            bool(posting.amount)
            and self.of(posting)
            and not any(name in posting.dims for name in self.dimensions)
        )

    def part(self, query: Query) -> Query | None:
        """What a sum would take amounts in by, if it were known of them; None where it takes them
        in, or leaves them out, whatever is known."""
        asked = [values_of(value) for name, value in query.where if name in self.dimensions]
        if query.dataset != self.dataset or not any(map(self._divides, asked)):
            return None
        rest = (one for one in query.where if one[0] not in self.dimensions)
        return query._replace(where=tuple(rest))

    def _divides(self, values: tuple[str, ...]) -> bool:
        return not self.values or not set(values).isdisjoint(self.values)


OWED = (
    Owed(
        "支出",
        ("经费",),
        "基本支出",
        "人员经费还是公用经费",
        "这几行不写“基本支出”，改写“人员经费”和“公用经费”",
        lambda posting: posting.dims["支出性质"] == BASIC,
    ),
    Owed(
        "收入",
        ("收入来源",),
        "单位资金的收入",
        "收入来源",
        "在支出的这几行写上“收入来源”，如“收入来源: 事业收入”；或者另写“收入”",
        values=OWN_SOURCES,
    ),
    Owed(
        "收入",
        ("资金性质", "拨款"),
        "上年结转结余",
        "资金性质",
        "按资金性质写，如“上年结转结余: {{一般公共预算: 11.50}}”；"
        "或者在支出的同一科目写上用“上年结转”安排的部分",
    ),
    Owed(
        "结转结余",
        ("科目",),
        OPENING,
        "科目",
        "按科目写，如“政府性基金预算: {{2296003: 10.00, 2296004: 44.00}}”",
        lambda posting: posting.dims["指标"] == OPENING,
        code=BY_ITEM.code,
    ),
    Owed("项目", ("科目",), "项目资金", "科目", "给这几个项目写上“科目”"),
)


@check(UNDIVIDED, BY_ITEM)
def undivided(disclosure: Disclosure) -> Iterator[Finding]:
    """What is printed by a dimension that the facts do not give of every amount."""
    for owed in OWED:
        postings = disclosure.figures.ledger.postings(Query(owed.dataset))
        lacking = [posting for posting in postings if owed.lacking(posting)]
        if lacking and (found := _printed(disclosure, owed, lacking)):
            yield found


def _printed(disclosure: Disclosure, owed: Owed, lacking: list[Posting]) -> Finding | None:
    ledger = Ledger(lacking)
    for place in disclosure.printed.places:
        parts = [part for query in place.figure.queries if (part := owed.part(query))]
        if any(map(ledger.has, parts)):
            lost = {id(posting) for part in parts for posting in ledger.postings(part)}
            return _finding(disclosure, owed, [p for p in lacking if id(p) in lost], place.where)
    return None


def _finding(disclosure: Disclosure, owed: Owed, lost: list[Posting], where: str) -> Finding:
    money = Money.of(disclosure)
    rows = [(_name(posting), posting.amount) for posting in lost]
    params = {
        "what": owed.what,
        "amount": money.text(sum((posting.amount for posting in lost), ZERO)),
        "rows": money.rows(rows[:SHOWN_ROWS]) + (" 等" if len(rows) > SHOWN_ROWS else ""),
        "unknown": owed.unknown,
        "where": where,
        "mend": owed.mend.format(),
    }
    return Finding(owed.code, params, lost[0].loc)


def _name(posting: Posting) -> str:
    names = (posting.dims.get(name) for name in ("科目", "项目", "资金性质"))
    return " ".join(name for name in names if name)
