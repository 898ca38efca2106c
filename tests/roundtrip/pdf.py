"""PDF files read back: ruled tables, and the lines of text outside them, in reading order."""

from __future__ import annotations

import re
import subprocess
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber

from .blocks import Block, Paragraph, Row, Table, bare

Char = dict[str, Any]
RULED = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
TOLERANCE = 2.0  # points that two edges or baselines may lie apart and be the same
FOOT = 0.85  # page numbers stand below this part of the page's height
PAGE_NUMBER = re.compile(r"[—–-]?(\d+)[—–-]?")
LEADER = re.compile(r"(.*?)[.．…·]*(\d+)")


@dataclass(frozen=True)
class Line:
    """A line of text outside tables; `parts` are separated by wide gaps."""

    parts: tuple[str, ...]
    y: float
    page: int

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass
class Grid:
    """A table, or its part on one page: for each row the text at the left edge of each cell."""

    rows: list[dict[float, str]]
    left: float
    right: float
    y: float
    page: int
    breaks: list[tuple[int, int]] = field(default_factory=list)  # (first row, page) of later parts


@dataclass
class Page:
    """What stands on a page, from top to bottom, and the number printed on it."""

    blocks: list[Line | Grid]
    number: str | None


@dataclass(frozen=True)
class Entry:
    """An entry of the contents list, with the page number printed beside it."""

    label: str
    number: str


@dataclass(frozen=True)
class Reading:
    """A PDF as read: blocks in order, entries of the contents list, printed number by page."""

    blocks: list[Block]
    contents: list[Entry]
    numbers: dict[int, str]


def read(data: bytes) -> Reading:
    """Takes a PDF file, returns what it says."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        pages = [read_page(page, number) for number, page in enumerate(pdf.pages, start=1)]
    listing = contents_pages(pages)
    join_tables(pages)
    blocks = [
        block
        for number, page in enumerate(pages, start=1)
        for one in page.blocks
        for block in as_blocks(one, number in listing)
    ]
    entries = [e for number in listing for e in contents_entries(pages[number - 1])]
    numbers = {n: page.number for n, page in enumerate(pages, start=1) if page.number}
    return Reading(blocks, entries, numbers)


def plain_text(data: bytes) -> str:
    """Takes a PDF file, returns pdftotext's text of it without white space and page numbers."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    lines = [bare(line) for line in done.stdout.decode("utf-8").splitlines()]
    return "".join(line for line in lines if not re.fullmatch(r"[—–-]\d+[—–-]", line))


# ---------------------------------------------------------------- pages


def read_page(page: Any, number: int) -> Page:
    """Takes a page of pdfplumber, returns its lines and grids."""
    height = float(page.height)
    chars = [char for char in page.chars if not char["text"].isspace()]
    grids = []
    for table in ruled_tables(page):
        grid, chars = read_grid(table, chars, height, number)
        grids.append(grid)
    lines = list(lines_of(chars, height, number))
    printed = page_number(lines, height)
    if printed:
        lines.pop()
    blocks: list[Line | Grid] = [*lines, *grids]
    return Page(sorted(blocks, key=lambda block: block.y), printed)


def middle(char: Char) -> tuple[float, float]:
    """Takes a character, returns the middle of its box."""
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def page_number(lines: list[Line], height: float) -> str | None:
    """Takes the lines of a page, returns the number in the last one if that is a page number."""
    if not lines or lines[-1].y < FOOT * height:
        return None
    found = PAGE_NUMBER.fullmatch(lines[-1].text)
    return found[1] if found else None


def lines_of(chars: list[Char], height: float, page: int) -> Iterator[Line]:
    """Takes characters, yields the lines that they make, from top to bottom."""
    placed = sorted(((height - char["matrix"][5], char) for char in chars), key=lambda p: p[0])
    line: list[Char] = []
    baseline = 0.0
    for y, char in placed:
        if line and y - baseline > TOLERANCE:
            yield Line(parts(line), baseline, page)
            line = []
        if not line:
            baseline = y
        line.append(char)
    if line:
        yield Line(parts(line), baseline, page)


