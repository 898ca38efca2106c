"""Printed forms of labels and values added up anew, from what they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from generator.derive.grid import Cell, Grid

# what a form says a sum is, and the labels of its parts; a form with all of them has that sum
SUMS = (
    ("资金总额", ("财政拨款", "其他资金")),
    ("资金总额", ("项目支出", "基本支出", "其他资金")),
)
WHOLE, SCORES = "合计", "总分"
INITIAL, ADJUSTMENT, ADJUSTED, ACTUAL = "年初预算数", "已调整数", "调整后预算数", "全年执行数"
AMOUNTS = (INITIAL, ADJUSTMENT, ADJUSTED, ACTUAL)
WEIGHT, SCORE = "设置分值", "得分"
Row = list[str]
Difference = tuple[str, Decimal, int]


def form_differences(grid: Grid) -> Iterator[Difference]:
    """Every sum of a form that is not what it should be: where, the gap, how many numbers."""
    yield from _labelled(grid)
    parts = list(_parts(_rectangle(grid)))
    for head, rows in parts:
        if ADJUSTED in head and INITIAL in head:
            yield from _execution(grid.id, head, rows)
    yield from _scores(grid.id, parts)


def _labelled(grid: Grid) -> Iterator[Difference]:
    values: dict[str, Decimal] = {}
    for line in grid.body:
        for label, cell in zip(line.cells, line.cells[1:], strict=False):
            amount = _number(cell.text.removesuffix("万元"))
            if label.label and amount is not None:
                values.setdefault(label.text.strip("：").removeprefix("其中："), amount)
    for whole, labels in SUMS:
        if whole in values and all(label in values for label in labels):
            yield from _gap(f"{grid.id}/{whole}", values[whole], [values[one] for one in labels])


def _execution(form: str, head: Row, rows: list[Row]) -> Iterator[Difference]:
    """合计 against the kinds below it, and the adjusted budget against what it is made of."""
    at = {name: head.index(name) for name in AMOUNTS}
    amounts = [{name: _number(row[at[name]]) or Decimal(0) for name in AMOUNTS} for row in rows]
    for row in amounts:
        yield from _gap(f"{form}/{ADJUSTED}", row[ADJUSTED], [row[INITIAL], row[ADJUSTMENT]])
    if rows and WHOLE in rows[0]:
        for name in AMOUNTS:
            kinds = [row[name] for row in amounts[1:]]
            yield from _gap(f"{form}/{WHOLE}/{name}", amounts[0][name], kinds)


def _scores(form: str, parts: Sequence[tuple[Row, list[Row]]]) -> Iterator[Difference]:
    for name in (WEIGHT, SCORE):
        totals: list[Decimal] = []
        earned: list[Decimal] = []
        for head, rows in parts:
            for row in rows if name in head else ():
                if (value := _number(row[head.index(name)])) is not None:
                    (totals if SCORES in row else earned).append(value)
        if totals:
            yield from _gap(f"{form}/{SCORES}/{name}", totals[-1], earned)


def _gap(where: str, whole: Decimal, parts: Sequence[Decimal]) -> Iterator[Difference]:
    if gap := whole - sum(parts, Decimal(0)):
        yield where, gap, len(parts) + 1


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        return None


def _parts(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """The form in parts: a row that heads columns, and the rows below it."""
    head: Row = []
    below: list[Row] = []
    for row in rows:
        if WEIGHT in row or ADJUSTED in row:
            yield head, below
            head, below = row, []
        else:
            below.append(row)
    yield head, below


def _rectangle(grid: Grid) -> list[Row]:
    """The form as rows of equal length; the text of a spanned row stands in its first row only."""
    rows: list[Row] = []
    covered: dict[tuple[int, int], str] = {}
    for number, line in enumerate(grid.body):
        row: Row = []
        for cell in line.cells:
            _fill(row, number, covered)
            _cover(cell, number, len(row), covered)
            row += [cell.text, *[""] * (cell.cols - 1)]
        _fill(row, number, covered)
        rows.append(row)
    return rows


def _fill(row: Row, number: int, covered: dict[tuple[int, int], str]) -> None:
    while (number, len(row)) in covered:
        row.append(covered[number, len(row)])


def _cover(cell: Cell, number: int, start: int, covered: dict[tuple[int, int], str]) -> None:
    for below in range(1, cell.rows):
        covered |= {(number + below, start + across): "" for across in range(cell.cols)}
