"""Checks of what a disclosure must contain: tables, parts in words, dates, numbers of things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import tables
from generator.check.given import coarse, days_to_publish, unapproved, uncounted
from generator.check.money import Money
from generator.check.parts import Part, found_parts
from generator.check.reading import Reading
from generator.check.registry import ACCOUNTS, check
from generator.check.relations import unclassified
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model import Budget, FinalAccount
from generator.profile.query import Query, values_of
from generator.profile.schema import Table

ORDER = "财预〔2016〕143号"
UNAPPROVED = Rule(
    "C601",
    Level.NOTE,
    "没有写批复的文号或日期",
    "没有写批复的{missing}",
    "在“批复”里写上文号和批复日期，用来核对公开是否及时",
    "公开的是经财政部门批复的预决算。",
    f"{ORDER}第二条",
)
LATE = Rule(
    "C602",
    Level.ERROR,
    "公开超过二十日",
    "批复日期 {approved}，公开日期 {published}，相隔 {days} 天，超过 20 天",
    "核对两个日期",
    "部门预决算应当在财政部门批复后二十日内公开。",
    ORDER,
)
EARLY = Rule(
    "C603",
    Level.ERROR,
    "公开早于批复",
    "公开日期 {published} 早于批复日期 {approved}",
    "核对两个日期",
    "没有批复的预决算不能公开。",
    f"{ORDER}第二条",
)
NO_TABLE = Rule(
    "C604",
    Level.WARNING,
    "缺少规定的表",
    "格式“{profile}”没有印出：{missing}",
    "换用完整的格式，或在格式里补上这张表",
    "部门预决算公开有规定的表：收支总体情况三张，财政拨款收支情况五张。",
    ORDER,
    "这是当地规定的格式；当地另有要求的，换一种格式（gongkai profiles 列出可用的）",
)
SHALLOW = Rule(
    "C605",
    Level.WARNING,
    "没有细化到规定的级次",
    "{what}",
    "细化到{level}",
    "一般公共预算支出公开到功能分类项级，基本支出公开到经济分类款级。",
    "预算法实施条例第六条",
)
NO_THREE_PUBLIC = Rule(
    "C606",
    Level.ERROR,
    "没有“三公”经费",
    "没有写“三公经费”",
    "补上“三公经费”的四项，没有的写 0",
    "“三公”经费必须公开，为零也要公开。",
    ORDER,
)
NO_CELL = Rule(
    "C607",
    Level.WARNING,
    "“三公”经费表缺项",
    "“{table}”没有分列：{missing}",
    "在格式里补上这几栏",
    "“三公”经费按因公出国（境）费、公务用车购置费、公务用车运行费、公务接待费公开。",
    ORDER,
    "这是当地规定的格式；当地另有要求的，换一种格式（gongkai profiles 列出可用的）",
)
NO_PART = Rule(
    "C608",
    Level.WARNING,
    "缺少规定的说明",
    "{what}缺少：{missing}",
    "补上数据文件里对应的内容；格式没有这一部分的，换用完整的格式",
    "预决算公开除各表外，应当有职责和机构、收支增减、“三公”经费、机关运行经费、政府采购、"
    "国有资产、绩效、名词解释等说明。",
    ORDER,
)
UNTYPED = Rule(
    "C609",
    Level.ERROR,
    "没有写格式要印的数",
    "没有写“{key}”，格式要印这个数",
    "补上数；确实没有的写 0",
    "没有写的数不是零：印作 0，读者会当作没有发生。是零的要写 0。",
    ORDER,
)
EMPTY_TABLE = Rule(
    "C610",
    Level.WARNING,
    "空表没有说明",
    "“{table}”是空表，下面没有说明",
    "{hint}",
    "没有数据的表应当列出空表并说明。",
    ORDER,
)
NOT_EMPTY = Rule(
    "C611",
    Level.WARNING,
    "有数的表却说没有",
    "“{table}”有数，下面却印着“{note}”",
    "改格式里这张表的 note，没有数据时才印的话写在 empty 里",
    "空表的说明只在没有数据时印。",
    ORDER,
    "在“公布文字”里删去这一句，并报告给开发者",
)
NO_COUNT = Rule(
    "C612",
    Level.ERROR,
    "“三公”经费有支出而没有数量",
    "{item}决算数 {amount}，{count}却是 0",
    "核对决算数和“情况”里的{count}",
    "决算要公开出国团组和人次、购置和保有车辆数、接待批次和人次。",
    ORDER,
)
FEWER_GUESTS = Rule(
    "C613",
    Level.ERROR,
    "人次少于批次",
    "{people} {number} 少于{groups} {batches}",
    "核对两个数，是否填反",
    "一个团组、一批接待至少有一人。",
)

BLANK = Rule(
    "C617",
    Level.WARNING,
    "印出的格子是空的",
    "“{table}”里“{key}”的格子空着，没有写{more}",
    "补上这一项；是数的，没有也写 0",
    "格式有这一栏、数据文件没有写的，印出来是空格，读者不知道是没有还是漏了。",
)
OTHER_YEAR = Rule(
    "C616",
    Level.WARNING,
    "格式不是这一年的",
    "格式“{profile}”是 {years} 年的，数据是 {year} 年的",
    "对照当年的要求：没有变的照用；变了的换一种格式，或改格式",
    "各地的格式每年都可能变，格式的“年度”是核对过的年份。",
)

DAYS = 20
# the place of a dataset in the facts, where it is not named like its key
GROUPS: dict[str, Loc] = {"上年三公经费": ("上年", "三公经费")}
PARTS_BY = ("类别", "指标")
THREE_PUBLIC_KEY: Loc = ("三公经费",)
DENIES = re.compile("(?:没有|未|无)[^，。；]*(?:安排|支出|使用)")
CONDITIONAL = re.compile("如.*则")


@check(UNAPPROVED, LATE, EARLY)
def approval(disclosure: Disclosure) -> Iterator[Finding]:
    """The approval's number and dates."""
    if missing := unapproved(disclosure):
        yield Finding("C601", {"missing": missing}, ("批复",))
    dates = disclosure.document.approval
    days = days_to_publish(disclosure)
    if dates is None or days is None:
        return
    params = {"approved": dates.date, "published": dates.published, "days": days}
    if days < 0:
        yield Finding("C603", params, ("批复", "公开日期"))
    elif days > DAYS:
        yield Finding("C602", params, ("批复", "公开日期"))


