"""What was mended, for notes: each kind of slip once, with the lines where it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.findings import Finding, shortened

SHOWN_LINES = 5


class Slip(Protocol):
    """One slip: the code of its note, its column (from 1), the words to show of it."""

    @property
    def kind(self) -> str: ...
    @property
    def column(self) -> int: ...
    @property
    def shown(self) -> str: ...


@dataclass(frozen=True)
class Slips:
    """The slips that were mended, each with its line (from 0)."""

    found: tuple[tuple[int, Slip], ...] = ()

    def more(self, found: Mapping[int, Slip]) -> Slips:
        """These and others."""
        return Slips((*self.found, *found.items()))

    def notes(self, path: Path) -> Iterator[Finding]:
        """A finding for each kind, at its first line."""
        kinds: dict[str, dict[int, Slip]] = {}
        for line, slip in self.found:
            kinds.setdefault(slip.kind, {}).setdefault(line, slip)
        for code, slips in kinds.items():
            lines = sorted(slips)
            first = slips[lines[0]]
            named = "、".join(str(line + 1) for line in lines[:SHOWN_LINES])
            more = f" 等 {len(lines)}" if len(lines) > SHOWN_LINES else ""
            params = {"text": shortened(first.shown), "lines": f"第 {named}{more} 行"}
            yield Finding(code, params).at(path, lines[0] + 1, first.column)
