"""公布数: what was published in place of what the facts give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fnmatch import fnmatchcase, translate
from functools import lru_cache
from typing import NamedTuple

from generator.derive.rounding import rounded
from generator.model.base import number_in
from generator.model.common import PublishedFigure

TEXT = "正文"
ANY_ROW, WILDCARD = "*", re.compile(r"[*?\[]")
ORDINAL = re.compile(
    r"^\s*(（[一二三四五六七八九十]+）[、．.]?|[一二三四五六七八九十]+[、．.]|（?\d+）?[、．.])\s*"
)


def plain_label(label: str) -> str:
    """A row's label without the ordinal before it."""
    return ORDINAL.sub("", label).strip(" ：:") or label


@lru_cache(maxsize=20_000)
def _pattern(wildcards: str) -> Callable[[str], re.Match[str] | None]:
    """What matches names; fnmatch itself remembers no more than a few hundred."""
    return re.compile(translate(wildcards)).match


class Entry(NamedTuple):
    """What is printed by an entry of ``公布数``, with its number in the list."""

    number: int
    text: str


class Published:
    """The entries of ``公布数`` by the place they name.

    ``divisor`` turns amounts in the file's unit into 万元.
    """

    def __init__(self, entries: Sequence[PublishedFigure], divisor: Decimal) -> None:
        self.entries = entries
        self.divisor = divisor
        self._places = {entry.place: index for index, entry in enumerate(entries)}
        self._by_table: dict[str, dict[str, list[tuple[int, str, str]]]] = {}
        self._cells = [
            (index, entry.place.split("/"))
            for index, entry in enumerate(entries)
            if entry.place.count("/") == 2 and not entry.place.startswith(TEXT + "/")
        ]

    def in_text(self, name: str) -> Entry | None:
        """What a sentence prints for the figure ``name``."""
        return self._at(f"{TEXT}/{name}")

    def everywhere(self, names: Iterable[str]) -> Entry | None:
        """What every place prints for a figure known by any of ``names``."""
        return next((entry for entry in map(self._at, names) if entry), None)

    def in_cell(self, table: str, rows: Sequence[str], columns: Sequence[str]) -> Entry | None:
        """What one cell prints; a row and a column may go by several names."""
        by_row = self._rows_of(table)
        near = [one for name in (*rows, ANY_ROW) for one in by_row.get(name, ())]
        for index, row, column in sorted(near):
            if any(map(_pattern(row), rows)) and any(map(_pattern(column), columns)):
                return Entry(index, self.entries[index].value)
        return None

    def _at(self, place: str) -> Entry | None:
        index = self._places.get(place)
        return None if index is None else Entry(index, self.entries[index].value)

    def _rows_of(self, table: str) -> dict[str, list[tuple[int, str, str]]]:
        """The entries for a table's cells by the row they name; together those with wildcards."""
        found = self._by_table.get(table)
        if found is None:
            found = self._by_table[table] = {}
            for index, (its_table, row, column) in self._cells:
                if fnmatchcase(table, its_table):
                    key = ANY_ROW if WILDCARD.search(row) else row
                    found.setdefault(key, []).append((index, row, column))
        return found

    def typed(self, derived: Decimal) -> str:
        """An amount in 万元 as an entry would give it: in the file's unit."""
        return f"{rounded(derived * self.divisor, 2):f}"

    def number(self, text: str) -> Decimal | None:
        """The amount in 万元 in a published text; None where it is words."""
        number = number_in(text)
        return None if number is None else number / self.divisor
