"""Sums of printed tables: totals, parents and grouping columns against what they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from itertools import combinations, repeat

from generator.check.flows import in_and_out
from generator.check.grids import Column, Entry, PrintedTable, printed_tables
from generator.check.holding import (
    CODE_LENGTHS,
    Coverage,
    holds,
    holds_strictly,
    left_out,
    scheme_of,
)
from generator.check.money import SHOWN_ROWS, Money
from generator.check.registry import check
from generator.check.undivided import undivided
from generator.derive.ledger import SUBJECT
from generator.derive.postings import Posting
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.memory import fewer_collections
from generator.model import Budget
from generator.profile.query import Queries

WRONG = Rule(
    "A111",
    Level.ERROR,
    "表内加总不符",
    "“{table}”的“{where}”印 {reported}，{kind}相加为 {computed}，相差 {gap}（{parts}）{more}",
    "核对“公布数”和数据；当年确是这样公布的，在“豁免”里写明原因",
    "合计、上级科目和小计栏应等于各部分之和；差额超过各数四舍五入所能解释的，总有一个数不对。",
)
TAIL = Rule(
    "A112",
    Level.NOTE,
    "表内尾差",
    "“{table}”有 {count} 处尾差：{places}",
    "各数分别四舍五入所致，不必改；可在表下注明",
    "数据比印出的位数多（如以元填写、以万元印出）时，各数分别四舍五入后相加，与合计可以有尾差。",
)
MISSING = Rule(
    "A113",
    Level.ERROR,
    "表格没有列出的金额",
    "“{tables}”没有列出{what} {amount} 万元：“{where}”印 {reported}，"
    "所列各{kind}相加为 {computed}（{parts}）",
    "核对科目和名称；确有这项收支的，换用列有它的格式，或在格式的这些表里加上它",
    "合计里有而各行（栏）都没有的金额，会使表的各行（栏）加起来不等于合计。多为科目填错，"
    "或格式所列的类、科目、来源里没有这一项。",
    packaged="核对科目、来源和名称；确有这项收支的，换用列有它的格式",
)
UNBALANCED = Rule(
    "A114",
    Level.ERROR,
    "收支两边不等",
    "“{table}”的两边不等：“{left}”印 {left_amount}，“{right}”印 {right_amount}，相差 {gap}",
    "核对收入各行的来源和资金性质、支出各行的资金性质、上年结转和结转结余",
    "收支总表左右两边的总计是同一笔钱，必须相等；差额超过四舍五入所能解释的，总有一边不对。",
)
ROWS, COLUMNS, SIDES = "行", "栏", "两边"
FLOWS = {"收入", "支出"}
TOTAL_LABELS = ("合计", "小计", "总计")
SHOWN_PLACES = 3
ZERO = Decimal(0)


@dataclass(frozen=True)
class Sum:
    """A printed number and those that should make it up."""

    table: PrintedTable
    column: Column
    whole: Entry
    parts: Sequence[Entry]
    kind: str = ROWS
    # the columns of the parts, where these stand in other columns than the whole
    columns: Sequence[Column] = ()

    def pairs(self) -> Iterator[tuple[Column, Entry]]:
        """Each part with its column."""
        return zip(self.columns or repeat(self.column), self.parts, strict=False)

    def values(self) -> tuple[Decimal, Decimal] | None:
        """What is printed, and the sum of the printed parts (万元); None where one is words."""
        parts = [part.value for part in self.parts]
        if self.whole.value is None or None in parts:
            return None
        return self.whole.value, sum((part for part in parts if part), ZERO)

    def agrees(self) -> bool:
        """Whether the printed parts add up to just what is printed."""
        values = self.values()
        return values is None or values[0] == values[1]

    def exact_gap(self) -> Decimal:
        """What the facts give for the whole, less what they give for its parts."""
        parts = sum((part.figure.derived for part in self.parts), ZERO)
        return self.whole.figure.derived - parts

    def gap(self) -> Decimal:
        """What is printed, less the sum of the printed parts (万元)."""
        reported, computed = self.values() or (ZERO, ZERO)
        return reported - computed

    def rounding(self) -> Decimal:
        """The greatest gap that rounding explains: every number stands for an interval."""
        return self.column.half + sum((column.half for column, _ in self.pairs()), ZERO)

    def published(self) -> list[tuple[Column, Entry]]:
        """The numbers that are printed other than the facts give them."""
        numbers = ((self.column, self.whole), *self.pairs())
        return [(c, e) for c, e in numbers if not c.as_derived(e)]

    def words(self) -> dict[str, str]:
        """What a message says of the sum."""
        whole, computed = self.values() or (ZERO, ZERO)
        decimals = self.column.decimals
        named = [
            f"{part.row.name if self.kind == ROWS else column.leaf.name} {part.cell.text}"
            for column, part in self.pairs()
            if part.value
        ]
        more = f" 等 {len(named)} {self.kind}" if len(named) > SHOWN_ROWS else ""
        return {
            "where": self.whole.cell.where,
            "reported": f"{whole:.{decimals}f}",
            "computed": f"{computed:.{decimals}f}",
            "gap": f"{whole - computed:+.{decimals}f}",
            "parts": "、".join(named[:SHOWN_ROWS]) + more or "都是零",
            "kind": "另一边" if self.kind == SIDES else f"各{self.kind}",
        }


@dataclass
class Outcome:
    """What the sums of one table came to."""

    wrong: list[Sum] = field(default_factory=list)
    tails: list[Sum] = field(default_factory=list)
    unbalanced: list[Sum] = field(default_factory=list)
    missing: list[tuple[Sum, list[Posting], Coverage]] = field(default_factory=list)

    def judge(self, one: Sum) -> None:
        """Sort a sum whose derived parts add up and whose printed parts do not."""
        if abs(one.gap()) > one.rounding():
            self.wrong.append(one)
        elif not one.published():
            self.tails.append(one)


@check(WRONG, TAIL, MISSING, UNBALANCED)
def printed_sums(disclosure: Disclosure) -> Iterator[Finding]:
    """Every printed table: totals, parents and grouping columns against their parts."""
    with fewer_collections():
        outcomes = [_outcome(table) for table in printed_tables(disclosure)]
    yield from _wrong(disclosure, [one for outcome in outcomes for one in outcome.wrong])
    yield from _tails(disclosure, outcomes)
    yield from _missing(disclosure, outcomes)
    yield from _unbalanced(disclosure, outcomes)


def _outcome(table: PrintedTable) -> Outcome:
    outcome = Outcome()
    _check_rows(table, outcome)
    _check_columns(table, outcome)
    _check_balance(table, outcome)
    return outcome


# rows


def _check_rows(table: PrintedTable, outcome: Outcome) -> None:
    for column in table.columns:
        if not table.exact:
            for one in _parents(table, column):
                if not one.agrees() and not one.exact_gap():
                    outcome.judge(one)
        _check_totals(table, column, outcome)


def _parents(table: PrintedTable, column: Column) -> Iterator[Sum]:
    """Subjects with the subjects below them; declared rows with the rows that they hold."""
    below: dict[str, list[Entry]] = {}
    for entry in column.entries:
        if entry.row.code:
            below.setdefault(entry.row.code[:-2], []).append(entry)
    for entry in column.entries:
        if entry.row.code in below and entry.row.code:
            yield Sum(table, column, entry, below[entry.row.code])
        elif entry.row.declared and not entry.row.total and not entry.row.code:
            whole = entry.figure.queries
            inside = [e for e in column.entries if holds_strictly(whole, e.figure.queries)]
            if parts := _outermost(inside):
                yield Sum(table, column, entry, parts)


def _outermost(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that no other of them holds."""
    codes = {entry.row.code for entry in entries if entry.row.code}
    above = [length for length in CODE_LENGTHS if length < max(map(len, codes), default=0)]
    if any(len(code) in above for code in codes):
        entries = [e for e in entries if not _is_below(e.row.code, codes, above)]
    wholes = [(e, e.figure.queries) for e in entries if e.row.declared and not e.row.code]
    return [
        entry
        for entry in entries
        if not wholes
        or not any(
            other is not entry and holds_strictly(queries, entry.figure.queries)
            for other, queries in wholes
        )
    ]


