"""公布数: what was published in place of what the facts give, and where each entry was used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase

from generator.model.common import PublishedFigure

TEXT = "正文"
ORDINAL = re.compile(r"^\s*(（?[一二三四五六七八九十]+）?[、．.]?|（?\d+）?[、．.])\s*")


def plain_label(label: str) -> str:
    """A row's label without the ordinal before it."""
    return ORDINAL.sub("", label).strip(" ：:") or label


class Published:
    """The entries of ``公布数`` by the place they name.

    ``divisor`` turns amounts in the file's unit into 万元.
    """

    def __init__(self, entries: Sequence[PublishedFigure], divisor: Decimal) -> None:
        self.entries = entries
        self.divisor = divisor
        self.used: set[int] = set()
        self._cells = [
            (index, entry.place.split("/"))
            for index, entry in enumerate(entries)
            if entry.place.count("/") == 2 and not entry.place.startswith(TEXT + "/")
        ]

    def in_text(self, name: str) -> str | None:
        """What a sentence prints for the figure ``name``."""
        return self._take(f"{TEXT}/{name}")

    def everywhere(self, names: Iterable[str]) -> str | None:
        """What every place prints for a figure known by any of ``names``."""
        found = (self._take(name) for name in names)
        return next((text for text in found if text is not None), None)

    def in_cell(self, table: str, rows: Iterable[str], columns: Iterable[str]) -> str | None:
        """What one cell prints; a row and a column may go by several names."""
        rows, columns = list(rows), list(columns)
        for index, (its_table, row, column) in self._cells:
            if (
                fnmatchcase(table, its_table)
                and any(fnmatchcase(name, row) for name in rows)
                and any(fnmatchcase(name, column) for name in columns)
            ):
                self.used.add(index)
                return self.entries[index].value
        return None

    def _take(self, place: str) -> str | None:
        for index, entry in enumerate(self.entries):
            if entry.place == place:
                self.used.add(index)
                return entry.value
        return None

    def number(self, text: str) -> Decimal | None:
        """The amount in 万元 in a published text; None where it is words."""
        try:
            return Decimal(text.replace(",", "").replace("，", "")) / self.divisor
        except InvalidOperation:
            return None
