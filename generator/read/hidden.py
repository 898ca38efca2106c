"""Hidden characters of a text: those that are errors, and those that are mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from generator.findings import Finding, FindingsError
from generator.read.characters import (
    ACCENTED,
    CONTROL,
    LIKENESS,
    LIKENESSES,
    MISLEADING,
    SYMBOL,
    SYMBOLS,
    WEIGHTLESS,
    composed,
)

MOST = 20  # findings: more of them would hide everything else
SHOWN = 5  # readings that a note names
# what is read as something else: the note's code, where it stands, how it is read
REPLACED: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("R204", WEIGHTLESS, lambda one: ""),
    ("R205", LIKENESS, lambda one: one.translate(LIKENESSES)),
    ("R208", SYMBOL, SYMBOLS.__getitem__),
    ("R209", ACCENTED, composed),
)


def hidden(text: str) -> Iterator[tuple[str, dict[str, str], int]]:
    """Characters that are not accepted: the finding's code, its parameters, the offset."""
    for found in CONTROL.finditer(text):
        yield "R106", {"code": _code(found.group())}, found.start()
    for found in MISLEADING.finditer(text):
        character = found.group()
        params = {"code": _code(character), "name": unicodedata.name(character, "没有名称")}
        yield "R109", params, found.start()


def mended(path: Path, text: str) -> tuple[str, list[Finding]]:
    """The text without weightless characters, and with characters for what stands in their place;
    notes on them.

    Raises ``FindingsError`` for characters that are not accepted.
    """
    wrong = [
        Finding(code, params).at(path, *place(text, start))
        for code, params, start in islice(hidden(text), MOST)
    ]
    if wrong:
        raise FindingsError(wrong)
    notes = []
    plain = text
    for code, pattern, read in REPLACED:
        found = [one for one in pattern.finditer(text) if read(one.group()) != one.group()]
        if found:
            params = _params([one.group() for one in found], read)
            notes.append(Finding(code, params).at(path, *place(text, found[0].start())))
            plain = pattern.sub(partial(_as, read), plain)
    return plain, notes


def _params(found: Sequence[str], read: Callable[[str], str]) -> dict[str, str]:
    """What notes say: how often something was found, the first as it was and as it is read, all."""
    each = list(dict.fromkeys(found))
    read_as = "、".join(f"U+{_code(one[0])} 读作“{read(one)}”" for one in each[:SHOWN])
    return {
        "count": str(len(found)),
        "code": _code(found[0][0]),
        "value": found[0],
        "character": read(found[0]),
        "read": read_as + (" 等" if len(each) > SHOWN else ""),
    }


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _as(read: Callable[[str], str], found: re.Match[str]) -> str:
    return read(found.group())


def _code(character: str) -> str:
    return f"{ord(character):04X}"