def _is_below(code: str, codes: set[str], lengths: Sequence[int]) -> bool:
    """Whether a subject above this one is among ``codes``."""
    return any(code[:length] in codes for length in lengths if length < len(code))


def _check_totals(table: PrintedTable, column: Column, outcome: Outcome) -> None:
    """Each total against the rows since the total before it, with or without that total."""
    before: Entry | None = None
    first: Entry | None = None
    since: list[Entry] = []
    for entry in column.entries:
        if not entry.row.total:
            since.append(entry)
        elif not since and before is None:
            first = before = entry
        elif not since and before and entry.figure.derived != before.figure.derived:
            since.append(entry)
        else:
            _check_total(table, column, entry, before, since, outcome)
            before, since = entry, []
    if first and since and before is first:
        _check_total(table, column, first, None, since, outcome)


def _check_total(
    table: PrintedTable,
    column: Column,
    total: Entry,
    before: Entry | None,
    since: Sequence[Entry],
    outcome: Outcome,
) -> None:
    rows = _outermost(since)
    choices = [Sum(table, column, total, [before, *rows] if before else rows)]
    if before and rows:
        choices.append(Sum(table, column, total, rows))
    if any(one.agrees() for one in choices):
        return
    matching = [one for one in choices if not one.exact_gap()]
    if matching:
        outcome.judge(matching[0])
        return
    if len(rows) == 1 and rows[0].row.declared:
        return  # one row by name is one of several things (其中)
    whole = total.figure.queries
    parts = Coverage(_details(table, column, whole))
    lost = left_out(table.disclosure.figures.ledger, whole, parts)
    if lost:
        outcome.missing.append((choices[-1], lost, parts))
    elif choices[-1].exact_gap() < 0 and all(holds(whole, r.figure.queries) for r in rows):
        outcome.wrong.append(choices[-1])


