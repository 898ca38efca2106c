"""Where figures are printed: the cells and sentences of a composed document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from generator.derive.grid import Grid

CHANGE = "·"  # between a figure's key and what is printed of it in a comparison


class Place(NamedTuple):
    """One printing of a figure: where (table/row/column, or the heading above), and its text."""

    key: str
    where: str
    text: str

    @property
    def figure(self) -> str:
        """The key of the figure itself, where its change or rate is printed."""
        return self.key.partition(CHANGE)[0]


def cells(title: str, grids: Iterable[Grid]) -> Iterator[Place]:
    """The figures of a table's cells."""
    for grid in grids:
        for line in grid.body:
            for cell in line.cells:
                if cell.figure:
                    where = "/".join(part for part in (title, cell.where) if part)
                    yield Place(cell.figure.key, where, cell.text)


def sentences(root: etree._Element) -> Iterator[Place]:
    """The figures of sentences, each under the nearest heading before it."""
    heading = ""
    for element in root.iter("h1", "h2", "h3", "h4", "data"):
        if element.tag == "data":
            text = "".join(map(str, element.itertext()))
            yield Place(str(element.get("value", "")), f"正文“{heading}”", text)
        else:
            heading = "".join(map(str, element.itertext()))
