"""The published texts, their corrections, and the comparison: what it finds and lets pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from . import corrections
from .blocks import Block, Paragraph, Table
from .compare import Result, compare
from .published import DOCUMENTS, FOLDER, Cell, Gap, Item, PublishedRow, read_lines
from .published import items as items_of
from .specimens import blocks_of

# The numbers under which the damage of each text is recorded.
DAMAGE = {
    "xiamen-2025-budget": range(1, 28),
    "zhangzhou-2024-budget": range(28, 39),
    "xiamen-2023-final-account": range(39, 86),
    "quanzhou-2025-budget": range(86, 91),
    "fushun-2024-unit-budget": range(91, 112),
}
Change = Callable[[list[Block]], None]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_all_damage_is_named(document: str) -> None:
    named = set(corrections.ids(corrections.load(document)))
    assert named == {f"D{number:03}" for number in DAMAGE[document]}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_text_is_as_published(document: str) -> None:
    items = corrections.expected(document)
    result = compare(items, blocks_of(items))
    assert result.differences == []
    assert result.rows.matched == result.rows.total > 0
    assert result.cells.matched == result.cells.total > 0
    assert result.sentences.matched == result.sentences.total > 0


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_notation_of_the_extraction_is_left(document: str) -> None:
    for item in corrections.expected(document):
        texts = texts_of(item)
        assert not [t for t in texts if t.startswith(("#", "--")) or "**" in t or "</" in t]


def texts_of(item: Item) -> list[str]:
    """Takes an item, returns its texts."""
    if isinstance(item, Gap):
        return []
    return [cell.text for cell in item.cells] if isinstance(item, PublishedRow) else [item.text]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_uncorrected_texts_differ(document: str) -> None:
    items = corrections.expected(document)
    lines = read_lines(FOLDER / f"{document}.txt")
    assert not compare(items, blocks_of(items_of(lines))).same


# ---------------------------------------------------------------- seeded changes


def one_digit(blocks: list[Block]) -> None:
    """Changes a digit in the last cell with an amount."""
    number = last_table(blocks, "0.00")
    table = blocks[number]
    assert isinstance(table, Table)
    at = max(n for n, row in enumerate(table.rows) if any("0.00" in c for c in row.cells))
    cells = tuple(cell.replace("0.00", "0.01") for cell in table.rows[at].cells)
    blocks[number] = with_row(table, at, cells)


def emptied_cell(blocks: list[Block]) -> None:
    """Moves an amount into the neighbouring cell."""
    number = last_table(blocks, "0.00")
    table = blocks[number]
    assert isinstance(table, Table)
    at = max(n for n, row in enumerate(table.rows) if any("0.00" in c for c in row.cells))
    cells = list(table.rows[at].cells)
    column = max(n for n, cell in enumerate(cells) if "0.00" in cell)
    cells[column], cells[column - 1] = cells[column - 1], cells[column]
    blocks[number] = with_row(table, at, tuple(cells))


def last_table(blocks: list[Block], text: str) -> int:
    """Takes blocks, returns the number of the last table with a text in it."""
    return max(
        number
        for number, block in enumerate(blocks)
        if isinstance(block, Table) and any(text in c for row in block.rows for c in row.cells)
    )


def with_row(table: Table, number: int, cells: tuple[str, ...]) -> Table:
    """Takes a table, returns it with other cells in a row."""
    rows = list(table.rows)
    rows[number] = replace(rows[number], cells=cells)
    return Table(tuple(rows))


def dropped_row(blocks: list[Block]) -> None:
    """Takes a row away."""
    table = blocks[number := last_table(blocks, "0.00")]
    assert isinstance(table, Table)
    blocks[number] = Table(table.rows[:-2] + table.rows[-1:])


def extra_row(blocks: list[Block]) -> None:
    """Puts a row twice."""
    table = blocks[number := last_table(blocks, "0.00")]
    assert isinstance(table, Table)
    blocks[number] = Table((*table.rows, table.rows[-1]))


def swapped_rows(blocks: list[Block]) -> None:
    """Changes the order of two rows."""
    table = blocks[number := last_table(blocks, "0.00")]
    assert isinstance(table, Table)
    blocks[number] = Table((*table.rows[:-2], table.rows[-1], table.rows[-2]))


def dropped_paragraph(blocks: list[Block]) -> None:
    """Takes the longest paragraph away."""
    del blocks[longest(blocks)]


def dropped_sentence(blocks: list[Block]) -> None:
    """Takes the last sentence of the longest paragraph away."""
    paragraph = blocks[number := longest(blocks)]
    assert isinstance(paragraph, Paragraph)
    text = paragraph.text.rstrip("。")
    blocks[number] = replace(paragraph, text=text[: max(text.rfind("。"), len(text) // 2) + 1])


def changed_character(blocks: list[Block]) -> None:
    """Changes a character in the longest paragraph."""
    paragraph = blocks[number := longest(blocks)]
    assert isinstance(paragraph, Paragraph)
    blocks[number] = replace(paragraph, text="甲" + paragraph.text[1:])


def extra_paragraph(blocks: list[Block]) -> None:
    """Puts in a paragraph that was not published."""
    blocks.insert(longest(blocks), Paragraph("未公布的一段。", 0))


def swapped_paragraphs(blocks: list[Block]) -> None:
    """Changes the order of two paragraphs."""
    number = longest(blocks)
    blocks[number - 1], blocks[number] = blocks[number], blocks[number - 1]


def longest(blocks: list[Block]) -> int:
    """Takes blocks, returns the number of the longest paragraph."""
    lengths = [len(b.text) if isinstance(b, Paragraph) else 0 for b in blocks]
    return lengths.index(max(lengths))


CHANGES: tuple[Change, ...] = (
    one_digit,
    emptied_cell,
    dropped_row,
    extra_row,
    swapped_rows,
    dropped_paragraph,
    dropped_sentence,
    changed_character,
    extra_paragraph,
    swapped_paragraphs,
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_change_is_found(document: str, change: Change) -> None:
    items = corrections.expected(document)
    blocks = blocks_of(items)
    change(blocks)
    result = compare(items, blocks)
    assert 1 <= len(result.differences) <= 2


def result_after(change: Change) -> Result:
    """Takes a change, returns what is found after it in one of the documents."""
    items = corrections.expected("quanzhou-2025-budget")
    blocks = blocks_of(items)
    change(blocks)
    return compare(items, blocks)


def test_a_wrong_digit_costs_one_cell_of_one_row() -> None:
    result = result_after(one_digit)
    assert result.cells.total - result.cells.matched == 1
    assert result.rows.total - result.rows.matched == 1
    assert result.sentences.total == result.sentences.matched


def test_a_missing_row_leaves_the_others_alone() -> None:
    result = result_after(dropped_row)
    assert result.rows.total - result.rows.matched == 1


def test_a_difference_names_line_and_texts() -> None:
    (difference,) = result_after(one_digit).differences
    assert difference.line == 468
    assert "0.00" in difference.expected
    assert "0.01" in difference.actual


# ---------------------------------------------------------------- what was lost


def test_what_is_lost_is_counted_apart() -> None:
    items = corrections.expected("zhangzhou-2024-budget")
    result = compare(items, blocks_of(items))
    lost = sum(c.kind == "lost" for i in items if isinstance(i, PublishedRow) for c in i.cells)
    assert result.lost == lost == 5


def test_a_gap_must_hold_what_is_known_of_it() -> None:
    items = corrections.expected("xiamen-2023-final-account")
    blocks = blocks_of(items)
    blocks[:] = [without(block, "30299") for block in blocks]
    (difference,) = compare(items, blocks).differences
    assert difference.expected == "[D062] 30299"


def without(block: Block, text: str) -> Block:
    """Takes a block, returns it without the rows that have a text."""
    if isinstance(block, Paragraph):
        return block
    return Table(tuple(row for row in block.rows if text not in row.cells))


@pytest.mark.parametrize(
    ("cell", "accepted", "refused"),
    [
        (Cell("甲 乙"), ["甲乙"], ["甲", "", "甲乙丙"]),
        (Cell("…", "lost"), ["", "甲"], []),
        (Cell("甲…乙", "lost"), ["甲乙", "甲丙乙"], ["甲", "乙甲"]),
        (Cell("甲", "merged"), ["", "甲"], ["乙"]),
        (Cell("", "span"), [""], ["甲"]),
    ],
)
def test_cells(cell: Cell, accepted: list[str], refused: list[str]) -> None:
    assert all(cell.accepts(text) for text in accepted)
    assert not any(cell.accepts(text) for text in refused)


def test_only_a_header_may_move_its_texts() -> None:
    cells = (Cell("收入"), Cell(""), Cell("支出"))
    assert PublishedRow(cells, 1, header=True).accepts(("收入", "支出", ""))
    assert not PublishedRow(cells, 1).accepts(("收入", "支出", ""))


# ---------------------------------------------------------------- corrections


@pytest.mark.parametrize(
    "entry",
    [
        {"id": "D1", "line": 3, "text": "甲", "document": "乙"},
        {"id": "D1", "line": 180, "column": 2, "text": "提租补贴", "document": "租房补贴"},
        {"id": "D1", "line": 1, "text": "甲", "document": "乙"},
        {"id": "D1", "join": [42, 54]},
        {"id": "D1", "table": [480, 483]},
        {"id": "D1", "delete": 483, "text": "甲"},
        {"id": "D1", "row": 480, "text": "甲", "cells": []},
        {"id": "D1", "rows": 480, "text": "满意度指标", "drop": 1},
        {"id": "D1", "rows": 480, "text": "满意度指标", "shift": -1},
        {"id": "D1", "widen": [42], "marks": "()"},
        {"id": "D1", "repeats": [105, 105], "of": [103, 103]},
        {"id": "D1", "after": 9999, "document": "甲"},
        {"id": "D1", "line": 3, "text": "2025", "document": "2024", "colunm": 1},
        {"line": 3, "text": "2025", "document": "2024"},
        {"id": "D1"},
    ],
)
def test_a_correction_that_does_not_fit_is_an_error(entry: corrections.Entry) -> None:
    lines = read_lines(FOLDER / "quanzhou-2025-budget.txt")
    with pytest.raises(corrections.CorrectionError):
        corrections.apply(lines, [entry])
