"""What a disclosure must contain (财预〔2016〕143号), as checks and as a compliance list."""

from __future__ import annotations

from dataclasses import dataclass

from generator.disclosure import Disclosure


@dataclass(frozen=True)
class Requirement:
    """A requirement with its evidence; ``met`` is None where it does not apply or cannot be told."""

    id: str
    title: str
    met: bool | None
    evidence: str


def requirements(disclosure: Disclosure) -> list[Requirement]:
    """The compliance list of a disclosure."""
    return []
