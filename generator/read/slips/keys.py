"""The keys that a facts file can have, as the mending of slips asks for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.read.characters import FULL_WIDTH_COLON

LINE = re.compile(
    rf"(?P<lead> *(?:- +)*)(?P<key>[^\s:{FULL_WIDTH_COLON}#\"'{{\[]+) *[:{FULL_WIDTH_COLON}]"
)
LONGEST = 1000  # characters of a line that is looked through


class Keys(frozenset[str]):
    """Keys; ``free`` are those below which people write keys of their own, with the levels of them.

    Vehicles are such a group, and the two levels of indicators.
    """

    free: Mapping[str, int] = {}


def own_lines(lines: Sequence[str], keys: Collection[str]) -> frozenset[int]:
    """The lines (from 0) with a key that people name themselves: by what they stand below."""
    free = keys.free if isinstance(keys, Keys) else {}
    return frozenset(_own(lines, free)) if free else frozenset()


def _own(lines: Sequence[str], free: Mapping[str, int]) -> Iterator[int]:
    above: list[tuple[int, int]] = []  # columns of the keys above, and levels of own keys below
    for number, line in enumerate(lines):
        found = LINE.match(line) if len(line) <= LONGEST else None
        if not found:
            continue
        column = len(found["lead"])
        while above and above[-1][0] >= column:
            above.pop()
        levels = above[-1][1] if above else 0
        if levels and "-" not in found["lead"]:
            yield number
            above.append((column, levels - 1))
        else:
            above.append((column, free.get(found["key"], 0)))
