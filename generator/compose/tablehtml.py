"""A grid as an HTML table of the vocabulary (docs/vocabulary.md)."""

from __future__ import annotations

import re

from markupsafe import escape

from generator.derive.grid import Cell, Grid, Line

MARKUP = re.compile("[&<>\"']")
CLASSES = {"left": "", "center": "c", "right": "n"}


def table_html(grid: Grid) -> str:
    """The table."""
    columns = "".join(f'<col style="width:{share:g}%"/>' for share in grid.widths)
    head = "".join(_row(line, "th") for line in grid.header)
    head = f"<thead>{head}</thead>" if head else ""
    body = "".join(_row(line, "td") for line in grid.body)
    return (
        f'<table class="{grid.look}"><colgroup>{columns}</colgroup>{head}'
        f"<tbody>{body}</tbody></table>"
    )


def _escaped(text: str) -> str:
    return str(escape(text)) if MARKUP.search(text) else text


def _row(line: Line, tag: str) -> str:
    opening = '<tr class="total">' if line.total else "<tr>"
    return f"{opening}{''.join(_cell(cell, tag) for cell in line.cells)}</tr>"


def _cell(cell: Cell, tag: str) -> str:
    text = _escaped(cell.text).replace("\n", "<br/>")
    spans = f' colspan="{cell.cols}"' if cell.cols > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    if tag == "th":
        return f'<th scope="col"{spans}>{text}</th>'
    if cell.label:
        return f'<th scope="row"{spans}>{text}</th>'
    kind = CLASSES[cell.align]
    kind = f' class="{kind}"' if kind else ""
    figure = f' data-figure="{_escaped(cell.figure.key)}"' if cell.figure else ""
    return f"<td{kind}{figure}{spans}>{text}</td>"
