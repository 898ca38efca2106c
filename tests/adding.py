"""Printed tables added up anew, from what they show and not from what the program sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from generator.derive.grid import Cell, Grid, Line

TOTALS = ("合计", "小计", "总计")
LENGTHS = (3, 5, 7)
Node = dict[str, "Node | Decimal"]


def number(cell: Cell) -> Decimal:
    """What a cell of amounts shows; nothing is zero."""
    try:
        return Decimal(cell.text.replace(",", "") or "0")
    except InvalidOperation:
        return Decimal(0)


def joined(strips: Sequence[Grid]) -> Grid:
    """A table that is printed in strips as one: the columns that are repeated, once."""
    first, *others = strips
    lines = []
    for number, line in enumerate(first.body):
        seen = {cell.column for cell in line.cells}
        more = [cell for strip in others for cell in strip.body[number].cells if cell.figure]
        lines.append(replace(line, cells=(*line.cells, *(c for c in more if c.column not in seen))))
    return replace(first, body=tuple(lines))


def differences(grid: Grid) -> Iterator[tuple[str, Decimal, int]]:
    """Every sum of a table that is not what it should be: where, the gap, how many numbers."""
    yield from _subjects(grid)
    for line in grid.body:
        named = [(cell.column.name, number(cell)) for cell in line.cells if cell.column]
        if len({column for column, _ in named}) == len(named):
            yield from _groups(f"{grid.id}/{_row(line)}", _tree(named))


def last_totals(grid: Grid) -> list[Decimal]:
    """The numbers of the last total row, one for each block."""
    [*_, last] = [line for line in grid.body if line.total]
    firsts: dict[str, Decimal] = {}
    for cell in last.cells:
        if cell.column:
            firsts.setdefault(cell.column.name.split("·")[0], number(cell))
    return list(firsts.values())


def _row(line: Line) -> str:
    return next((cell.row.name for cell in line.cells if cell.row and cell.row.name), "")


def _subjects(grid: Grid) -> Iterator[tuple[str, Decimal, int]]:
    """Each subject against those below it, and the total against the first level."""
    rows: dict[str, list[Decimal]] = {}
    totals: list[Decimal] = []
    for line in grid.body:
        amounts = [number(cell) for cell in line.cells if cell.figure]
        codes = [cell.text for cell in line.cells if cell.text.isdigit() and not cell.figure]
        codes = [code for code in codes if len(code) in LENGTHS]
        if len(codes) > 1 or (codes and codes[0] in rows):
            return  # several blocks, or one that lists records
        if codes:
            rows[codes[0]] = amounts
        elif line.total:
            totals = amounts
    for code, amounts in rows.items():
        below = [rows[one] for one in rows if one[:-2] == code]
        if below:
            yield from _columns(f"{grid.id}/{code}", amounts, below)
    if rows and totals:
        first = min(map(len, rows))
        yield from _columns(f"{grid.id}/合计", totals, [rows[c] for c in rows if len(c) == first])


def _columns(
    where: str, whole: list[Decimal], parts: list[list[Decimal]]
) -> Iterator[tuple[str, Decimal, int]]:
    for index, amount in enumerate(whole):
        gap = amount - sum((part[index] for part in parts), Decimal(0))
        if gap:
            yield where, gap, len(parts) + 1


def _tree(named: Iterable[tuple[str, Decimal]]) -> Node:
    root: Node = {}
    for column, amount in named:
        node = root
        *groups, last = column.split("·")
        for group in groups:
            inner = node.setdefault(group, {})
            assert isinstance(inner, dict)
            node = inner
        node[last] = amount
    return root


def _groups(where: str, node: Node) -> Iterator[tuple[str, Decimal, int]]:
    """A column that is a total against the columns beside it, group by group."""
    for name, inner in node.items():
        if isinstance(inner, dict):
            yield from _groups(f"{where}/{name}", inner)
    total = next((name for name in node if name.endswith(TOTALS)), None)
    others = [_whole(inner) for name, inner in node.items() if name != total]
    if total and others:
        gap = _whole(node[total]) - sum(others, Decimal(0))
        if gap:
            yield f"{where}/{total}", gap, len(others) + 1


def _whole(node: Node | Decimal) -> Decimal:
    if isinstance(node, Decimal):
        return node
    total = next((name for name in node if name.endswith(TOTALS)), None)
    return _whole(node[total]) if total else sum(map(_whole, node.values()), Decimal(0))