def parts(line: list[Char]) -> tuple[str, ...]:
    """Takes the characters of a line, returns its text, divided at gaps wider than a character."""
    line.sort(key=lambda char: char["x0"])
    texts = [line[0]["text"]]
    for before, char in pairwise(line):
        if char["x0"] - before["x1"] > char["size"]:
            texts.append("")
        texts[-1] += char["text"]
    return tuple(texts)


# ---------------------------------------------------------------- tables


def ruled_tables(page: Any) -> list[Any]:
    """Takes a page of pdfplumber, returns its tables.

    A merged cell that goes on over a page break has no border there: each table is given a frame.
    """
    frames = [line for band in bands(page.edges) for line in frame(band)]
    if not frames:
        return []
    lines = {"explicit_horizontal_lines": frames, "explicit_vertical_lines": frames}
    tables: list[Any] = page.find_tables(RULED | lines)
    return tables


def bands(edges: list[Char]) -> Iterator[list[Char]]:
    """Takes the edges of a page, yields those of each table; no two stand side by side."""
    band: list[Char] = []
    bottom = 0.0
    for edge in sorted(edges, key=lambda edge: edge["top"]):
        if band and edge["top"] > bottom + TOLERANCE:
            yield band
            band = []
        bottom = max(bottom, edge["bottom"]) if band else edge["bottom"]
        band.append(edge)
    if band:
        yield band


def frame(band: list[Char]) -> Iterator[Char]:
    """Takes the edges of a table, yields four lines around it; none around a mere line."""
    if len({edge["orientation"] for edge in band}) < 2:
        return
    x0, x1 = min(edge["x0"] for edge in band), max(edge["x1"] for edge in band)
    top, bottom = min(edge["top"] for edge in band), max(edge["bottom"] for edge in band)
    for a, b, c, d in (
        (x0, x1, top, top),
        (x0, x1, bottom, bottom),
        (x0, x0, top, bottom),
        (x1, x1, top, bottom),
    ):
        size = {"width": b - a, "height": d - c}
        yield {"object_type": "line", "x0": a, "x1": b, "top": c, "bottom": d, **size}


def read_grid(table: Any, chars: list[Char], height: float, page: int) -> tuple[Grid, list[Char]]:
    """Takes a table of pdfplumber and characters, returns its rows and the characters not in it."""
    rows = [[cell for cell in row.cells if cell] for row in table.rows]
    contents: dict[tuple[float, ...], list[Char]] = {cell: [] for row in rows for cell in row}
    find = finder(rows)
    others: list[Char] = []
    for char in chars:
        cell = find(*middle(char))
        (others if cell is None else contents[cell]).append(char)
    texts = [{cell[0]: text_of(contents[cell], height) for cell in row} for row in rows]
    left, top, right, _ = table.bbox
    return Grid(texts, left, right, top, page), others


def finder(rows: list[list[tuple[float, ...]]]) -> Any:
    """Takes the cells of a table by rows, returns a function that finds the one at a point."""
    columns: dict[float, list[tuple[float, ...]]] = {}
    for cell in sorted((cell for row in rows for cell in row), key=lambda cell: cell[1]):
        columns.setdefault(cell[0], []).append(cell)
    edges = sorted(columns)

    def find(x: float, y: float) -> tuple[float, ...] | None:
        for edge in reversed(edges[: bisect_right(edges, x)]):
            for cell in columns[edge]:
                if x <= cell[2] and cell[1] <= y <= cell[3]:
                    return cell
        return None

    return find


def text_of(chars: list[Char], height: float) -> str:
    """Takes the characters of a cell, returns its text."""
    return "".join(line.text for line in lines_of(chars, height, 0))


def join_tables(pages: list[Page]) -> None:
    """Takes pages, joins the tables that go on over page breaks with their first parts."""
    last: Grid | None = None
    above: list[str] = []
    for page in pages:
        at = next((n for n, block in enumerate(page.blocks) if isinstance(block, Grid)), None)
        if last is not None and at is not None:
            part = page.blocks[at]
            titles = [line.text for line in page.blocks[:at] if isinstance(line, Line)]
            if isinstance(part, Grid) and goes_on(last, part, titles, above):
                extend(last, part)
                del page.blocks[: at + 1]
                if not page.blocks:
                    continue
        last, above = last_table(page.blocks)


