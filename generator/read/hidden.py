"""Hidden characters of a text: those that are errors, and those that are mended."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from generator.findings import Finding, FindingsError
from generator.read.characters import CONTROL, MISLEADING, RADICAL, RADICALS, WEIGHTLESS

MOST = 20  # findings: more of them would hide everything else


def hidden(text: str) -> Iterator[tuple[str, dict[str, str], int]]:
    """Characters that are not accepted: the finding's code, its parameters, the offset."""
    for found in CONTROL.finditer(text):
        yield "R106", {"code": _code(found.group())}, found.start()
    for found in MISLEADING.finditer(text):
        character = found.group()
        params = {"code": _code(character), "name": unicodedata.name(character, "没有名称")}
        yield "R109", params, found.start()


def mended(path: Path, text: str) -> tuple[str, list[Finding]]:
    """The text without weightless characters and with characters for radicals; notes on them.

    Raises ``FindingsError`` for characters that are not accepted.
    """
    wrong = [
        Finding(code, params).at(path, *place(text, start))
        for code, params, start in islice(hidden(text), MOST)
    ]
    if wrong:
        raise FindingsError(wrong)
    notes = []
    if weightless := WEIGHTLESS.findall(text):
        params = {"code": _code(weightless[0]), "count": str(len(weightless))}
        notes.append(Finding("R204", params).at(path, *place(text, text.index(weightless[0]))))
    if radicals := RADICAL.findall(text):
        first = radicals[0]
        params = {"value": first, "character": first.translate(RADICALS)}
        params["count"] = str(len(radicals))
        notes.append(Finding("R205", params).at(path, *place(text, text.index(first))))
    return WEIGHTLESS.sub("", text).translate(RADICALS) if notes else text, notes


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _code(character: str) -> str:
    return f"{ord(character):04X}"
