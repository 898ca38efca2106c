"""Corrections: what the extraction damaged in a published text, put right line by line.

A file `<document>.corrections.yaml` is a list of entries, applied in their order. Each has the `id`
of the damage and, where it is a matter of judgement, a `reason`; its other keys say what to do.
Lines are those of the text file, columns count from 1 at the time the entry is applied.

    {line, text, document, column?}      `text`, found once in the line (column), becomes `document`
    {line, text, lost, column}           the cell is known in part: `lost`, with … for what is not
    {lines, column, text, document}      the same cell in several lines
    {join: [a, b]}                       line b continues the paragraph of line a
    {table: [a, b]}                      the rows of lines a and b are of one table
    {delete, text}                       the line (or lines from, to) is no part of the document
    {repeats: [a, b], of: [c, d]}        the lines are the header of a page, printed again
    {row, text, cells}                   the row gets other cells
    {rows, text, drop|shift|move|append|lost|merged|span}  the row (or rows from, to) is changed
    {after, cells|document}              a row or a paragraph is added below the line
    {gap, begins?, holds?, required?}    rows or paragraphs are lost below the line
    {widen, marks}                       half-width marks of the line become full-width

`text` of a row is its first filled cell. A cell in `cells` is a text, null for a lost one, or a
mapping of one of `lost`, `merged`, `span` to its text. An entry that does not find what it expects
is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from .blocks import bare
from .published import FOLDER, Cell, Gap, Item, Line, items, read_lines

Entry = Mapping[str, Any]
FULL_WIDTH = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；"}


class CorrectionError(Exception):
    """A correction that does not fit its text."""


def load(document: str) -> list[Entry]:
    """Takes the id of a document, returns its corrections."""
    path = FOLDER / f"{document}.corrections.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(entries, list)
    return entries


def expected(document: str) -> list[Item]:
    """Takes the id of a document, returns in order what it must have, corrections applied."""
    lines = read_lines(FOLDER / f"{document}.txt")
    apply(lines, load(document))
    return items(lines)


def apply(lines: list[Line], entries: list[Entry]) -> None:
    """Takes lines and corrections, changes the lines."""
    for entry in entries:
        try:
            operation(entry)(lines, entry)
        except CorrectionError as error:
            raise CorrectionError(f"{dict(entry)}: {error}") from None


def operation(entry: Entry) -> Callable[[list[Line], Entry], None]:
    """Takes a correction, returns what carries it out; an unknown or missing key is an error."""
    for key, (keys, function) in OPERATIONS.items():
        if key in entry:
            unknown = set(entry) - set(keys) - {key, "id", "reason"}
            if unknown or "id" not in entry:
                raise CorrectionError(f"keys: {sorted(unknown) or 'no id'}")
            return function
    raise CorrectionError("says nothing to do")


# ---------------------------------------------------------------- finding


def line_at(lines: list[Line], number: int) -> Line:
    """Takes a number of a line in the file, returns the line; a blank one is an error."""
    for line in lines:
        if line.number == number and not line.added:
            check(not line.blank, f"line {number} is blank")
            return line
    raise CorrectionError(f"there is no line {number}")


def row_at(lines: list[Line], number: int) -> list[Cell]:
    """Takes a number of a line in the file, returns the cells of its row."""
    cells = line_at(lines, number).cells
    check(cells is not None, f"line {number} is no row")
    return cells or []


def numbers(value: int | list[int]) -> range:
    """Takes a number or [first, last], returns the numbers."""
    return range(value, value + 1) if isinstance(value, int) else range(value[0], value[1] + 1)


def check(condition: bool, message: str) -> None:
    """Takes what must hold, raises an error if it does not."""
    if not condition:
        raise CorrectionError(message)


def check_first(cells: list[Cell], text: str) -> None:
    """Takes the cells of a row, checks the text of the first filled one."""
    found = next((cell.text for cell in cells if cell.text), "")
    check(found == text, f"the row begins with {found!r}")


def new_cell(value: str | Mapping[str, str] | None) -> Cell:
    """Takes a cell as a correction writes it, returns it."""
    if value is None:
        return Cell("…", "lost")
    if isinstance(value, str):
        return Cell(value)
    check(isinstance(value, Mapping) and len(value) == 1, f"no cell: {value!r}")
    ((kind, text),) = value.items()
    if kind == "lost":
        return Cell(text, "lost")
    if kind == "merged":
        return Cell(text, "merged")
    check(kind == "span", f"no kind of cell: {kind}")
    return Cell(text, "span")


def replaced_once(text: str, old: str, new: str) -> str:
    """Takes a text in which `old` stands once, returns it with `new`."""
    count = text.count(old)
    check(count == 1, f"{old!r} stands {count} times in {text!r}")
    return text.replace(old, new)


# ---------------------------------------------------------------- texts


def change_text(lines: list[Line], entry: Entry) -> None:
    """Replaces a text in a paragraph or in a cell."""
    line = line_at(lines, entry["line"])
    if line.cells is None:
        line.text = replaced_once(line.text, entry["text"], entry["document"])
        return
    if "column" in entry:
        column = entry["column"] - 1
    else:
        found = [n for n, cell in enumerate(line.cells) if entry["text"] in cell.text]
        check(len(found) == 1, f"{entry['text']!r} stands in {len(found)} cells")
        column = found[0]
    cell = line.cells[column]
    if "lost" in entry:
        check(cell.text == entry["text"], f"the cell is {cell.text!r}")
        line.cells[column] = Cell(entry["lost"], "lost")
    else:
        text = replaced_once(cell.text, entry["text"], entry["document"])
        line.cells[column] = replace(cell, text=text)


def change_lines(lines: list[Line], entry: Entry) -> None:
    """Replaces the same text in several lines."""
    for number in entry["lines"]:
        one = {key: value for key, value in entry.items() if key != "lines"}
        change_text(lines, {**one, "line": number})


def widen(lines: list[Line], entry: Entry) -> None:
    """Makes half-width marks full-width; a comma between figures stays."""
    for number in [n for part in entry["widen"] for n in numbers(part)]:
        if all(line.blank for line in lines if line.number == number):
            continue
        line = line_at(lines, number)
        text = line.text
        for mark in entry["marks"]:
            pattern = re.escape(mark) + (r"(?!\d{3})" if mark == "," else "")
            text = re.sub(pattern, FULL_WIDTH[mark], text)
        check(line.cells is None and text != line.text, f"nothing to widen in line {number}")
        line.text = text


# ---------------------------------------------------------------- lines


def join(lines: list[Line], entry: Entry) -> None:
    """Puts the text of the second line at the end of the first."""
    first, second = (line_at(lines, number) for number in entry["join"])
    between = lines[lines.index(first) + 1 : lines.index(second)]
    check(all(line.blank for line in between), "there is something between the lines")
    check(first.cells is None and second.cells is None, "a row is no paragraph")
    first.text += second.text
    for line in [*between, second]:
        lines.remove(line)


def one_table(lines: list[Line], entry: Entry) -> None:
    """Takes the blank lines between two rows away."""
    first, second = (line_at(lines, number) for number in entry["table"])
    check(first.cells is not None and second.cells is not None, "not between rows")
    between = lines[lines.index(first) + 1 : lines.index(second)]
    check(bool(between) and all(line.blank for line in between), "not only blank lines between")
    for line in between:
        lines.remove(line)


def delete(lines: list[Line], entry: Entry) -> None:
    """Takes a line away, or all from the first to the last; `text` begins the first of them."""
    here = lines_in(lines, entry["delete"])
    check(bool(here) and first_text(here[0]) == entry["text"], f"not {entry['text']!r}")
    for line in here:
        lines.remove(line)


def repeats(lines: list[Line], entry: Entry) -> None:
    """Takes lines away that say the same as others."""
    here, others = lines_in(lines, entry["repeats"]), lines_in(lines, entry["of"])
    check(bool(here) and [said(x) for x in here] == [said(x) for x in others], "not the same")
    for line in here:
        lines.remove(line)


def lines_in(lines: list[Line], value: int | list[int]) -> list[Line]:
    """Takes a number or [first, last], returns those lines of the file that are not blank."""
    wanted = numbers(value)
    return [x for x in lines if x.number in wanted and not x.added and not x.blank]


def said(line: Line) -> tuple[str, ...]:
    """Takes a line, returns its text without white space, or those of its cells."""
    return (bare(line.text),) if line.cells is None else tuple(bare(c.text) for c in line.cells)


def first_text(line: Line) -> str:
    """Takes a line, returns its text, or that of the first filled cell."""
    if line.cells is None:
        return line.text
    return next((cell.text for cell in line.cells if cell.text), "")


def insert(lines: list[Line], entry: Entry) -> None:
    """Adds a row or a paragraph below a line."""
    cells = [new_cell(value) for value in entry["cells"]] if "cells" in entry else None
    add(lines, Line(entry["after"], text=entry.get("document", ""), cells=cells))


def add_gap(lines: list[Line], entry: Entry) -> None:
    """Marks a place where rows or paragraphs are lost."""
    gap = Gap(
        entry["id"],
        entry["gap"],
        begins=bare(entry.get("begins", "")),
        holds=tuple(bare(text) for text in entry.get("holds", ())),
        required=entry.get("required", False),
    )
    add(lines, Line(entry["gap"], gap=gap))


def add(lines: list[Line], line: Line) -> None:
    """Puts a new line below the one of its number, and below what was added there before."""
    line.added = True
    here = [n for n, other in enumerate(lines) if other.number == line.number]
    check(bool(here), f"there is no line {line.number}")
    lines.insert(here[-1] + 1, line)


# ---------------------------------------------------------------- rows


def change_row(lines: list[Line], entry: Entry) -> None:
    """Gives a row other cells."""
    cells = row_at(lines, entry["row"])
    check_first(cells, entry["text"])
    cells[:] = [new_cell(value) for value in entry["cells"]]


def change_rows(lines: list[Line], entry: Entry) -> None:
    """Changes the cells of a row or of several; `text` begins the first of them."""
    here = [n for n in numbers(entry["rows"]) if any(ln.number == n for ln in lines)]
    check_first(row_at(lines, here[0]), entry["text"])
    for number in here:
        if any(line.number == number and line.blank for line in lines):
            continue
        cells = row_at(lines, number)
        for key, function in CHANGES.items():
            if key in entry:
                function(cells, entry[key])


def drop(cells: list[Cell], column: int) -> None:
    """Takes an empty cell away."""
    check(not cells[column - 1].text, f"column {column} has {cells[column - 1].text!r}")
    del cells[column - 1]


def shift(cells: list[Cell], by: int) -> None:
    """Moves all cells to the right (to the left where negative); only empty ones may fall out."""
    left, right = (-by, 0) if by < 0 else (0, by)
    lost = [*cells[:left], *cells[len(cells) - right :]]
    check(not any(cell.text for cell in lost), "a filled cell would fall out")
    kept = cells[left : len(cells) - right]
    cells[:] = [*([Cell("")] * right), *kept, *([Cell("")] * left)]


def move(cells: list[Cell], columns: list[int]) -> None:
    """Moves the text of a cell into an empty one: [from, to]."""
    source, target = columns[0] - 1, columns[1] - 1
    check(bool(cells[source].text) and not cells[target].text, "nothing to move, or no room")
    cells[target], cells[source] = cells[source], Cell("")


def append(cells: list[Cell], texts: list[str]) -> None:
    """Adds cells at the end."""
    cells += [new_cell(text) for text in texts]


def lose(cells: list[Cell], columns: list[int]) -> None:
    """Marks empty cells as lost in the text."""
    for column in columns:
        check(not cells[column - 1].text, f"column {column} has {cells[column - 1].text!r}")
        cells[column - 1] = Cell("…", "lost")


def merge(cells: list[Cell], columns: list[int]) -> None:
    """Marks cells of which the text may stand further up, as they are merged."""
    for column in columns:
        check(bool(cells[column - 1].text), f"column {column} is empty")
        cells[column - 1] = replace(cells[column - 1], kind="merged")


def span(cells: list[Cell], column: int) -> None:
    """Marks an empty cell as a column that need not be there."""
    check(not cells[column - 1].text, f"column {column} is not empty")
    cells[column - 1] = Cell("", "span")


def insert_span(cells: list[Cell], column: int) -> None:
    """Adds such a column."""
    cells.insert(column - 1, Cell("", "span"))


CHANGES: dict[str, Callable[[list[Cell], Any], None]] = {
    "drop": drop,
    "shift": shift,
    "move": move,
    "append": append,
    "lost": lose,
    "merged": merge,
    "span": span,
    "insert_span": insert_span,
}
OPERATIONS: dict[str, tuple[tuple[str, ...], Callable[[list[Line], Entry], None]]] = {
    "line": (("text", "document", "lost", "column"), change_text),
    "lines": (("text", "document", "column"), change_lines),
    "join": ((), join),
    "table": ((), one_table),
    "delete": (("text",), delete),
    "row": (("text", "cells"), change_row),
    "rows": (("text", *CHANGES), change_rows),
    "repeats": (("of",), repeats),
    "after": (("cells", "document"), insert),
    "gap": (("begins", "holds", "required"), add_gap),
    "widen": (("marks",), widen),
}


def ids(entries: list[Entry]) -> Iterator[str]:
    """Takes corrections, yields their ids."""
    for entry in entries:
        yield str(entry["id"])