def _details(table: PrintedTable, column: Column, whole: Queries) -> Iterator[Queries]:
    """What the rows of a column sum that are no totals; those of the other blocks with them."""
    for other in table.columns:
        if other is column or other.leaf.side != column.leaf.side:
            for entry in other.entries:
                queries = entry.figure.queries
                if not entry.row.total and not holds(queries, whole):
                    yield queries


# columns


def _check_columns(table: PrintedTable, outcome: Outcome) -> None:
    for side in range(len(table.layout.sides)):
        columns = [column for column in table.columns if column.leaf.side == side]
        for column in columns:
            inside = [one for one in columns if holds_strictly(column.queries, one.queries)]
            parts = [
                one
                for one in inside
                if not any(holds_strictly(other.queries, one.queries) for other in inside)
            ]
            if parts:
                _check_group(table, column, parts, outcome)


def _check_group(
    table: PrintedTable, column: Column, parts: Sequence[Column], outcome: Outcome
) -> None:
    """A column against the columns that it holds: all of them, or those told apart alike."""
    choices = [list(parts), *_alike(column, parts)]
    on_line = {id(one): {entry.line: entry for entry in one.entries} for one in parts}
    reported = False
    for entry in column.entries:
        if table.exact and not entry.row.total and len(column.entries) > 1:
            continue
        sums = [
            Sum(table, column, entry, [on_line[id(one)][entry.line] for one in some], COLUMNS, some)
            for some in choices
        ]
        if any(one.agrees() for one in sums):
            continue
        matching = [one for one in sums if not one.exact_gap()]
        if matching:
            outcome.judge(matching[0])
        elif not reported and column.leaf.names[0].strip().endswith(TOTAL_LABELS):
            reported = _check_left_out(table, sums[0], outcome)


def _alike(column: Column, parts: Sequence[Column]) -> list[list[Column]]:
    """The columns grouped by the dimensions in which they narrow the whole."""
    own = {name for query in column.queries for name, _ in query.where}
    groups: dict[frozenset[str], list[Column]] = {}
    for part in parts:
        names = frozenset(name for query in part.queries for name, _ in query.where) - own
        groups.setdefault(names, []).append(part)
    return [group for group in groups.values() if 1 < len(group) < len(parts)]


def _check_left_out(table: PrintedTable, one: Sum, outcome: Outcome) -> bool:
    if len(one.parts) == 1:
        return False  # one column beside its whole is one of several things (其中)
    coverage = Coverage(entry.figure.queries for entry in one.parts)
    lost = left_out(table.disclosure.figures.ledger, one.whole.figure.queries, coverage)
    if lost:
        outcome.missing.append((one, lost, coverage))
    return bool(lost)


# both sides of a balance


def _check_balance(table: PrintedTable, outcome: Outcome) -> None:
    """The last totals of income and expenditure, where they stand side by side."""
    last: dict[int, tuple[Column, Entry]] = {}
    for column in table.columns:
        totals = [entry for entry in column.entries if entry.row.total]
        if totals:
            last.setdefault(column.leaf.side, (column, totals[-1]))
    for (column, total), (other, equal) in combinations(last.values(), 2):
        one = Sum(table, column, total, [equal], SIDES, [other])
        if total.line != equal.line or one.agrees() or not _opposed(total, equal):
            continue
        if not one.exact_gap():
            outcome.judge(one)
        elif abs(one.gap()) <= one.rounding() + _typed_rounding(one):
            outcome.tails.append(one)
        else:
            outcome.unbalanced.append(one)


def _opposed(left: Entry, right: Entry) -> bool:
    """Whether two totals are of income and of expenditure."""
    flows = [{q.dataset for q in one.figure.queries} & FLOWS for one in (left, right)]
    return all(flows) and (flows[0] != flows[1] or left.figure.queries == right.figure.queries)


def _typed_rounding(one: Sum) -> Decimal:
    """By how much both sides can differ because every amount was rounded when it was typed."""
    ledger = one.table.disclosure.figures.ledger
    queries = (query for number in (one.whole, *one.parts) for query in number.figure.queries)
    amounts = (posting.amount for query in queries for posting in ledger.postings(query))
    return Money.of(one.table.disclosure).rounding(amounts).most


# findings


