"""What a disclosure must contain (财预〔2016〕143号) as a compliance list.

The checks of what is missing are in ``presence``.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.check import presence, tables
from generator.check.given import coarse, days_to_publish, unapproved, uncounted
from generator.check.parts import SMALL, Part, found_parts
from generator.check.presence import DAYS
from generator.check.reading import Reading
from generator.disclosure import Disclosure
from generator.model import FinalAccount


@dataclass(frozen=True)
class Requirement:
    """A requirement with its evidence; ``met`` is None where it cannot be told or is not asked."""

    id: str
    title: str
    met: bool | None
    evidence: str


def requirements(disclosure: Disclosure) -> list[Requirement]:
    """The compliance list of a disclosure."""
    reading = Reading(disclosure)
    parts = found_parts(reading)
    return [
        _approved(reading),
        Requirement("143-02", "不涉密的都公开", None, "由单位判断；略去的表和行要有理由"),
        Requirement("143-03", "及时、真实、规范", None, "核对有错误时不能生成文件"),
        _in_time(reading),
        _tables(reading, "143-06", "部门收支总体情况三张表"),
        _tables(reading, "143-07", "财政拨款收支情况五张表"),
        _items(reading),
        _classes(reading),
        _cells(reading, parts),
        _explained(reading),
        _parts(parts, "143-12", "职责、机构设置、收支增减变化、机关运行经费"),
        _procurement(reading, parts),
        _parts(parts, "143-14", "名词解释"),
        _parts(parts, "143-15", "国有资产占用，绩效目标或绩效自评"),
        _empties(reading),
        _counts(reading),
    ]


# the compliance list, one requirement each


def _approved(reading: Reading) -> Requirement:
    approval = reading.disclosure.document.approval
    missing = unapproved(reading.disclosure)
    evidence = f"没有写{missing}" if missing else f"{approval and approval.number}"
    return Requirement("143-01", "经财政部门批复", not missing, evidence)


def _in_time(reading: Reading) -> Requirement:
    days = days_to_publish(reading.disclosure)
    met = None if days is None else 0 <= days <= DAYS
    evidence = "没有写批复日期和公开日期" if days is None else f"批复后 {days} 天公开"
    return Requirement("143-04", f"批复后 {DAYS} 日内公开", met, evidence)


def _tables(reading: Reading, number: str, title: str) -> Requirement:
    found = {kind: reading.table(kind) for kind in tables.REQUIRED[number]}
    missing = [kind for kind, table in found.items() if not table]
    if missing:
        return Requirement(number, title, False, f"没有印出：{'、'.join(missing)}")
    titles = "".join(f"“{reading.title(table)}”" for table in found.values() if table)
    return Requirement(number, title, True, titles)


def _items(reading: Reading) -> Requirement:
    table = reading.table(tables.GENERAL)
    met = bool(table and table.lists("支出功能分类", "项"))
    evidence = f"“{reading.title(table)}”" if table and met else "没有列到项级科目"
    return Requirement("143-08", "一般公共预算支出到项级科目", met, evidence)


def _classes(reading: Reading) -> Requirement:
    table = reading.table(tables.BASIC)
    title = "一般公共预算基本支出到经济分类款级科目"
    if not table or not table.lists("支出经济分类", "款"):
        return Requirement("143-09", title, False, "没有列到款级科目")
    if classes := coarse(reading.disclosure):
        codes = "、".join(code for code, _ in classes)
        return Requirement("143-09", title, False, f"{codes} 没有分到款")
    return Requirement("143-09", title, True, f"“{reading.title(table)}”")


def _cells(reading: Reading, parts: dict[Part, str]) -> Requirement:
    title = "“三公”经费分项公开，公务用车再分购置费、运行费，为零也列"
    part = next(part for part in parts if part.requirement == "143-10")
    table = reading.table(tables.THREE_PUBLIC)
    if not reading.disclosure.document.three_public:
        return Requirement("143-10", title, False, "没有写“三公经费”")
    missing = table.missing_cells if table else ["表"]
    missing += [] if parts[part] else ["说明"]
    if missing or not table:
        return Requirement("143-10", title, False, f"缺少{'、'.join(missing)}")
    return Requirement("143-10", title, True, f"“{reading.title(table)}”，{parts[part]}")


def _explained(reading: Reading) -> Requirement:
    title = "“三公”经费各项增减的说明"
    if not reading.summed("三公经费"):
        return Requirement("143-11", title, False, "没有与上年比较的说明")
    silent = [one.name for one in reading.compared if one.changed and not one.reason]
    if silent:
        return Requirement("143-11", title, False, f"{'、'.join(silent)}没有写原因")
    return Requirement("143-11", title, True, reading.summed("三公经费"))


def _parts(parts: dict[Part, str], number: str, title: str) -> Requirement:
    asked = {part.name: where for part, where in parts.items() if part.requirement == number}
    missing = [name for name, where in asked.items() if not where]
    if missing:
        return Requirement(number, title, False, f"没有{'、'.join(missing)}")
    return Requirement(number, title, True, "、".join(dict.fromkeys(asked.values())))


def _procurement(reading: Reading, parts: dict[Part, str]) -> Requirement:
    title = "政府采购总额和货物、工程、服务"
    if not isinstance(reading.disclosure.document, FinalAccount):
        return _parts(parts, "143-13", title)
    title += "，授予中小企业的金额和比重"
    found = _parts(parts, "143-13", title)
    if found.met and not reading.said(SMALL):
        return Requirement("143-13", title, False, "没有授予中小企业的金额")
    return found


def _empties(reading: Reading) -> Requirement:
    title = "没有数据的表列空表并说明"
    silent = [reading.title(table) for table, note in reading.empty_tables() if not note]
    if silent:
        return Requirement("143-16", title, False, "没有说明：" + "、".join(silent))
    noted = [f"“{note}”" for _, note in reading.empty_tables()]
    return Requirement("143-16", title, True, "".join(noted) or "没有空表")


def _counts(reading: Reading) -> Requirement:
    title = "出国团组和人次、购置和保有车辆、接待批次和人次"
    document = reading.disclosure.document
    if not isinstance(document, FinalAccount):
        return Requirement("143-17", title, None, "只适用于决算")
    if document.three_public is None:
        return Requirement("143-17", title, False, "没有写“三公经费”")
    silent = [count for _, _, count, _ in uncounted(document.three_public)]
    evidence = f"没有{'、'.join(silent)}" if silent else "“三公经费”的“情况”"
    return Requirement("143-17", title, not silent, evidence)


__all__ = ["Requirement", "presence", "requirements"]
