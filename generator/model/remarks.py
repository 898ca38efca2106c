"""What was understood although it was not written as it should be, for notes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.findings import Finding, Loc
from generator.read import Source
from generator.read.characters import bare, plain_code, plain_number

DIGITS = re.compile(r"[+-]?[0-9,.]+")
WAN, WHOLE_YUAN = "万元", "元"


class Remarks:
    """Collects, while facts are validated, values that were read as something else.

    Validators know a value and not its place: the places are looked up afterwards. ``unit`` is that
    of the file's amounts.
    """

    def __init__(self, unit: str = WAN) -> None:
        self.unit = unit
        self._read_as: dict[str, tuple[str, dict[str, str]]] = {}

    def see(self, typed: str, meant: object) -> None:
        """Note how ``typed`` was read, where that is worth a remark."""
        text = typed.strip()
        if isinstance(meant, datetime.date):
            if text != meant.isoformat():
                self._read_as[typed] = "R206", {"value": text, "date": meant.isoformat()}
        elif text != bare(text):
            self._read_as[typed] = "R218", {"value": text}
        elif isinstance(meant, Decimal | int) and not DIGITS.fullmatch(plain_number(text)):
            self._read_as[typed] = "R219", {"value": text, "number": f"{Decimal(meant):f}"}
        elif text != plain_number(text):
            self._read_as[typed] = "R202", {"value": text}
        elif isinstance(meant, str) and text != plain_code(text):
            self._read_as[typed] = "R203", {"value": text, "code": meant}

    def pair(self, key: str, text: str) -> None:
        """Note that an item was read as ``text`` although its colon makes a pair of it."""
        self._read_as[key] = "R217", {"value": text}

    def notes(self, source: Source) -> tuple[Finding, ...]:
        """A note for each kind of remark, at its first place, with the number of places."""
        first: dict[str, Finding] = {}
        counts: dict[str, int] = {}
        for typed, loc in _scalars(source.data, ()) if self._read_as else ():
            if typed in self._read_as:
                code, params = self._read_as[typed]
                counts[code] = counts.get(code, 0) + 1
                first.setdefault(code, Finding(code, params, loc))
        return tuple(
            source.locate(Finding(code, {**one.params, "count": str(counts[code])}, one.loc))
            for code, one in first.items()
        )


def _scalars(value: Any, loc: Loc) -> Iterator[tuple[str, Loc]]:
    """Every text below ``value``, keys too, with its place."""
    if isinstance(value, str):
        yield value, loc
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield key, (*loc, key)
            yield from _scalars(below, (*loc, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _scalars(below, (*loc, index))
