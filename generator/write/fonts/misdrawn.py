"""The characters that font files draw as others, or badly: what ``python -m tests.glyphs`` found
and somebody looked at.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import yaml

from generator.resources import resource


class Review(NamedTuple):
    """What is known of a font file: its version, the files that it was compared with, and the
    characters that are drawn wrong or were suspected and are right.
    """

    version: str
    beside: tuple[str, ...]
    wrong: frozenset[int]
    right: frozenset[int]


@cache
def reviews() -> dict[str, Review]:
    """The reviewed font files by their names."""
    text = (resource("data") / "glyphs.yaml").read_text("utf-8")
    found = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return {
        name: Review(
            entry["version"],
            tuple(entry["beside"]),
            frozenset(map(ord, entry["wrong"])),
            frozenset(map(ord, entry["right"])),
        )
        for name, entry in found.items()
    }


def misdrawn(name: str) -> frozenset[int]:
    """The code points that a font draws wrong: a file by its name, a family in any of its files."""
    return _wrong().get(name, frozenset())


def files_of(family: str) -> list[str]:
    """The reviewed files of a family, the regular face first."""
    return [file for file in reviews() if file.partition("-")[0] == family]


@cache
def _wrong() -> dict[str, frozenset[int]]:
    found = {file: review.wrong for file, review in reviews().items()}
    for file, wrong in list(found.items()):
        family = file.partition("-")[0]
        found[family] = found.get(family, frozenset()) | wrong
    return found