def _wrong(disclosure: Disclosure, sums: Sequence[Sum]) -> Iterator[Finding]:
    """One finding for each published figure that spoils sums; it names the one it stands for."""
    groups: dict[Loc, list[Sum]] = {}
    for one in sums:
        groups.setdefault(_cause(disclosure, one), []).append(one)
    for loc, group in groups.items():
        group.sort(key=lambda one: one.column.as_derived(one.whole))
        more = f"；另有 {len(group) - 1} 处因此不符" if len(group) > 1 else ""
        params = {"table": group[0].table.id, **group[0].words(), "more": more}
        yield Finding("A111", params, loc)


def _cause(disclosure: Disclosure, one: Sum) -> Loc:
    """The published figure behind a sum that does not add up, or the facts that it sums."""
    amount = disclosure.published.number
    for _, number in one.published():
        figure = number.figure
        named = disclosure.figures.named.items()
        names = [name for name, spec in named if spec.queries == figure.queries]
        for index, entry in enumerate(disclosure.document.published):
            table, _, rest = entry.place.partition("/")
            in_table = bool(rest) and fnmatchcase(one.table.id, table)
            if entry.place in (figure.key, *names) or (
                in_table and amount(entry.value) == figure.value
            ):
                return ("公布数", index)
    return _facts(disclosure, one)


def _facts(disclosure: Disclosure, one: Sum) -> Loc:
    """The group of facts that a sum adds up."""
    for query in one.whole.figure.queries:
        for posting in disclosure.figures.ledger.postings(query)[:1]:
            return posting.loc[:1]
    return ()


def _tails(disclosure: Disclosure, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    for outcome in outcomes:
        if outcome.tails:
            one = outcome.tails[0]
            words = [tail.words() for tail in outcome.tails[:SHOWN_PLACES]]
            places = "；".join(
                f"“{w['where']}”印 {w['reported']}，{w['kind']}相加为 {w['computed']}"
                for w in words
            )
            count = len(outcome.tails)
            if count > SHOWN_PLACES:
                places += "；等等"
            params = {"table": one.table.id, "count": str(count), "places": places}
            yield Finding("A112", params, _facts(disclosure, one))


def _missing(disclosure: Disclosure, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """One finding for what several tables leave out."""
    groups: dict[tuple[Loc, ...], list[tuple[Sum, list[Posting], Coverage]]] = {}
    for outcome in outcomes:
        for one, unlisted, parts in outcome.missing:
            lost = [posting for posting in unlisted if _has_name(disclosure, posting)]
            if lost:
                places = tuple(posting.loc for posting in lost)
                groups.setdefault(places, []).append((one, lost, parts))
    for places, group in groups.items():
        one, lost, parts = group[0]
        params = {
            **one.words(),
            "tables": "”“".join(dict.fromkeys(each.table.id for each, *_ in group)),
            "what": _described(disclosure, one, lost, parts),
            "amount": f"{sum((p.amount for p in lost), ZERO):.2f}",
            "kind": one.kind,
        }
        yield Finding("A113", params, places[0])


def _unbalanced(disclosure: Disclosure, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """Tables whose sides differ, where no finding on the facts says so already."""
    found = [one for outcome in outcomes for one in outcome.unbalanced]
    if not found or any(said.level is Level.ERROR for said in _said(disclosure)):
        return
    for one in found:
        words = one.words()
        params = {
            "table": one.table.id,
            "left": one.whole.cell.where,
            "left_amount": words["reported"],
            "right": one.parts[0].cell.where,
            "right_amount": words["computed"],
            "gap": words["gap"],
        }
        yield Finding("A114", params, _facts(disclosure, one))


def _said(disclosure: Disclosure) -> Iterator[Finding]:
    """What the facts alone say of income and expenditure that differ."""
    yield from undivided(disclosure)
    if isinstance(disclosure.document, Budget):
        yield from in_and_out(disclosure)


def _has_name(disclosure: Disclosure, posting: Posting) -> bool:
    """Whether an amount's subject has a name; one without is reported as such."""
    code = posting.dims.get(SUBJECT)
    return code is None or bool(disclosure.subject_name(scheme_of(posting), code))


def _described(disclosure: Disclosure, one: Sum, lost: Sequence[Posting], parts: Coverage) -> str:
    """What is left out, by the dimensions in which the parts are told apart."""
    whole = one.whole.figure.queries
    told = {name for query in whole for name in parts.told_apart_by(query)}
    names = {
        "、".join(_value(disclosure, name, p, parts) for name in sorted(told & p.dims.keys()))
        for p in lost
    }
    return "、".join(f"“{name}”" for name in sorted(names))


def _value(disclosure: Disclosure, dimension: str, posting: Posting, parts: Coverage) -> str:
    value = posting.dims[dimension]
    if dimension != SUBJECT:
        return value
    code = value[: parts.code_length]
    return f"{code} {disclosure.subject_name(scheme_of(posting), code)}".strip()
