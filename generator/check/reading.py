"""A composed document as checks search it: its texts, its statutory tables, its comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.check.comparisons import ALL_ITEMS, Comparison, comparisons
from generator.check.tables import Statutory, statutory_tables
from generator.check.texts import Printed, printed
from generator.derive.layout import has_facts
from generator.disclosure import Disclosure
from generator.profile.schema import Table

DIRECTION = re.compile("增加|减少|持平|增长|下降")
SAYS_EMPTY = re.compile("没有|无|未|空表")


@dataclass(frozen=True)
class Reading:
    """A disclosure as it is searched for its parts."""

    disclosure: Disclosure

    @cached_property
    def blocks(self) -> tuple[Printed, ...]:
        return printed(self.disclosure.printed.document.root)

    @cached_property
    def paragraphs(self) -> list[Printed]:
        return [block for block in self.blocks if block.tag == "p"]

    @cached_property
    def tables(self) -> list[Statutory]:
        return statutory_tables(self.disclosure)

    @cached_property
    def compared(self) -> list[Comparison]:
        """The comparisons of the items of “三公”经费."""
        return [
            one
            for one in comparisons(self.disclosure)
            if one.figure.startswith("三公经费") and one.keys != ALL_ITEMS
        ]

    @property
    def narrative(self) -> bool:
        """Whether the document says anything in sentences about its figures."""
        return any(block.figures for block in self.paragraphs)

    def said(self, pattern: re.Pattern[str]) -> str:
        """The heading above the first paragraph that matches; empty where there is none."""
        return next((under(block) for block in self.paragraphs if pattern.search(block.text)), "")

    def summed(self, *datasets: str) -> str:
        """The heading above the first comparison of such figures in words."""
        return next(
            (
                under(block)
                for block in self.paragraphs
                if DIRECTION.search(block.text)
                and any(key.startswith(datasets) for key in block.figures)
            ),
            "",
        )

    def shows(self, text: str) -> str:
        """Where a typed text is printed below a heading."""
        found = (under(block) for block in self.blocks if block.heading and text in block.text)
        return next(found, "")

    def table(self, kind: str) -> Statutory | None:
        """The printed table of this kind."""
        return next((table for table in self.tables if kind in table.kinds), None)

    def title(self, table: Statutory | Table) -> str:
        """A table's title in one line."""
        declared = table.declared if isinstance(table, Statutory) else table
        return (self.disclosure.text(declared.title) or declared.id).replace("\n", "")

    def empty_tables(self) -> Iterator[tuple[Table, str]]:
        """The printed tables without data, each with the sentence below that says so."""
        said = {block.text for block in self.paragraphs}
        for table in self.disclosure.profile.printed:
            if table.form or not table.sum or self.filled(table):
                continue
            notes = map(self._as_published, [*table.empty, *table.note])
            yield table, next((n for n in notes if n in said and SAYS_EMPTY.search(n)), "")

    def _as_published(self, note: str) -> str:
        """A note of the form as it was published."""
        text = self.disclosure.text(note)
        for entry in self.disclosure.document.published_texts:
            if entry.replaced and entry.by is not None:
                text = text.replace(entry.replaced, entry.by)
        return text

    def filled(self, table: Table) -> bool:
        """Whether there are facts for what a table sums."""
        return bool(table.sum) and has_facts(table, self.disclosure.figures.ledger)


def under(block: Printed) -> str:
    """The heading above a text."""
    return f"“{block.heading}”" if block.heading else "正文"