@check(OTHER_YEAR)
def year_of_the_form(disclosure: Disclosure) -> Iterator[Finding]:
    """A form of other years than the document's."""
    about, year = disclosure.profile.data.description, disclosure.document.year
    if about.years and not any(year in years for years in about.years):
        params = {"profile": disclosure.profile.id, "years": about.told_years, "year": year}
        yield Finding("C616", params, ("格式",))


@check(BLANK)
def blanks(disclosure: Disclosure) -> Iterator[Finding]:
    """Cells that print empty because nobody typed what they show, each kind once."""
    found: dict[tuple[str, str], list[Loc]] = {}
    for grid in disclosure.printed.grids:
        for loc in (cell.lacks for line in grid.body for cell in line.cells if cell.lacks):
            found.setdefault((grid.id, str(loc[-1])), []).append(loc)
    for (name, key), locs in found.items():
        more = f"，这样的空格共 {len(locs)} 处" if len(locs) > 1 else ""
        yield Finding("C617", {"table": name, "key": key, "more": more}, locs[0])


@check(NO_TABLE, SHALLOW, NO_CELL, NO_PART, EMPTY_TABLE, NOT_EMPTY)
def contents(disclosure: Disclosure) -> Iterator[Finding]:
    """The tables and the parts in words that the document prints."""
    reading = Reading(disclosure)
    yield from _table_findings(reading)
    yield from _depth_findings(reading)
    yield from _part_findings(reading, found_parts(reading))
    yield from _empty_findings(reading)


def _table_findings(reading: Reading) -> Iterator[Finding]:
    profile = reading.disclosure.document.profile
    kinds = [kind for kinds in tables.REQUIRED.values() for kind in kinds]
    if _spends(reading.disclosure, tables.FUND_OF[tables.CAPITAL]):
        kinds.append(tables.CAPITAL)
    missing = [kind for kind in kinds if not reading.table(kind)]
    if missing:
        yield Finding("C604", {"profile": profile, "missing": "、".join(missing)}, ("格式",))
    public = reading.table(tables.THREE_PUBLIC)
    if public and (cells := public.missing_cells):
        params = {"table": reading.title(public), "missing": "、".join(cells)}
        yield Finding("C607", params, ("格式",))


def _spends(disclosure: Disclosure, fund: str) -> bool:
    return any(line.fund == fund for line in disclosure.document.expenditures)


def _depth_findings(reading: Reading) -> Iterator[Finding]:
    general, basic = (reading.table(kind) for kind in (tables.GENERAL, tables.BASIC))
    if general and not general.lists("支出功能分类", "项"):
        what = f"“{reading.title(general)}”没有列到项级科目"
        yield Finding("C605", {"what": what, "level": "项级科目"}, ("格式",))
    if basic and not basic.lists("支出经济分类", "款"):
        what = f"“{reading.title(basic)}”没有列到款级科目"
        yield Finding("C605", {"what": what, "level": "款级科目"}, ("格式",))
    if classes := coarse(reading.disclosure):
        money = Money.of(reading.disclosure)
        parts = "，".join(f"{code} 有 {money.text(amount)}" for code, amount in classes)
        loc = ("基本支出经济分类", classes[0][0])
        what = f"基本支出 {parts}没有分到款级科目"
        yield Finding("C605", {"what": what, "level": "款级科目"}, loc)


