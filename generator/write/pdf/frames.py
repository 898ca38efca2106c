"""Closed frames at page breaks: WeasyPrint leaves open the cells that a page break cuts.

A merged cell that goes on over a page break has no line at the foot of the one page and the head
of the next. The lines between two rows stand in the table's border grid; at a break they are made
whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.write.pdf.errors import EngineError

Border = tuple[Any, tuple[str, float, Any]]
# what a laid-out table of this program has, all of whose borders are collapsed
GRID = ("collapsed_border_grid", "skipped_rows", "skip_cell_border_top", "skip_cell_border_bottom")


def close_frames(pages: Iterable[Any]) -> None:
    """Close the frames of all tables on laid-out pages.

    Raises ``EngineError`` where WeasyPrint keeps no border grid.
    """
    from weasyprint.formatting_structure.boxes import TableBox

    for page in pages:
        for table in _tables(page._page_box, TableBox):
            if lacking := [name for name in GRID if not hasattr(table, name)]:
                raise EngineError(f"WeasyPrint 的表没有 {'、'.join(lacking)}")
            _close(table)


def _tables(box: Any, kind: type) -> Iterator[Any]:
    if isinstance(box, kind):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _tables(child, kind)


def _close(table: Any) -> None:
    groups = table.children
    if not groups:
        return
    rows = sum(len(group.children) for group in groups)
    header = len(groups[0].children) if groups[0].is_header else 0
    offset = table.skipped_rows - header if table.skipped_rows else 0
    _, lines = table.collapsed_border_grid
    table.skip_cell_border_top = table.skip_cell_border_bottom = False
    if rows + offset < len(lines) - 1:
        _fill(lines, rows + offset)
    if table.skipped_rows and not header:
        _fill(lines, offset)


def _fill(lines: list[list[Border]], index: int) -> None:
    """Draw the line whole, in the manner of the first line that is drawn anywhere."""
    drawn = next((border for line in reversed(lines) for border in line if border[1][1]), None)
    if drawn is not None:
        lines[index] = [border if border[1][1] else drawn for border in lines[index]]
