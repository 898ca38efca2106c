"""The tables of one document: laid out and filled, or forms of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.derive.derived import Derived
from generator.derive.fill import fill
from generator.derive.forms import FormBuilder
from generator.derive.grid import Grid
from generator.derive.layout import LayoutBuilder
from generator.findings import Loc

Record = Mapping[str, Any]


class TableBuilder:
    """Makes tables; ``text`` fills a pattern with what templates see, which is ``seen``."""

    def __init__(self, derived: Derived, text: Callable[..., str], seen: Record) -> None:
        self.derived = derived
        self.text = text
        self.seen = seen
        data, figures = derived.profile.data, derived.figures
        self._layouts = LayoutBuilder(
            figures.ledger,
            data.formats,
            data.categories,
            text,
            derived.subject_name,
            derived.records,
        )
        self._forms = FormBuilder(figures, data.formats, text, self._indicator)

    def grids(self, name: str, record: Record | None = None) -> list[Grid]:
        """A table of the profile, in strips; a form is filled with ``record`` (all facts where
        none). Raises ``ProfileError`` for a name that there is not."""
        table = self.derived.profile.table(name)
        if table.form:
            record = record or {}
            filled = {**self.seen, **record}
            return [self._forms.build(table, table.form, filled, self._lacks(record))]
        return fill(self._layouts.layout(table), self.derived.figures, self.text)

    def _lacks(self, record: Record) -> dict[str, Loc]:
        """The places of what a record of the facts could hold and nobody typed."""
        place = self.derived.places.get(id(record))
        missing = (key for key, value in record.items() if value is None or value == [])
        return {key: (*place, key) for key in missing} if place else {}

    def _indicator(self, entry: Record) -> dict[str, Any]:
        """An indicator with its target as the profile writes it."""
        operators = self.derived.profile.data.operators
        operator = entry.get("方向")
        shown = operators.get(operator, operator) if operator else ""
        parts = (shown, entry.get("目标值"), entry.get("单位"))
        return {**entry, "方向": shown, "目标": "".join(part for part in parts if part)}