def _part_findings(reading: Reading, parts: dict[Part, str]) -> Iterator[Finding]:
    missing = [part.name for part, where in parts.items() if not where]
    if not missing:
        return
    what = "文件" if reading.narrative else "文件只有表，没有文字说明，"
    yield Finding("C608", {"what": what, "missing": "、".join(missing)})


def _empty_findings(reading: Reading) -> Iterator[Finding]:
    packaged = reading.disclosure.profile.packaged
    # what was not typed at all is a finding of its own
    untyped = {"经济分类"} if unclassified(reading.disclosure) else set()
    if reading.disclosure.document.three_public is None:
        untyped.add("三公经费")
    for table, note in reading.empty_tables():
        if not note and untyped.isdisjoint(query.dataset for query in table.sum):
            own = (
                "没有数据的，在“公布文字”里插入一句说明"
                if packaged
                else "在格式里给这张表加上 empty"
            )
            yield Finding("C610", {"table": reading.title(table), "hint": own}, ("格式",))
    for table, key in _empty_forms(reading):
        own = "在“公布文字”里插入一句说明" if packaged else "在格式里给这张表加上说明"
        hint = f"补上“{key}”；没有的，{own}"
        yield Finding("C610", {"table": reading.title(table), "hint": hint}, (key,))
    yield from _denied(reading)


def _empty_forms(reading: Reading) -> Iterator[tuple[Table, str]]:
    """Forms of performance targets that are printed without any."""
    document = reading.disclosure.document
    if not isinstance(document, Budget):
        return
    for table in reading.disclosure.profile.printed:
        if table.form is None or table.empty or not any(rows.tree for rows in table.form.rows):
            continue
        cells = [cell for rows in table.form.rows for line in rows.lines for cell in line]
        of_project = any(cell.narrow for cell in cells)
        if of_project and not document.projects:
            yield table, "项目"
        elif not of_project and document.overall_targets is None:
            yield table, "整体绩效目标"


def _denied(reading: Reading) -> Iterator[Finding]:
    """Notes that say that a table is empty below one that is not."""
    said = {block.text for block in reading.paragraphs}
    for table in reading.disclosure.profile.printed:
        if not table.note or not reading.filled(table):
            continue
        for note in map(reading.disclosure.text, table.note):
            if note in said and DENIES.search(note) and not CONDITIONAL.search(note):
                yield Finding("C611", {"table": reading.title(table), "note": note}, ("格式",))


@check(NO_THREE_PUBLIC, UNTYPED)
def amounts_given(disclosure: Disclosure) -> Iterator[Finding]:
    """Amounts that the document prints and nobody typed."""
    printed = dict.fromkeys(place.figure.queries for place in disclosure.printed.places)
    untyped = (queries for queries in printed if not disclosure.figures.typed(queries))
    missing = (loc for queries in untyped for one in queries for loc in _untyped(disclosure, one))
    for loc in dict.fromkeys(missing):
        code = "C606" if loc == THREE_PUBLIC_KEY else "C609"
        yield Finding(code, {"key": "/".join(map(str, loc))}, loc)


def _untyped(disclosure: Disclosure, query: Query) -> Iterator[Loc]:
    """The keys that would give a query an amount: the group, or what is missing of it."""
    group: Loc = GROUPS.get(query.dataset, (query.dataset,))
    if not disclosure.figures.ledger.has(Query(query.dataset)):
        yield group
        return
    for name, value in query.where:
        if name in PARTS_BY:
            yield from ((*group, part) for part in values_of(value))


@check(NO_COUNT, FEWER_GUESTS, kinds=ACCOUNTS)
def counts(disclosure: Disclosure) -> Iterator[Finding]:
    """Trips, cars and guests behind the amounts of a final account (143-17)."""
    document = disclosure.document
    if not isinstance(document, FinalAccount) or document.three_public is None:
        return
    for item, amount, count, key in uncounted(document.three_public):
        shown = Money.of(disclosure).text(amount / disclosure.divisor)
        params = {"item": item, "amount": shown, "count": count}
        yield Finding("C612", params, ("三公经费", "情况", key))
    numbers = document.three_public.counts
    trips = numbers.own_groups + numbers.joined_groups
    pairs = (
        ("出国人次", numbers.travellers, "出国团组", trips),
        ("接待人次", numbers.guests, "接待批次", numbers.receptions),
    )
    for people, number, groups, batches in pairs:
        if 0 < number < batches:
            params = {"people": people, "groups": groups, "batches": f"{batches}"}
            loc = ("三公经费", "情况", people)
            yield Finding("C613", {**params, "number": f"{number}"}, loc)