def last_table(blocks: list[Line | Grid]) -> tuple[Grid | None, list[str]]:
    """Takes the blocks of a page, returns the table at its end and the lines above that table."""
    if not blocks or not isinstance(blocks[-1], Grid):
        return None, []
    above: list[str] = []
    for block in reversed(blocks[:-1]):
        if isinstance(block, Grid):
            break
        above.insert(0, block.text)
    return blocks[-1], above


def goes_on(first: Grid, part: Grid, titles: list[str], above: list[str]) -> bool:
    """Says whether a table goes on with a part on the next page, which may repeat its titles."""
    if abs(first.left - part.left) > TOLERANCE or abs(first.right - part.right) > TOLERANCE:
        return False
    if not titles:
        return True
    if titles != above[len(above) - len(titles) :]:
        return False
    return repeated_rows(first, part) > 0 or first_cell(first) != first_cell(part)


def first_cell(grid: Grid) -> str:
    """Takes a table, returns the text of its first cell: the same in all forms of one kind."""
    return next(iter(grid.rows[0].values()), "")


def repeated_rows(first: Grid, part: Grid) -> int:
    """Returns how many rows at the top of a part repeat the header of its table."""
    count = 0
    for mine, theirs in zip(first.rows, part.rows, strict=False):
        if not any(mine.values()) or list(mine.values()) != list(theirs.values()):
            break
        count += 1
    return count


def extend(first: Grid, part: Grid) -> None:
    """Adds to a table its part on the next page, without the repeated header."""
    rows = part.rows[repeated_rows(first, part) :]
    if rows:
        first.breaks.append((len(first.rows), part.page))
        first.rows += rows


def as_table(grid: Grid) -> Table:
    """Takes a grid, returns the table with a cell for each column in each row."""
    edges = columns_of(grid)
    rows = []
    page = grid.page
    starts = dict(grid.breaks)
    for number, row in enumerate(grid.rows):
        page = starts.get(number, page)
        cells = [""] * len(edges)
        for x, text in row.items():
            cells[bisect_right(edges, x + TOLERANCE) - 1] += text
        rows.append(Row(tuple(cells), page, broken=number in starts))
    return Table(tuple(rows))


def columns_of(grid: Grid) -> list[float]:
    """Takes a grid, returns the left edges of its columns."""
    edges: list[float] = []
    for x in sorted({x for row in grid.rows for x in row}):
        if not edges or x - edges[-1] > TOLERANCE:
            edges.append(x)
    return edges


def as_blocks(block: Line | Grid, listing: bool) -> Iterator[Block]:
    """Takes a line or a grid, yields its blocks; `listing`: on a page of the contents list."""
    if isinstance(block, Grid):
        yield as_table(block)
        return
    entry = entry_line(block) if listing else None
    if entry:
        yield Paragraph(entry[0], block.page, joins=True, number=entry[1])
        return
    for part in block.parts:
        yield Paragraph(part, block.page, joins=True)


# ---------------------------------------------------------------- contents list


def contents_pages(pages: list[Page]) -> list[int]:
    """Takes pages, returns the numbers of those with the contents list."""
    found: list[int] = []
    for number, page in enumerate(pages, start=1):
        lines = [block for block in page.blocks if isinstance(block, Line)]
        entries = sum(entry_line(line) is not None for line in lines)
        begins = not found and any(line.text == "目录" for line in lines)
        continues = bool(found) and found[-1] == number - 1 and entries * 2 > len(page.blocks)
        if begins or continues:
            found.append(number)
    return found


def entry_line(line: Line) -> tuple[str, str] | None:
    """Takes a line, returns label and page number if it ends an entry of a contents list."""
    found = LEADER.fullmatch(line.text)
    if not found or not found[1]:
        return None
    apart = len(line.parts) > 1 and LEADER.fullmatch(line.parts[-1])
    dotted = line.text != found[1] + found[2]
    return (found[1], found[2]) if dotted or (apart and not apart[1]) else None


def contents_entries(page: Page) -> Iterator[Entry]:
    """Takes a page of the contents list, yields its entries; a long label has several lines."""
    label = ""
    for line in page.blocks:
        if not isinstance(line, Line):
            continue
        entry = entry_line(line)
        label += entry[0] if entry else line.text
        if entry:
            yield Entry(label.removeprefix("目录"), entry[1])
            label = ""
