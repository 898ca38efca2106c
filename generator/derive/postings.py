"""Facts as postings: amounts in 万元, each with the dimensions by which tables and sentences sum.

Dimensions and their values are the words of the field, the same in profiles, figure keys and
messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import BaseModel

from generator.derive.balances import balances
from generator.derive.carried import funds_of
from generator.derive.posting import OWN_FUNDS, appropriation
from generator.derive.posting import Posting as Posting
from generator.findings import Loc
from generator.model import Budget, Document, FinalAccount
from generator.model.common import (
    ExpenditureLine,
    PriorYear,
    Split,
    ThreePublic,
)
from generator.model.performance import Task

CURRENT, CARRIED_OVER = "本年", "上年结转"
CARRY_INCOME = "上年结转结余"
PERSONNEL, OPERATING = "人员经费", "公用经费"
BASIC, PROJECT = "基本支出", "项目支出"
YUAN_PER_WAN = Decimal(10000)
# what a typed key of an expenditure line says: 支出性质 and 经费
NATURES: dict[str, tuple[str, str | None]] = {
    "基本支出": (BASIC, None),
    "人员经费": (BASIC, PERSONNEL),
    "公用经费": (BASIC, OPERATING),
    "项目支出": (PROJECT, None),
    "经营支出": ("经营支出", None),
    "上缴上级支出": ("上缴上级支出", None),
    "对附属单位补助支出": ("对附属单位补助支出", None),
}


class Poster:
    """Turns a document into postings; ``personnel`` are the classes counted as 人员经费."""

    def __init__(self, document: Document, personnel: tuple[str, ...]) -> None:
        self.document = document
        self.personnel = personnel
        self.divisor = YUAN_PER_WAN if document.unit == "元" else Decimal(1)

    def post(self) -> list[Posting]:
        """Every posting of the document."""
        document = self.document
        spent = list(self._expenditures())
        postings = [*spent, *self._economy(), *self._prior(), *self._sundries()]
        incomes = list(self._incomes() if document.incomes else self._incomes_from(spent))
        postings += incomes
        if isinstance(document, FinalAccount):
            lines = [posting for posting in spent if posting.dataset == "支出"]
            postings += balances(document.balances, incomes, lines, self.divisor)
        return postings

    def _posting(self, dataset: str, amount: Decimal, loc: Loc, **dims: str | None) -> Posting:
        kept = {name: value for name, value in dims.items() if value is not None}
        return Posting(dataset, kept, amount / self.divisor, loc)

    def _expenditures(self) -> Iterator[Posting]:
        for index, line in enumerate(self.document.expenditures):
            loc: Loc = ("支出", index)
            dims = {"科目": line.code, "资金性质": line.fund, "拨款": appropriation(line.fund)}
            carried = typed(line.carried_over) if line.carried_over else {}
            amounts = typed(line)
            for key, (nature, kind) in NATURES.items():
                amount = amounts.get(key)
                if amount is None:
                    continue
                dims_here = {**dims, "支出性质": nature, "经费": kind}
                moved = carried.get(key, Decimal(0))
                yield self._posting(
                    "支出", amount - moved, (*loc, key), 资金来源=CURRENT, **dims_here
                )
                if moved:
                    place = (*loc, "上年结转")
                    yield self._posting("支出", moved, place, 资金来源=CARRIED_OVER, **dims_here)
            yield from self._prior_line(line, loc, dims)

    def _prior_line(
        self, line: ExpenditureLine, loc: Loc, dims: dict[str, str]
    ) -> Iterator[Posting]:
        if line.prior is not None:
            yield self._posting("上年支出", line.prior, (*loc, "上年"), **dims)

    def _incomes(self) -> Iterator[Posting]:
        for index, line in enumerate(self.document.incomes):
            loc: Loc = ("收入", index)
            for source, amount in typed(line).items():
                yield self._income(line.code, source, fund_of(source), amount, (*loc, source))
            if line.carried_over:
                place = (*loc, CARRY_INCOME)
                for fund, amount in funds_of(line, self.document.expenditures).items():
                    yield self._income(line.code, CARRY_INCOME, fund, amount, place)

    def _income(
        self, code: str, source: str | None, fund: str | None, amount: Decimal, loc: Loc
    ) -> Posting:
        """Income; one whose fund or source nobody typed has none."""
        dims = {"科目": code, "收入来源": source, "资金性质": fund}
        kind = appropriation(fund) if fund else None
        return self._posting("收入", amount, loc, **dims, 拨款=kind)

    def _incomes_from(self, spent: list[Posting]) -> Iterator[Posting]:
        """Income that mirrors expenditure: a budget's income pays for just its expenditure."""
        for posting in spent:
            if posting.dataset != "支出":
                continue
            dims, line = posting.dims, self.document.expenditures[int(posting.loc[1])]
            fund = dims["资金性质"]
            source = CARRY_INCOME if dims["资金来源"] == CARRIED_OVER else INCOME_OF_FUND.get(fund)
            amount = posting.amount * self.divisor
            yield self._income(
                dims["科目"], source or line.income_source, fund, amount, posting.loc
            )

    def _economy(self) -> Iterator[Posting]:
        for code, split in self.document.basic_by_economy.items():
            for kind, amount in self._split(code, split):
                loc: Loc = ("基本支出经济分类", code)
                dims = {"科目": code, "支出性质": BASIC, "经费": kind}
                yield self._posting("经济分类", amount, loc, **dims)
        for code, amount in self.document.project_by_economy.items():
            loc = ("项目支出经济分类", code)
            yield self._posting("经济分类", amount, loc, 科目=code, 支出性质=PROJECT)

    def _split(self, code: str, split: Split) -> Iterator[tuple[str, Decimal]]:
        if split.whole is not None:
            kind = PERSONNEL if code.startswith(self.personnel) else OPERATING
            yield kind, split.whole
        if split.personnel is not None:
            yield PERSONNEL, split.personnel
        if split.operating is not None:
            yield OPERATING, split.operating

    def _prior(self) -> Iterator[Posting]:
        prior: PriorYear = self.document.prior
        for name, amount in typed(prior).items():
            yield self._posting("上年", amount, ("上年", name), 指标=name)
        if prior.three_public:
            for item, amount in typed(prior.three_public).items():
                yield self._posting("上年三公经费", amount, ("上年", "三公经费", item), 项目=item)

    def _sundries(self) -> Iterator[Posting]:
        document = self.document
        if document.operating is not None:
            yield self._posting("机关运行经费", document.operating, ("机关运行经费",))
        if document.procurement:
            for item, amount in typed(document.procurement).items():
                yield self._posting("政府采购", amount, ("政府采购", item), 类别=item)
        if isinstance(document, Budget):
            yield from self._budget_sundries(document)
        if isinstance(document, FinalAccount):
            yield from self._account_sundries(document)

    def _account_sundries(self, document: FinalAccount) -> Iterator[Posting]:
        for index, change in enumerate(document.changes):
            loc: Loc = ("收支变动", index)
            yield self._posting("收支变动", change.amount, (*loc, "金额"), 项目=change.name)
            yield self._posting("上年收支变动", change.prior, (*loc, "上年"), 项目=change.name)
        if account := document.three_public:
            yield from self._three_public(account.budget, "预算", ("三公经费", "预算"))
            yield from self._three_public(account.final, "决算", ("三公经费", "决算"))

    def _budget_sundries(self, document: Budget) -> Iterator[Posting]:
        if document.three_public:
            yield from self._three_public(document.three_public, "预算", ("三公经费",))
        for index, project in enumerate(document.projects):
            for key, source, amounts in (
                ("资金", CURRENT, project.funds),
                ("上年结转", CARRIED_OVER, project.carried_over),
            ):
                for fund, amount in amounts.items():
                    loc: Loc = ("项目", index, key, fund)
                    dims = {"资金性质": fund, "拨款": appropriation(fund), "资金来源": source}
                    dims |= {"科目": project.code} if project.code else {}
                    yield self._posting("项目", amount, loc, 项目=project.name, **dims)
        yield from self._tasks(document)
        for index, line in enumerate(document.transfers):
            loc = ("转移支付", index, "金额")
            dims = {"科目": line.code, "资金性质": line.fund, "项目": line.name}
            dims |= {"单位": line.unit_name} if line.unit_name else {}
            yield self._posting("转移支付", line.amount, loc, **dims)

    def _tasks(self, document: Budget) -> Iterator[Posting]:
        """年度主要任务: typed, summed over economic classes, or what the others leave."""
        if not document.overall_targets:
            return
        totals = {PERSONNEL: Decimal(0), OPERATING: Decimal(0)}
        for posting in self._expenditures():
            if (kind := posting.dims.get("经费")) and posting.dataset == "支出":
                totals[kind] += posting.amount * self.divisor
        tasks = document.overall_targets.tasks
        amounts = {task.name: self._task_amount(task) for task in tasks if not task.rest_of}
        for task in tasks:
            if task.kind:
                totals[task.kind] -= amounts.get(task.name, Decimal(0))
        for index, task in enumerate(tasks):
            amount = totals[task.rest_of] if task.rest_of else amounts[task.name]
            loc: Loc = ("整体绩效目标", "年度主要任务", index)
            yield self._posting("年度主要任务", amount, loc, 项目=task.name)

    def _task_amount(self, task: Task) -> Decimal:
        if task.amount is not None:
            return task.amount
        classes = self.document.basic_by_economy.items()
        return sum(
            (amount for code, split in classes if code in task.classes
             for _, amount in self._split(code, split)),
            Decimal(0),
        )  # fmt: skip

    def _three_public(self, amounts: ThreePublic, stage: str, loc: Loc) -> Iterator[Posting]:
        for item, amount in typed(amounts).items():
            yield self._posting("三公经费", amount, (*loc, item), 项目=item, 阶段=stage)


# 单位资金 has several sources
INCOME_OF_FUND = {
    "一般公共预算": "一般公共预算",
    "政府性基金预算": "政府性基金预算",
    "国有资本经营预算": "国有资本经营预算",
    "财政专户管理资金": "财政专户管理资金",
}


def fund_of(source: str) -> str:
    """The kind of fund that an income source belongs to."""
    return source if source in INCOME_OF_FUND else OWN_FUNDS


def typed(facts: BaseModel) -> dict[str, Decimal]:
    """The amounts that were typed in a group of facts, by their YAML key."""
    fields = type(facts).model_fields.items()
    values = ((field.alias or name, getattr(facts, name)) for name, field in fields)
    return {alias: value for alias, value in values if isinstance(value, Decimal)}
