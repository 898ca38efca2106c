"""Which of the statutory tables a printed table is, told by what it sums and not by its title."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.derive.layout import declared_queries
from generator.disclosure import Disclosure
from generator.profile.query import Query
from generator.profile.schema import Subjects, Table

BALANCE, INCOME, SPENDING = "部门收支总体", "部门收入总体", "部门支出总体"
APPROPRIATION = "财政拨款收支总体"
GENERAL, BASIC = "一般公共预算支出", "一般公共预算基本支出"
THREE_PUBLIC, FUND = "一般公共预算“三公”经费支出", "政府性基金预算支出"
CAPITAL = "国有资本经营预算支出"
REQUIRED = {
    "143-06": (BALANCE, INCOME, SPENDING),
    "143-07": (APPROPRIATION, GENERAL, BASIC, THREE_PUBLIC, FUND),
}
LEDGER = frozenset({"支出", "收入"})
SPENT = "支出"
FUND_OF = {GENERAL: "一般公共预算", FUND: "政府性基金预算", CAPITAL: "国有资本经营预算"}
ITEMS = {
    "因公出国（境）费": ("因公出国（境）费",),
    "公务用车购置及运行费": ("公务用车购置费", "公务用车运行费"),
    "公务用车购置费": ("公务用车购置费",),
    "公务用车运行费": ("公务用车运行费",),
    "公务接待费": ("公务接待费",),
}


@dataclass(frozen=True)
class Statutory:
    """A printed table with every query of its cells, and the subjects that it lists."""

    declared: Table
    queries: frozenset[Query]
    subjects: tuple[Subjects, ...]

    @property
    def id(self) -> str:
        return self.declared.id

    @property
    def datasets(self) -> set[str]:
        return {query.dataset for query in self.queries}

    def all_have(self, name: str, value: str) -> bool:
        """Whether every sum of income or expenditure has this condition."""
        where = [dict(query.where) for query in self.queries if query.dataset in LEDGER]
        return bool(where) and all(one.get(name) == value for one in where)

    def whole(self, dataset: str) -> bool:
        """Whether a cell sums a dataset without regard to the kind of money."""
        return any(
            query.dataset == dataset
            and not {"资金性质", "拨款"} & {name for name, _ in query.where}
            for query in self.queries
        )

    def lists(self, classification: str, level: str) -> bool:
        """Whether the rows go down to a level of a classification."""
        return any(
            one.classification == classification and level in one.levels for one in self.subjects
        )

    @property
    def kinds(self) -> set[str]:
        """Which of the statutory tables this is."""
        return {kind for kind, test in TESTS.items() if test(self)}

    @property
    def items(self) -> set[str]:
        """The cells of a table of “三公”经费 that there are, the total as 合计."""
        found = set()
        for query in self.queries:
            item = dict(query.where).get("项目")
            shown = (item,) if isinstance(item, str) else tuple(sorted(item or ()))
            if not shown:
                found.add("合计")
            found |= {name for name, parts in ITEMS.items() if tuple(sorted(parts)) == shown}
        return found

    @property
    def missing_cells(self) -> list[str]:
        """The cells that a table of “三公”经费 should have and has not."""
        found = self.items
        return [cell for cell in ("合计", *ITEMS) if cell not in found]


def _balance(table: Statutory) -> bool:
    return table.whole("收入") and table.whole("支出")


def _income(table: Statutory) -> bool:
    return table.whole("收入") and "支出" not in table.datasets


def _spending(table: Statutory) -> bool:
    return table.whole("支出") and table.datasets == {"支出"} and bool(table.subjects)


def _appropriation(table: Statutory) -> bool:
    return table.datasets >= LEDGER and table.all_have("拨款", "财政拨款")


def _of_fund(table: Statutory, fund: str) -> bool:
    return SPENT in table.datasets and table.all_have("资金性质", fund)


def _basic(table: Statutory) -> bool:
    return table.datasets == {"经济分类"} and all(
        dict(query.where).get("支出性质") == "基本支出" for query in table.queries
    )


TESTS: dict[str, Callable[[Statutory], bool]] = {
    BALANCE: _balance,
    INCOME: _income,
    SPENDING: _spending,
    APPROPRIATION: _appropriation,
    GENERAL: lambda table: _of_fund(table, FUND_OF[GENERAL]),
    BASIC: _basic,
    THREE_PUBLIC: lambda table: table.datasets == {"三公经费"},
    FUND: lambda table: _of_fund(table, FUND_OF[FUND]),
    CAPITAL: lambda table: _of_fund(table, FUND_OF[CAPITAL]),
}


def statutory_tables(disclosure: Disclosure) -> list[Statutory]:
    """The tables that the document prints, in print order."""
    printed = {grid.id for grid in disclosure.printed.grids}
    return [
        Statutory(table, frozenset(declared_queries(table)), tuple(_subjects(table)))
        for table in disclosure.profile.data.tables
        if table.id in printed and not table.form
    ]


def _subjects(table: Table) -> Iterator[Subjects]:
    for block in table.sides:
        yield from (row.subjects for row in block.rows if row.subjects)
