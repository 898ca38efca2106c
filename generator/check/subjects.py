"""Subjects and names: codes of the classifications, duplicates, names that must be single."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check.money import Money
from generator.check.registry import BUDGETS, check
from generator.codes import LEVELS, economic, functional
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model import Budget, FinalAccount
from generator.model.common import ExpenditureLine, IncomeLine
from generator.model.documents import TransferLine
from generator.profile.query import Query

UNKNOWN = Rule(
    "S401",
    Level.WARNING,
    "代码表里没有的科目",
    "代码表里没有科目 {codes}",
    "对照当年《政府收支分类科目》核对编码和名称；没有错的，不必改",
    "所带的代码表不完全，没有的科目不一定错；名称按“科目名称”印。",
)
NAMELESS = Rule(
    "S402",
    Level.ERROR,
    "科目没有名称",
    "代码表里没有科目 {codes}，印出的名称是空的",
    "核对编码；编码没有错的，在“科目名称”里写上它的名称",
    "代码表里没有的科目，名称要在“科目名称”里写，否则表里名称一栏是空的。",
)
PARENT = Rule(
    "S403",
    Level.WARNING,
    "上级科目不在代码表里",
    "代码表里没有上级科目 {codes}",
    "对照当年《政府收支分类科目》核对编码的前几位",
    "项级科目的前五位是款、前三位是类；上级科目不存在的，编码多半写错。",
)
OTHER_NAME = Rule(
    "S404",
    Level.WARNING,
    "科目名称与代码表不同",
    "科目 {code} 的名称写作“{typed}”，代码表为“{known}”",
    "对照当年《政府收支分类科目》核对编码和名称",
    "一个编码只有一个名称。名称不同，多为编码或名称写错。",
)
OTHER_MARKS = Rule(
    "S405",
    Level.NOTE,
    "科目名称的括号或空格不同",
    "科目 {code} 的名称写作“{typed}”，代码表为“{known}”，只有括号、标点或空格不同",
    "删去“科目名称”里的这一条，按代码表印",
    "科目名称的括号用全角，中间没有空格。",
)
REPEATED = Rule(
    "S406",
    Level.ERROR,
    "科目重复",
    "科目 {code}{fund}在“{part}”里写了两次（第 {first} 条和第 {second} 条），金额会相加",
    "合并成一条",
    "同一科目、同一资金性质只写一条；重复的多为复制后忘了改，会把金额加两遍。",
)
REMAINDER = Rule(
    "S407",
    Level.NOTE,
    "类和它的款都有金额",
    "{code} 写了 {whole}，又写了它的 {count} 个款共 {parts}；印出的 {code} 是两者之和 {total}",
    "类的金额是没有分到款的余数；已经包括各款的，删去类的金额",
    "写在类上的金额，是没有细分到款的部分，与各款相加。",
)
SCHEME = Rule(
    "S408",
    Level.ERROR,
    "不是部门预算经济科目",
    "{code} 不是部门预算支出经济分类科目{what}",
    "改用 3 开头的部门预算支出经济分类科目，如 301 工资福利支出",
    "部门预决算公开用部门预算支出经济分类（3 开头），不用政府预算支出经济分类（5 开头）。",
)
NO_SPENDING = Rule(
    "S409",
    Level.WARNING,
    "项目的科目没有项目支出",
    "项目“{name}”的科目是 {code}，“支出”里 {code}（{fund}）没有项目支出",
    "核对项目的科目和资金性质",
    "项目的资金列在它的科目的项目支出里。",
)
SAME_NAME = Rule(
    "S410",
    Level.ERROR,
    "名称重复",
    "“{part}”里有两个“{name}”（第 {first} 条和第 {second} 条），金额会{effect}",
    "改成不同的名称，或合并成一条",
    "表里按名称取金额；名称相同的，每一条都会印出同一个数。",
)
SAME_UNIT = Rule(
    "S411",
    Level.WARNING,
    "单位重复",
    "“机构设置”里“{name}”列了两次（第 {first} 条和第 {second} 条）",
    "删去一条",
    "每个预算单位列一次。",
)
ITEM = "项"
ECONOMIC_FIRST, GOVERNMENT_FIRST = "3", "5"
CATEGORY = 3
MANY, SHOWN = 5, 100
ZERO = Decimal(0)
MARKS = str.maketrans("（），：；　", "(),:; ")


# names of codes


@dataclass(frozen=True)
class Used:
    """A code that the facts use, with its place and the levels at which its name is printed."""

    code: str
    loc: Loc
    printed: frozenset[int]


@check(UNKNOWN, NAMELESS, PARENT)
def known_codes(disclosure: Disclosure) -> Iterator[Finding]:
    """Every code in use, and those above it: known, or at least named."""
    typed = disclosure.document.subject_names
    seen: set[str] = set()
    found: dict[str, list[tuple[str, Loc]]] = {"S401": [], "S402": [], "S403": []}
    for known, used in (
        (functional(), _functional(disclosure)),
        (economic(), _economic(disclosure)),
    ):
        for one in used:
            new = [c for c in _with_parents(one.code) if c not in known and c not in seen]
            seen.update(new)
            nameless = [code for code in new if code not in typed]
            for code in nameless:
                printed = len(code) in one.printed
                found["S402" if printed else "S403"].append((code, one.loc))
            if not nameless:
                found["S401"] += [(f"{code}（{typed[code]}）", one.loc) for code in new]
    for rule, codes in found.items():
        yield from _each_or_all(rule, codes)


def _with_parents(code: str) -> list[str]:
    return [code[:length] for length in LEVELS.values() if length <= len(code)]


def _each_or_all(rule: str, codes: list[tuple[str, Loc]]) -> Iterator[Finding]:
    """A finding for each code; of many, one in all at the first place."""
    if len(codes) > MANY:
        names = "、".join(name for name, _ in codes[:SHOWN])
        more = " 等" if len(codes) > SHOWN else "，"
        codes = [(f"{names}{more}共 {len(codes)} 个", codes[0][1])]
    for name, loc in codes:
        yield Finding(rule, {"codes": name}, loc)


def _functional(disclosure: Disclosure) -> Iterator[Used]:
    document = disclosure.document
    printed = _levels(disclosure, "支出功能分类") | {LEVELS[ITEM]}
    lists: list[tuple[str, Sequence[ExpenditureLine | IncomeLine | TransferLine]]] = [
        ("支出", document.expenditures),
        ("收入", document.incomes),
    ]
    if isinstance(document, Budget):
        lists.append(("转移支付", document.transfers))
    places: dict[str, Loc] = {}
    for part, lines in lists:
        for index, line in enumerate(lines):
            places.setdefault(line.code, (part, index, "科目"))
    for code, loc in places.items():
        yield Used(code, loc, printed)


def _economic(disclosure: Disclosure) -> Iterator[Used]:
    document = disclosure.document
    printed = _levels(disclosure, "支出经济分类")
    for part, codes in (
        ("基本支出经济分类", document.basic_by_economy),
        ("项目支出经济分类", document.project_by_economy),
    ):
        for code in codes:
            if code.startswith(ECONOMIC_FIRST):
                yield Used(code, (part, code), printed | {len(code)})


def _levels(disclosure: Disclosure, classification: str) -> frozenset[int]:
    """The lengths of codes that the printed tables list with their names."""
    return frozenset(
        LEVELS[level]
        for table in disclosure.profile.printed
        for block in table.sides
        for row in block.rows
        if row.subjects and row.subjects.classification == classification
        for level in row.subjects.levels
    )


@check(OTHER_NAME, OTHER_MARKS)
def typed_names(disclosure: Disclosure) -> Iterator[Finding]:
    """Names under 科目名称 against names that were read in published documents."""
    for code, name in disclosure.document.subject_names.items():
        subject = (economic() if code.startswith(ECONOMIC_FIRST) else functional()).get(code)
        if subject is None or not subject.verified or subject.name == name:
            continue
        params = {"code": code, "typed": name, "known": subject.name}
        same = _plain(name) == _plain(subject.name)
        yield Finding("S405" if same else "S404", params, ("科目名称", code))


def _plain(name: str) -> str:
    return name.translate(MARKS).replace(" ", "")


# codes that stand where they cannot


@check(REPEATED)
def repeated_codes(disclosure: Disclosure) -> Iterator[Finding]:
    """The same item twice: in 支出 from one fund, or in 收入."""
    document = disclosure.document
    first: dict[tuple[str, str], int] = {}
    for index, line in enumerate(document.expenditures):
        before = first.setdefault((line.code, line.fund), index)
        if before != index:
            yield _repeated("支出", line.code, f"（{line.fund}）", before, index)
    first = {}
    for index, income in enumerate(document.incomes):
        before = first.setdefault((income.code, ""), index)
        if before != index:
            yield _repeated("收入", income.code, " ", before, index)


def _repeated(part: str, code: str, fund: str, first: int, second: int) -> Finding:
    params = {"code": code, "fund": fund, "part": part, "first": first + 1, "second": second + 1}
    return Finding("S406", params, (part, second, "科目"))


@check(REMAINDER, SCHEME)
def economic_codes(disclosure: Disclosure) -> Iterator[Finding]:
    """Economic classes: of the right scheme; a category beside its own classes."""
    document = disclosure.document
    for part, codes in (
        ("基本支出经济分类", document.basic_by_economy),
        ("项目支出经济分类", document.project_by_economy),
    ):
        for code in codes:
            if not code.startswith(ECONOMIC_FIRST):
                government = code.startswith(GOVERNMENT_FIRST)
                what = "，是政府预算支出经济分类科目" if government else ""
                yield Finding("S408", {"code": code, "what": what}, (part, code))
        yield from _remainders(disclosure, part, codes)


def _remainders(disclosure: Disclosure, part: str, codes: Iterable[str]) -> Iterator[Finding]:
    money, ledger = Money.of(disclosure), disclosure.figures.ledger
    nature = part.removesuffix("经济分类")
    below: dict[str, int] = {}
    for code in codes:
        if len(code) > CATEGORY:
            below[code[:CATEGORY]] = below.get(code[:CATEGORY], 0) + 1
    for category, count in below.items():
        query = Query.of("经济分类", {"科目": category, "支出性质": nature})
        postings = ledger.postings(query)
        whole = sum((p.amount for p in postings if p.dims["科目"] == category), ZERO)
        if whole:
            total = ledger.sum(query)
            params = {
                "code": category,
                "whole": money.number(whole),
                "count": count,
                "parts": money.number(total - whole),
                "total": money.number(total),
            }
            yield Finding("S407", params, (part, category))


@check(NO_SPENDING, kinds=BUDGETS)
def projects_without_spending(disclosure: Disclosure) -> Iterator[Finding]:
    """Projects whose item has no project expenditure from their fund."""
    document = disclosure.document
    if not isinstance(document, Budget):
        return
    ledger = disclosure.figures.ledger
    for index, project in enumerate(document.projects):
        funds = [fund for fund, amount in project.funds.items() if amount]
        for fund in funds if project.code else ():
            where = {"科目": str(project.code), "支出性质": "项目支出", "资金性质": fund}
            if not ledger.has(Query.of("支出", where)):
                params = {"name": project.name, "code": project.code, "fund": fund}
                yield Finding("S409", params, ("项目", index, "科目"))
                break


# names by which amounts are found


@check(SAME_NAME, SAME_UNIT)
def repeated_names(disclosure: Disclosure) -> Iterator[Finding]:
    """Projects, tasks, changes and units that stand twice under one name."""
    document = disclosure.document
    if isinstance(document, Budget):
        tasks = document.overall_targets.tasks if document.overall_targets else []
        yield from _same_names("项目", ("项目",), [p.name for p in document.projects], "相加")
        yield from _same_names(
            "年度主要任务",
            ("整体绩效目标", "年度主要任务"),
            [task.name for task in tasks],
            "混在一起",
        )
    if isinstance(document, FinalAccount):
        names = [change.name for change in document.changes]
        yield from _same_names("收支变动", ("收支变动",), names, "相加")
    units = document.overview.organisation.units if document.overview else []
    loc: Loc = ("部门概况", "机构设置", "单位")
    for name, first, second in _twice([unit.name for unit in units]):
        params = {"name": name, "first": first + 1, "second": second + 1}
        yield Finding("S411", params, (*loc, second, "名称"))


def _same_names(part: str, loc: Loc, names: list[str], effect: str) -> Iterator[Finding]:
    key = "项目" if part == "收支变动" else "名称"
    for name, first, second in _twice(names):
        params = {"part": part, "name": name, "effect": effect}
        params |= {"first": str(first + 1), "second": str(second + 1)}
        yield Finding("S410", params, (*loc, second, key))


def _twice(names: list[str]) -> Iterator[tuple[str, int, int]]:
    """Names that stand again, each with its first place and the place where it stands again."""
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        before = first.setdefault(name, index)
        if before != index:
            yield name, before, index
