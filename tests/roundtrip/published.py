"""Published texts: lines with tabs are rows, other lines are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .blocks import bare

FOLDER = Path(__file__).parent.parent / "published"
DOCUMENTS = (
    "zhangzhou-2024-budget",
    "quanzhou-2025-budget",
    "xiamen-2025-budget",
    "xiamen-2023-final-account",
    "fushun-2024-unit-budget",
)

# Notation of the extraction, no part of the document: headings, list items, bold header cells.
MARKUP = re.compile(r"^(?:# |- (?!-))|</?b>")
CONTENTS_ENTRY = re.compile(r"(?P<label>.+?)\.*\t\d+")
AMOUNT = re.compile(r"-?[\d,]+\.\d\d")
BODY_LABEL = re.compile(r"一、|\d{3}")
TOTAL_LABEL = re.compile(r"合计[：:]?")


@dataclass(frozen=True)
class Cell:
    """What a cell of a published row has to be.

    printed: exactly this text. lost: the text lost it wholly, or where it has “…”. merged: a merged
    cell of which the text may stand here or further up. span: a column that need not be there.
    """

    text: str
    kind: Literal["printed", "lost", "merged", "span"] = "printed"

    def accepts(self, actual: str) -> bool:
        """Takes a cell as read back, says whether it may stand here."""
        if self.kind == "lost":
            pattern = ".*".join(re.escape(bare(part)) for part in self.text.split("…"))
            return re.fullmatch(pattern, actual) is not None
        if self.kind == "merged":
            return actual in ("", bare(self.text))
        return actual == bare(self.text)


@dataclass(frozen=True)
class Gap:
    """A place where the text lost whole rows or paragraphs.

    `begins` is the text of the first block lost, `holds` are texts that must be among what stands
    there, `required` says that something must stand there.
    """

    id: str
    line: int
    begins: str = ""
    holds: tuple[str, ...] = ()
    required: bool = False


@dataclass
class Line:
    """A line of a text: a paragraph, a row (`cells`), a gap, or blank. Corrections change it."""

    number: int
    text: str = ""
    cells: list[Cell] | None = None
    gap: Gap | None = None
    added: bool = False

    @property
    def blank(self) -> bool:
        return not self.text and self.cells is None and self.gap is None


@dataclass(frozen=True)
class Sentence:
    """A paragraph or heading that the document must have."""

    text: str
    line: int


@dataclass(frozen=True)
class PublishedRow:
    """A row that the document must have. `header`: only the order of its filled cells counts."""

    cells: tuple[Cell, ...]
    line: int
    header: bool = False

    def accepts(self, actual: tuple[str, ...]) -> bool:
        """Takes the cells of a row as read back, says whether they are this row."""
        wide = self.cells
        narrow = tuple(cell for cell in self.cells if cell.kind != "span")
        if self.header and self.plain:
            return self.filled == tuple(cell for cell in actual if cell)
        return any(
            len(cells) == len(actual)
            and all(cell.accepts(text) for cell, text in zip(cells, actual, strict=True))
            for cells in (wide, narrow)
        )

    @property
    def plain(self) -> bool:
        """Says whether the text of every cell is known."""
        return all(cell.kind in ("printed", "span") for cell in self.cells)

    @property
    def filled(self) -> tuple[str, ...]:
        return tuple(bare(cell.text) for cell in self.cells if bare(cell.text))


Item = Sentence | PublishedRow | Gap


def read_lines(path: Path) -> list[Line]:
    """Takes the file of a published text, returns its lines."""
    raw = path.read_text(encoding="utf-8").split("\n")
    contents = contents_lines(raw)
    return [read_line(n, text, n in contents) for n, text in enumerate(raw, start=1)]


def read_line(number: int, text: str, contents: bool) -> Line:
    """Takes a line of the file, returns it as paragraph, row or blank."""
    text = MARKUP.sub("", text)
    if contents:
        entry = CONTENTS_ENTRY.fullmatch(text)
        return Line(number, text=entry["label"] if entry else text)
    if "\t" in text:
        return Line(number, cells=[Cell(cell.strip()) for cell in text.split("\t")])
    return Line(number, text=text.strip())


def contents_lines(raw: list[str]) -> set[int]:
    """Takes the lines of the file, returns the numbers of those in the contents list."""
    title = next((n for n, text in enumerate(raw, start=1) if bare(text) == "目录"), None)
    if title is None:
        return set()
    found = set()
    for number, text in enumerate(raw[title:], start=title + 1):
        if CONTENTS_ENTRY.fullmatch(text):
            found.add(number)
        elif text.strip():
            break
    return found


def items(lines: list[Line]) -> list[Item]:
    """Takes (corrected) lines, returns in order what the document must have."""
    found: list[Item] = []
    for table in tables(lines):
        found += with_headers(table) if isinstance(table, list) else [table]
    return found


def tables(lines: list[Line]) -> Iterator[Item | list[PublishedRow]]:
    """Takes lines, yields paragraphs and gaps one by one, and rows table by table."""
    rows: list[PublishedRow] = []
    for line in lines:
        if line.cells is not None:
            rows.append(PublishedRow(tuple(line.cells), line.number))
            continue
        if rows:
            yield rows
            rows = []
        if line.gap:
            yield line.gap
        elif line.text:
            yield Sentence(bare(line.text), line.number)
    if rows:
        yield rows


def with_headers(rows: list[PublishedRow]) -> list[PublishedRow]:
    """Takes the rows of a table, returns them with those above the first body row as header.

    A table without a body row near its top is a form, or a list: it has no header.
    """
    count = next((n for n, row in enumerate(rows[:5]) if is_body(row)), 0)
    return [PublishedRow(row.cells, row.line, header=n < count) for n, row in enumerate(rows)]


def is_body(row: PublishedRow) -> bool:
    """Takes a row, says whether it has an amount, or begins as a row of figures does."""
    filled = row.filled
    if any(AMOUNT.fullmatch(text) for text in filled):
        return True
    if len(filled) == 1 and TOTAL_LABEL.fullmatch(filled[0]):
        return True
    return bool(filled and BODY_LABEL.match(filled[0]))
