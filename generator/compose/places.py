"""Where figures are printed: the cells and sentences of a composed document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from generator.derive.figures import Figure
from generator.derive.grid import Grid

CHANGE = "·"  # between a figure's key and what is printed of it in a comparison


class Place(NamedTuple):
    """One printing of a figure: where (table/row/column, or the heading above), and its text.

    ``part`` is what is printed of it in a comparison (变动, 比率); empty for the figure itself.
    """

    figure: Figure
    part: str
    where: str
    text: str

    @property
    def key(self) -> str:
        """The figure's key, with the part of it."""
        return key_with(self.figure, self.part)


def key_with(figure: Figure, part: str) -> str:
    """The key of a part of a figure."""
    return f"{figure.key}{CHANGE}{part}" if part else figure.key


def cells(grid: Grid) -> Iterator[Place]:
    """The figures of a table's cells."""
    for line in grid.body:
        for cell in line.cells:
            if cell.figure:
                where = "/".join(part for part in (grid.id, cell.where) if part)
                yield Place(cell.figure, "", where, cell.text)


def sentences(root: etree._Element, figures: Iterable[Figure]) -> Iterator[Place]:
    """The figures of sentences, each under the nearest heading before it."""
    known = {figure.key: figure for figure in figures}
    heading = ""
    for element in root.iter("h1", "h2", "h3", "h4", "data"):
        text = "".join(map(str, element.itertext()))
        if element.tag != "data":
            heading = text
            continue
        key, _, part = str(element.get("value", "")).partition(CHANGE)
        if figure := known.get(key):
            yield Place(figure, part, f"正文“{heading}”", text)
