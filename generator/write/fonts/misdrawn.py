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
    """The code points that the font file of this name draws wrong."""
    return reviews()[name].wrong if name in reviews() else frozenset()
