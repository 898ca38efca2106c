"""Run every check that applies, and sort what they found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.check.registry import CHECKS
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule, register
from generator.memory import fewer_collections

UNUSED_EXEMPTION = register(
    Rule(
        "E901",
        Level.WARNING,
        "豁免没有用处",
        "豁免“{code}”没有对应的问题",
        "问题已经改好就删去这一条；否则核对代码和位置",
        "豁免把看过并接受的问题从报告中去掉；没有问题可去掉的豁免会掩盖以后的问题。",
    )
)
UNCHECKED = register(
    Rule(
        "E902",
        Level.ERROR,
        "没有核对",
        "没有核对：{problem}",
        "照所说的改好，再核对一次",
        "这个文件读不了、所用的格式有误，或者程序出了错，其中的内容一项也没有核对；"
        "它在报告里占一项，以免被当作没有问题。",
    )
)


@dataclass(frozen=True)
class Report:
    """What the checks found: findings to show, and those silenced under 豁免."""

    findings: tuple[Finding, ...]
    silenced: tuple[Finding, ...]

    def of(self, level: Level) -> tuple[Finding, ...]:
        """The findings of one level."""
        return tuple(finding for finding in self.findings if finding.level is level)

    @property
    def valid(self) -> bool:
        """Whether nothing stops the document."""
        return not self.of(Level.ERROR)

    @property
    def summary(self) -> str:
        """How many findings of each level, in words."""
        counts = "，".join(f"{len(self.of(level))} 个{level.value}" for level in Level)
        silenced = f"，另有 {len(self.silenced)} 个按“豁免”不再列出" if self.silenced else ""
        return counts + silenced


def unchecked(problem: str) -> Report:
    """The report on a file that could not be checked, for the reason that is given."""
    return Report((Finding(UNCHECKED.code, {"problem": problem}),), ())


def run_checks(disclosure: Disclosure) -> Report:
    """The report on one disclosure: its checks' findings with their places, in order of place."""
    with fewer_collections():
        return _run(disclosure)


def _run(disclosure: Disclosure) -> Report:
    locate = disclosure.source.locate
    found = [
        *disclosure.source.notes,
        *map(locate, disclosure.printed.findings),
        *(
            locate(finding)
            for check in CHECKS
            if check.applies(disclosure)
            for finding in check.run(disclosure)
        ),
    ]
    if disclosure.profile.packaged:
        found = [replace(finding, packaged=True) for finding in found]
    shown, silenced = _exempted(disclosure, list(dict.fromkeys(found)))
    shown.sort(key=lambda finding: (finding.line, finding.column, finding.code))
    return Report(tuple(shown), tuple(silenced))


def _exempted(disclosure: Disclosure, found: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    shown: list[Finding] = []
    silenced: list[Finding] = []
    used: set[int] = set()
    entries = list(enumerate(disclosure.document.exemptions))
    by_code: dict[str, list[tuple[int, str]]] = {}
    for index, entry in entries:
        by_code.setdefault(entry.code, []).append((index, entry.place or ""))
    for finding in found:
        said = f"{path_of(finding.loc)}\0{finding.message}"  # a place is a part of one of them
        matching = [index for index, place in by_code.get(finding.code, ()) if place in said]
        used.update(matching)
        (silenced if matching else shown).append(finding)
    unused = (
        Finding("E901", {"code": entry.code}, loc=("豁免", index))
        for index, entry in entries
        if index not in used
    )
    return [*shown, *map(disclosure.source.locate, unused)], silenced


def path_of(loc: Loc) -> str:
    """A place in the facts as a path: 支出/3/科目 (list items count from 1)."""
    return "/".join(_steps(loc))


def _steps(loc: Loc) -> Iterator[str]:
    for step in loc:
        yield str(step + 1) if isinstance(step, int) else step
