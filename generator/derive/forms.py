"""Facts and a form's declaration to a grid: labels and values of one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.derive.figures import FigureBook
from generator.derive.fill import percent
from generator.derive.grid import Cell, Grid, Line
from generator.derive.layout import Leaf, Row, Shown, check_rows
from generator.derive.numbers import print_figure
from generator.findings import Loc
from generator.profile.schema import Cells, Form, FormCell, FormRows, NumberFormat, Table
from generator.walking import at

NOTHING: Mapping[str, Loc] = {}
HERE = "\0"  # where a pattern has the amount; no fact can hold it
Record = Mapping[str, Any]


class FormBuilder:
    """Derives forms of one document; ``text`` expands a pattern of the profile."""

    def __init__(
        self,
        figures: FigureBook,
        formats: Mapping[str, NumberFormat],
        text: Callable[..., str],
        enrich: Callable[[Record], Record],
    ) -> None:
        self.figures = figures
        self.formats = formats
        self.text = text
        self.enrich = enrich

    def build(
        self, table: Table, form: Form, record: Record, lacks: Mapping[str, Loc] = NOTHING
    ) -> Grid:
        """The grid of ``form`` for one record; ``enrich`` adds what follows from an entry.

        ``lacks`` are the places in the facts of what the record could hold and nobody typed.
        """
        rows: list[Line] = []
        for spec in form.rows:
            rows += self._rows(table, spec, record, lacks)
            check_rows(table, len(rows))
        empty = _without_indicators(form, record)
        return Grid(
            id=table.id,
            widths=percent(form.widths),
            header=(),
            body=tuple(rows),
            look=table.look or "form",
            notes=tuple(map(self.text, [*table.note, *(table.empty if empty else [])])),
            empty=empty,
        )

    def _rows(
        self, table: Table, spec: FormRows, record: Record, lacks: Mapping[str, Loc]
    ) -> list[Line]:
        lines = [self._line(table, cells, record, lacks) for cells in spec.lines]
        lines += list(self._sources(table, spec, record))
        if spec.side and lines:
            side = self._cell(table, replace_rows(spec.side, len(lines)), record)
            lines[0] = Line((side, *lines[0].cells))
        return lines

    def _sources(self, table: Table, spec: FormRows, record: Record) -> Iterator[Line]:
        if spec.tree:
            yield from self._tree(table, spec, dict(record.get(spec.tree) or {}))
        elif spec.each:
            for entry in record.get(spec.each) or []:
                yield from self._entry(table, spec, {**record, **self.enrich(entry)})

    def _entry(self, table: Table, spec: FormRows, entry: Record) -> Iterator[Line]:
        if spec.inner is None:
            yield self._line(table, spec.cells, entry)
            return
        inner = list(entry.get(spec.inner) or [{}])
        for number, leaf in enumerate(inner):
            cells = [
                replace_rows(cell, len(inner)) if cell.rows == 0 else cell
                for cell in spec.cells
                if cell.rows or not number
            ]
            yield self._line(table, cells, {**entry, **leaf})

    def _tree(
        self, table: Table, spec: FormRows, tree: Mapping[str, Mapping[str, list[Record]]]
    ) -> Iterator[Line]:
        for first, branches in tree.items():
            before: list[Cell] = [_label(first, sum(max(len(v), 1) for v in branches.values()))]
            for second, leaves in branches.items():
                before.append(_label(second, max(len(leaves), 1)))
                for leaf in leaves or [{}]:
                    line = self._line(table, spec.cells, self.enrich(leaf))
                    yield Line((*before, *line.cells))
                    before = []

    def _line(
        self, table: Table, cells: Cells, record: Record, lacks: Mapping[str, Loc] = NOTHING
    ) -> Line:
        return Line(tuple(self._cell(table, cell, record, lacks) for cell in cells))

    def _cell(
        self,
        table: Table,
        cell: FormCell,
        record: Record,
        lacks: Mapping[str, Loc] = NOTHING,
    ) -> Cell:
        align = cell.align or ("center" if cell.label else "left")
        if cell.amount is None:
            text, place = self._shown(cell, record), lacks.get(cell.show or "", ())
            return Cell(text, align, cell.cols, cell.rows, label=cell.label, lacks=place)
        where = {dim: str(record[key]) for dim, key in cell.narrow.items()}
        figure = self.figures.named_figure(cell.amount, where)
        form = self.formats[cell.format or table.format]
        text = print_figure(figure, form)
        if cell.text:
            pattern = cell.text.replace("{}", HERE)
            text = self.text(pattern, **record).replace(HERE, text)
        row = Row(Shown({}, (figure.name,)))
        return Cell(text, align, cell.cols, cell.rows, figure=figure, row=row, column=Leaf(form))

    def _shown(self, cell: FormCell, record: Record) -> str:
        if cell.text is not None:
            return self.text(cell.text, **record)
        value = at(record, (cell.show or "").split("."))
        if isinstance(value, list | tuple):
            return "\n".join(map(str, value))
        return "" if value is None else str(value)


def _without_indicators(form: Form, record: Record) -> bool:
    """Whether a form of indicators has none to print."""
    trees = [record.get(spec.tree) or {} for spec in form.rows if spec.tree]
    leaves = (leaf for tree in trees for branches in tree.values() for leaf in branches.values())
    return bool(trees) and not any(leaves)


def replace_rows(cell: FormCell, rows: int) -> FormCell:
    """The cell spanning ``rows`` rows."""
    return cell.model_copy(update={"rows": rows})


def _label(text: str, rows: int) -> Cell:
    return Cell(text, "center", rows=rows, label=True)
