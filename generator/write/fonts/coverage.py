"""The characters that a font file has, read from its ``cmap`` table alone.

Reading a whole font takes longer than all checks together; this takes a fraction of a millisecond.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))  # (platform, encoding), the fullest first
SEGMENTS, GROUPS = 4, 12  # formats of the table
LAST = 0xFFFF  # closes a table of segments and is no character
Range = tuple[int, int]


@dataclass(frozen=True)
class Coverage:
    """Code points in ranges (first, last), in order."""

    ranges: tuple[Range, ...]

    def __contains__(self, code: int) -> bool:
        index = bisect_right(self.ranges, (code, 0x110000)) - 1
        return index >= 0 and code <= self.ranges[index][1]

    def __iter__(self) -> Iterator[int]:
        for first, last in self.ranges:
            yield from range(first, last + 1)


def merged(ranges: Iterable[Range]) -> Coverage:
    """The coverage of ranges in any order, which may overlap."""
    joined: list[Range] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return Coverage(tuple(joined))


@cache
def coverage(path: Path) -> Coverage:
    """The characters of a TrueType or OpenType file; none where it cannot be read as one."""
    try:
        with path.open("rb") as file:
            return merged(_ranges(_table(file, b"cmap")))
    except (OSError, LookupError, struct.error):
        return Coverage(())


@cache
def version(path: Path) -> str:
    """What tells one version of a font file from another: the checksum that it carries."""
    try:
        with path.open("rb") as file:
            return f"{struct.unpack_from('>I', _table(file, b'head'), 8)[0]:08X}"
    except (OSError, LookupError, struct.error):
        return ""


def _table(file: BinaryIO, wanted: bytes) -> bytes:
    """A table of the font. Raises ``LookupError`` where it has none of that name."""
    [count] = struct.unpack_from(">4xH", file.read(12))
    for tag, offset, length in struct.iter_unpack(">4s4xII", file.read(16 * count)):
        if tag == wanted:
            file.seek(offset)
            return file.read(length)
    raise LookupError(wanted)


def _ranges(cmap: bytes) -> Iterator[Range]:
    [count] = struct.unpack_from(">2xH", cmap)
    found = {
        (platform, encoding): offset
        for platform, encoding, offset in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count])
    }
    for offset in (found[one] for one in UNICODE if one in found):
        [form] = struct.unpack_from(">H", cmap, offset)
        if form in (SEGMENTS, GROUPS):
            yield from (_groups if form == GROUPS else _segments)(cmap[offset:])
            return


def _groups(table: bytes) -> Iterator[Range]:
    """Format 12: groups of code points; glyph 0 is no glyph."""
    [count] = struct.unpack_from(">12xI", table)
    for first, last, glyph in struct.iter_unpack(">III", table[16 : 16 + 12 * count]):
        if first + (glyph == 0) <= last:
            yield first + (glyph == 0), last


def _segments(table: bytes) -> Iterator[Range]:
    """Format 4: segments, each with a shift of glyphs or a place where its glyphs are listed."""
    [double] = struct.unpack_from(">6xH", table)
    count = double // 2
    words = struct.unpack_from(f">{len(table) // 2}H", table)
    ends, starts = words[7 : 7 + count], words[8 + count : 8 + 2 * count]
    shifts, lists = words[8 + 2 * count : 8 + 3 * count], 8 + 3 * count
    for index, (first, last, shift) in enumerate(zip(starts, ends, shifts, strict=True)):
        listed = words[lists + index]
        place = lists + index + listed // 2 - first
        for code in range(first, min(last, LAST - 1) + 1):
            if words[place + code] if listed else (code + shift) % 0x10000:
                yield code, code
