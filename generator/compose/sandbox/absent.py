"""Facts that a template needs and nobody typed: each is found, and the document goes on.

A fact that was not typed is ``None``. A template may ask whether it is there (``or``, ``if``,
``is none``) as often as it likes; only printing it, or going through it, is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import jinja2

from generator.compose.sandbox.errors import MisuseError
from generator.derive.derived import holders
from generator.derive.numbers import UNTYPED
from generator.findings import Finding, Loc

SHOWN = UNTYPED
MEND = "补上数据文件里的这一项"


class Absent(jinja2.Undefined):
    """Stands for a fact that was not typed: false, empty, and noted once it is used."""

    __slots__ = ("_absences", "_holder", "_key")

    def __init__(self, absences: Absences, holder: Any, key: str) -> None:
        super().__init__(name=key, exc=MisuseError)
        self._absences = absences
        self._holder = holder
        self._key = key

    @property
    def _undefined_message(self) -> str:
        return f"没有写“{self._key}”"

    def _used(self) -> Absent:
        self._absences.note(self._holder, self._key)
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, name: Any) -> Any:
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._used()

    def __str__(self) -> str:
        self._used()
        return SHOWN

    def __iter__(self) -> Iterator[Any]:
        self._used()
        return iter(())

    def __len__(self) -> int:
        self._used()
        return 0


class Absences:
    """What was needed and not there, in the order in which it was needed."""

    def __init__(self) -> None:
        self._noted: dict[tuple[int, str], Any] = {}
        self._others: dict[str, tuple[Loc, str]] = {}

    def instead(self, value: Any, holder: Any, key: object) -> Any:
        """The value, or what stands for it where ``holder`` has the key without a value."""
        return Absent(self, holder, str(key)) if value is None else value

    def note(self, holder: Any, key: str) -> None:
        """The fact ``key`` of ``holder`` is needed."""
        self._noted[id(holder), key] = holder

    def add(self, problem: str, loc: Loc, mend: str = MEND) -> str:
        """Something else is missing below ``loc``; returns what is printed in its place."""
        self._others[problem] = (loc, mend)
        return SHOWN

    def findings(self, facts: Mapping[str, Any]) -> list[Finding]:
        """A finding on each, with its place in ``facts``."""
        paths = dict(holders(facts)) if self._noted else {}
        locs = dict.fromkeys((*paths.get(holder, ()), key) for holder, key in self._noted)
        missing = ((f"没有写“{_shown(loc)}”", loc, MEND) for loc in locs)
        others = ((problem, loc, mend) for problem, (loc, mend) in self._others.items())
        return [
            Finding("T401", {"problem": problem, "mend": mend}, loc)
            for problem, loc, mend in (*missing, *others)
        ]


def _shown(loc: Loc) -> str:
    return "/".join(str(step + 1) if isinstance(step, int) else step for step in loc)
