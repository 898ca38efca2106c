"""The parts of a disclosure that the law asks for in words: where the document prints each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.check.reading import Reading, under
from generator.profile.query import Query

GLOSSARY = re.compile("名词解释|名词说明|术语")
DIVISIONS = re.compile(r"机构设置|内设机构|\d+个\D{0,6}[处科股]室")
PURCHASE = re.compile(r"购置费(?:支出)?[\d,.]+万元")
RUNNING = re.compile(r"(?<!及)运行(?:维护)?费(?:支出)?[\d,.]+万元")
OPERATING = re.compile(r"机关运行经费.{0,80}?\d\s*万元")
PROCURED = ("政府采购", "货物", "工程", "服务")
MONEY = re.compile(r"\d\s*万元")
SMALL = re.compile(r"中小企业.{0,80}?\d\s*(?:万元|%)")
CARS = re.compile(r"车辆\D{0,8}\d+\s*辆")


@dataclass(frozen=True)
class Part:
    """A part with the requirement that asks for it, and how it is found (empty: it is missing)."""

    requirement: str
    name: str
    where: Callable[[Reading], str]
    asked: Callable[[Reading], bool] = lambda reading: True


def _duties(reading: Reading) -> str:
    overview = reading.disclosure.document.overview
    items = overview.duties.items if overview else []
    return reading.shows(items[0].heading) if items else ""


def _organisation(reading: Reading) -> str:
    document = reading.disclosure.document
    overview = document.overview
    units = [unit.name for unit in overview.organisation.units] if overview else []
    if units:
        others = (name for name in units if name != document.department.name)
        return reading.shows(next(others, units[0]))
    return reading.said(DIVISIONS) if overview else ""


def _glossary(reading: Reading) -> str:
    explained = (
        block
        for block in reading.paragraphs
        if GLOSSARY.search(block.heading) and not GLOSSARY.fullmatch(block.text)
    )
    return next(map(under, explained), "")


def _performance(reading: Reading) -> str:
    shown = map(reading.shows, dict.fromkeys(_indicators(reading.disclosure.facts)))
    return next(filter(None, shown), "")


def _indicators(facts: Mapping[str, Any]) -> Iterator[str]:
    """Names of indicators, of targets or of self-evaluations."""
    overall = facts.get("整体支出自评") or {}
    for task in overall.get("任务") or ():
        yield from (result["指标"] for result in task["指标"])
    records = [facts.get("整体绩效目标") or {}, *(facts.get("项目") or ())]
    for record in [*records, *(facts.get("一级项目自评") or ())]:
        for branches in (record.get("指标") or {}).values():
            yield from (one["指标"] for leaves in branches.values() for one in leaves)


def _changes(reading: Reading) -> str:
    return reading.summed("收入", "支出")


def _three_public(reading: Reading) -> str:
    return reading.said(PURCHASE) if reading.said(RUNNING) else ""


def _procured(reading: Reading) -> str:
    found = (
        block
        for block in reading.paragraphs
        if all(word in block.text for word in PROCURED) and MONEY.search(block.text)
    )
    return next(map(under, found), "")


def _has_targets(reading: Reading) -> bool:
    """Whether there is anything that targets are set for: projects, or targets that were typed."""
    spent = Query.of("支出", {"支出性质": "项目支出"})
    typed = any(_indicators(reading.disclosure.facts))
    return typed or reading.disclosure.figures.ledger.sum(spent) != 0


PARTS: tuple[Part, ...] = (
    Part("143-10", "“三公”经费的说明（含公务用车购置费、运行费）", _three_public),
    Part("143-12", "主要职责", _duties),
    Part("143-12", "机构设置", _organisation),
    Part("143-12", "收支增减变化", _changes),
    Part("143-12", "机关运行经费", lambda r: r.said(OPERATING)),
    Part("143-13", "政府采购（货物、工程、服务）", _procured),
    Part("143-14", "名词解释", _glossary),
    Part("143-15", "国有资产占用", lambda r: r.said(CARS)),
    Part("143-15", "绩效目标或绩效自评", _performance, _has_targets),
)


def found_parts(reading: Reading) -> dict[Part, str]:
    """Where each part that is asked for stands; empty where it is missing."""
    return {part: part.where(reading) for part in PARTS if part.asked(reading)}
