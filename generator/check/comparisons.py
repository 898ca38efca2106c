"""What the facts compare with last year, each with the reason that was typed for its change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check.money import Money
from generator.derive.figures import key_of
from generator.derive.postings import NATURES, typed
from generator.disclosure import Disclosure
from generator.findings import Loc
from generator.model import FinalAccount
from generator.profile.query import Query

CHANGE, RATE = "变动", "比率"  # what is printed of a comparison beside the figure
PRIOR_TOTALS, PRIOR_LINES, PRIOR_ITEMS = "上年", "上年支出", "上年三公经费"
# the key under 原因 for each total under 上年, and the keys that may stand in for it
REASON_OF_TOTAL = {
    "收支总计": ("收支", "收入", "支出"),
    "收入合计": ("收入", "收支"),
    "支出合计": ("支出", "收支"),
    "财政拨款收支总计": ("收支", "收入", "支出"),
    "一般公共预算支出": ("一般公共预算支出", "收支"),
    "政府性基金预算支出": ("政府性基金预算支出", "收支"),
    "国有资本经营预算支出": ("国有资本经营预算支出", "收支"),
    "机关运行经费": ("机关运行经费",),
}
PURCHASE, RUNNING, CARS = "公务用车购置费", "公务用车运行费", "公务用车购置及运行费"
BY_ITEM = REASON_OF_TOTAL["收支总计"]
REASON_OF_ITEM = {
    "因公出国（境）费": ("因公出国（境）费",),
    "公务接待费": ("公务接待费",),
    PURCHASE: (PURCHASE, CARS),
    RUNNING: (RUNNING, CARS),
}
ALL_ITEMS = ("三公经费",)
ALL_CARS = (CARS, RUNNING, PURCHASE)
# below this, printed figures may round to equal ones
FLAT, CHANGED = Decimal("0.005"), Decimal("0.02")


@dataclass(frozen=True)
class Comparison:
    """A figure and last year's (万元), its key, and the reason with the place where it belongs.

    ``keys`` are the keys under 原因 that may hold the reason; none where it is typed elsewhere.
    """

    name: str
    figure: str
    current: Decimal
    prior: Decimal
    reason: str
    loc: Loc
    money: Money
    keys: tuple[str, ...] = ()

    @property
    def change(self) -> Decimal:
        return self.current - self.prior

    @property
    def flat(self) -> bool:
        return abs(self.change) < FLAT

    @property
    def changed(self) -> bool:
        return abs(self.change) > CHANGED

    @property
    def words(self) -> str:
        """The change in words."""
        if self.flat:
            return "与上年持平"
        return f"比上年{'增加' if self.change > 0 else '减少'} {self.money.text(abs(self.change))}"


def comparisons(disclosure: Disclosure) -> Iterator[Comparison]:
    """Every comparison with last year that the profile's figures and the lines allow."""
    # of names for one figure the last is that of the form itself
    yield from {one.figure: one for one in _totals(disclosure)}.values()
    yield from _lines(disclosure)
    yield from _changes(disclosure)


def _totals(disclosure: Disclosure) -> Iterator[Comparison]:
    ledger = disclosure.figures.ledger
    stage = "决算" if isinstance(disclosure.document, FinalAccount) else "预算"
    for name, spec in disclosure.profile.data.figures.items():
        if any(dict(query.where).get("阶段", stage) != stage for query in spec.sum):
            continue
        for narrowed, keys in _reasons(spec.prior):
            where = {"项目": narrowed} if narrowed else {}
            prior = [query.narrowed(where) for query in spec.prior]
            if not any(map(ledger.has, prior)):
                continue
            queries = [query.narrowed(where) for query in spec.sum]
            reason, loc = _typed_reason(disclosure, keys)
            if not reason and keys == BY_ITEM and disclosure.facts.get("收支变动"):
                continue  # each item of the change has a reason of its own
            yield Comparison(
                narrowed or _printed_name(name, keys),
                key_of(queries),
                sum(map(ledger.sum, queries), Decimal(0)),
                sum(map(ledger.sum, prior), Decimal(0)),
                reason,
                loc,
                Money.of(disclosure),
                keys,
            )


def _reasons(prior: Sequence[Query]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The items that a figure compares (empty: itself), each with the keys of its reason."""
    if not prior:
        return
    where = dict(prior[0].where)
    if prior[0].dataset == PRIOR_TOTALS:
        keys = REASON_OF_TOTAL.get(str(where.get("指标")))
        if keys:
            yield "", keys
    elif prior[0].dataset == PRIOR_ITEMS:
        items = where.get("项目")
        if items is None:
            yield "", ALL_ITEMS
            yield from REASON_OF_ITEM.items()
        else:
            yield "", REASON_OF_ITEM[items] if isinstance(items, str) else ALL_CARS


def _printed_name(name: str, keys: tuple[str, ...]) -> str:
    return "“三公”经费" if keys == ALL_ITEMS else CARS if keys == ALL_CARS else name


def _typed_reason(disclosure: Disclosure, keys: tuple[str, ...]) -> tuple[str, Loc]:
    reasons = disclosure.facts["原因"]
    for key in keys:
        if reasons.get(key):
            return reasons[key], ("原因", key)
    return "", ("原因", keys[0])


def _lines(disclosure: Disclosure) -> Iterator[Comparison]:
    """Items of the lines with an amount of last year; several lines of one item are one."""
    found: dict[tuple[str, str], list[int]] = {}
    lines = disclosure.document.expenditures
    for index, line in enumerate(lines):
        found.setdefault((line.fund, line.code), []).append(index)
    for (fund, code), indexes in found.items():
        if all(lines[index].prior is None for index in indexes):
            continue
        amounts = [typed(lines[index]) for index in indexes]
        spent = sum((a for of in amounts for key, a in of.items() if key in NATURES), Decimal(0))
        prior = sum((of.get("上年", Decimal(0)) for of in amounts), Decimal(0))
        first = next((index for index in indexes if lines[index].reason), indexes[0])
        yield Comparison(
            f"{code} {disclosure.subject_name('支出功能分类', code)}",
            key_of([Query.of("支出", {"科目": code, "资金性质": fund})]),
            spent / disclosure.divisor,
            prior / disclosure.divisor,
            lines[first].reason or "",
            ("支出", first, "原因"),
            Money.of(disclosure),
        )


def _changes(disclosure: Disclosure) -> Iterator[Comparison]:
    document = disclosure.document
    if not isinstance(document, FinalAccount):
        return
    for index, change in enumerate(document.changes):
        yield Comparison(
            change.name,
            key_of([Query.of("收支变动", {"项目": change.name})]),
            change.amount / disclosure.divisor,
            change.prior / disclosure.divisor,
            change.reason,
            ("收支变动", index, "原因"),
            Money.of(disclosure),
        )
