"""Findings: what the program has to say about a facts file, and where.

A finding carries a stable code. What a code means, its level, its wording and its hint stand in
one registry (``RULES``), from which the reference of all codes is generated.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

Loc: TypeAlias = tuple[str | int, ...]


class Level(enum.Enum):
    """How grave a finding is; the value is what a clerk reads."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


@dataclass(frozen=True)
class Rule:
    """What one code means.

    ``message`` and ``hint`` are ``str.format`` patterns filled from a finding's parameters. A hint
    that asks for a change of the form is for those who have a form of their own: ``packaged`` is
    what all others are told. ``citation`` names the rule's source, with an article only where its
    text has been read.
    """

    code: str
    level: Level
    title: str
    message: str
    hint: str
    meaning: str
    citation: str = ""
    packaged: str = ""


RULES: dict[str, Rule] = {}


def register(rule: Rule) -> Rule:
    """Add a rule to the registry; a code may be registered once."""
    if rule.code in RULES:
        raise ValueError(f"code {rule.code} is registered twice")
    RULES[rule.code] = rule
    return rule


@dataclass(frozen=True)
class Finding:
    """One thing found: the code, its parameters, and the place in the facts (keys and indexes).

    ``option`` is what gave the value (``年度=…``) where the file did not.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    loc: Loc = ()
    file: Path | None = None
    line: int = 0
    column: int = 0
    packaged: bool = False  # the form is one of the program's own
    option: str = ""

    @property
    def rule(self) -> Rule:
        return RULES[self.code]

    @property
    def level(self) -> Level:
        return self.rule.level

    @property
    def message(self) -> str:
        given = f"--set {self.option}：" if self.option else ""
        return given + self.rule.message.format_map(self.params)

    @property
    def hint(self) -> str:
        packaged = self.packaged and self.rule.packaged
        return (packaged or self.rule.hint).format_map(self.params)

    def at(self, file: Path, line: int, column: int) -> Finding:
        """The same finding with its place in the file (line and column count from 1)."""
        return replace(self, file=file, line=line, column=column)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.file else ""
        hint = f"（{self.hint}）" if self.hint else ""
        return f"{place}{self.code} {self.level.value}：{self.message}{hint}"


LONGEST = 60


def shortened(value: object, longest: int = LONGEST) -> str:
    """A value as a message quotes it: on one line, and cut where it is long."""
    text = " ".join(str(value).split())
    return text if len(text) <= longest else f"{text[:longest]}…（共 {len(text)} 字）"


class GongkaiError(Exception):
    """The base of every error that is reported to the user without a traceback (exit code 2)."""


class _ListedError(GongkaiError):
    """An error that is a list of findings."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))


class FindingsError(_ListedError):
    """Facts that cannot be rendered; carries every finding of the run (exit code 1)."""


class DeclarationError(_ListedError):
    """A profile, a theme or a file of settings with mistakes; carries all of them (exit code 2)."""


class UnreadableError(GongkaiError):
    """A file that cannot be read or written at all."""
