"""The program's own tables: a value in templates, a place in their HTML, then a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from jinja2 import Undefined
from lxml import etree
from markupsafe import Markup, escape

from generator import limits
from generator.compose.parsing import parsed
from generator.compose.sandbox import AT, Budget, MisuseError, Readable
from generator.compose.sandbox.budget import TABLE
from generator.compose.tablehtml import table_html
from generator.compose.vocabulary import SHEET, VocabularyError, shape_of
from generator.derive.grid import Grid
from generator.profile.schema import Table

_TEXT = (str, Undefined)


class Tables:
    """The tables that templates have asked for, by number; ``budget`` pays for printing them."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._grids: list[Grid] = []

    def place(self, grid: Grid) -> int:
        """The number under which the table is kept."""
        self._grids.append(grid)
        return len(self._grids) - 1

    def put(self, root: etree._Element) -> list[Grid]:
        """Put each table into its place below ``root``, under the lines that stand there.

        Returns those that were put, each once, in the order of the document. Raises
        ``VocabularyError`` for a table that is none, ``OverLimitError`` for too many.
        """
        printed: dict[int, Grid] = {}
        for place in list(root.iter("table")):
            if (mark := place.get(SHEET)) is not None:
                number, parent = int(mark), place.getparent()
                assert parent is not None
                parent.replace(place, self._table(number, place))
                printed[number] = self._grids[number]
        return list(printed.values())

    def _table(self, number: int, place: etree._Element) -> etree._Element:
        if number >= len(self._grids):
            raise VocabularyError(f"没有第 {number} 张表")
        grid = self._grids[number]
        self._budget.pay(TABLE)
        self._budget.fill(cell_count(grid))
        html = table_html(grid)
        self._budget.write(len(html))
        try:
            table = parsed(html)
            _check(grid, table)
        except (etree.XMLSyntaxError, VocabularyError) as error:
            raise VocabularyError(f"表“{grid.id}”：{error}") from None
        if lines := [line for head in place for line in head]:
            head = table.find("thead")
            if head is None:
                head = etree.Element("thead")
                table.insert(1, head)
            head[:0] = lines
        return table


def _check(grid: Grid, table: etree._Element) -> None:
    """Only forms declare spans: other tables are as wide as their columns in every row."""
    if len(grid.widths) > limits.TABLE_COLUMNS or not grid.header:
        shape_of(table)


def cell_count(grid: Grid) -> int:
    """The cells of a table."""
    return sum(len(line.cells) for line in (*grid.header, *grid.body))


class Sheet(Readable):
    """A table with its lines as templates use it; its words are filled when they are asked for."""

    called = "一张表"
    readable = frozenset(
        {"contents", "empty", "heading", "html", "id", "notes", "number", "orientation", "strips"}
        | {"title"}
    )

    def __init__(
        self, table: Table, grids: Sequence[Grid], text: Callable[[str], str], tables: Tables
    ) -> None:
        self._table = table
        self._grids = grids
        self._text = text
        self._tables = tables

    @property
    def id(self) -> str:
        return self._table.id

    @property
    def orientation(self) -> str:
        """``portrait`` or ``landscape``."""
        return self._table.orientation

    @cached_property
    def title(self) -> str:
        return self._text(self._table.title)

    @cached_property
    def heading(self) -> str:
        return self._text(self._table.heading)

    @cached_property
    def contents(self) -> str:
        return self._text(self._table.contents)

    @cached_property
    def number(self) -> str:
        return self._text(self._table.number)

    @property
    def notes(self) -> tuple[str, ...]:
        return self._grids[0].notes

    @property
    def empty(self) -> bool:
        """Whether there are no facts to fill the table."""
        return self._grids[0].empty

    @property
    def html(self) -> Markup:
        """The table; of one in strips the first."""
        return self._placed(self._numbers[0], "")

    def strips(self, *lines: Sequence[Any]) -> list[Markup]:
        """Each strip, with lines (class, text) above its header that repeat on every page."""
        return [
            self._placed(number, "".join(_line(line, len(grid.widths)) for line in lines))
            for number, grid in zip(self._numbers, self._grids, strict=True)
        ]

    @cached_property
    def _numbers(self) -> list[int]:
        return [self._tables.place(grid) for grid in self._grids]

    def _placed(self, number: int, lines: str) -> Markup:
        at = escape(f"表“{self.id}”")
        head = f"<thead>{lines}</thead>" if lines else ""
        return Markup(f'<table {AT}="{at}" {SHEET}="{number}">{head}</table>')


def _line(line: Any, width: int) -> str:
    if type(line) not in (tuple, list) or [isinstance(part, _TEXT) for part in line] != [True] * 2:
        raise MisuseError('strips 要的是 ("类", 文字)')
    kind, text = map(escape, line)
    return f'<tr class="line"><th class="{kind}" colspan="{width}">{text}</th></tr>'
