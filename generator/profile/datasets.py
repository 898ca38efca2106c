"""What a profile can sum: datasets, their dimensions, and the values that these take.

The words are those of postings (``generator.derive.postings``), of queries in a profile and of the
keys of figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel

from generator.model.base import Amount
from generator.model.common import FUNDS, IncomeLine, PriorYear, Procurement


@dataclass(frozen=True)
class Dataset:
    """A set of amounts: its English name, its dimensions, and what it holds, for authors.

    ``group``: typed as one group of amounts, zeros too, so that what is not there was not typed; of
    a list, what is not there is zero.
    """

    english: str
    meaning: str
    dimensions: tuple[str, ...] = ()
    group: bool = False


@dataclass(frozen=True)
class Dimension:
    """A property of an amount. ``values`` is empty where any word is possible."""

    english: str
    meaning: str
    values: tuple[str, ...] = ()


def amounts_of(model: type[BaseModel]) -> Iterator[str]:
    """The YAML keys of a group of facts that hold one amount."""
    number = get_args(Amount)[0]
    for field in model.model_fields.values():
        kinds = (field.annotation, *get_args(field.annotation))
        if field.alias and (number in kinds or Amount in kinds):
            yield field.alias


DIMENSIONS: dict[str, Dimension] = {
    "科目": Dimension("code", "科目编码；3、5 位的编码包括其下所有科目"),
    "资金性质": Dimension("fund", "哪一本预算或哪一种资金", FUNDS),
    "拨款": Dimension("appropriation", "三本预算的资金是财政拨款", ("财政拨款", "非财政拨款")),
    "支出性质": Dimension(
        "nature",
        "支出的大类",
        ("基本支出", "项目支出", "经营支出", "上缴上级支出", "对附属单位补助支出"),
    ),
    "经费": Dimension("kind", "基本支出中的两类", ("人员经费", "公用经费")),
    "资金来源": Dimension("source", "当年的钱，或上年结转的钱", ("本年", "上年结转")),
    "收入来源": Dimension("income source", "收入的来处", (*amounts_of(IncomeLine), "上年结转结余")),
    "指标": Dimension(
        "total",
        "“上年”的键；“结转结余”的各项",
        (
            *amounts_of(PriorYear),
            "年初结转和结余",
            "使用非财政拨款结余",
            "结余分配",
            "年末结转和结余",
        ),
    ),
    "项目": Dimension("item", "“三公”经费的一项，或项目、任务的名称"),
    "阶段": Dimension("stage", "“三公”经费是预算数还是决算数", ("预算", "决算")),
    "类别": Dimension("category", "“政府采购”的键", tuple(amounts_of(Procurement))),
    "单位": Dimension("unit", "接受转移支付的单位名称"),
}

_LINE = ("科目", "资金性质", "拨款")
DATASETS: dict[str, Dataset] = {
    "支出": Dataset("expenditures", "“支出”各行的金额", (*_LINE, "支出性质", "经费", "资金来源")),
    "上年支出": Dataset("prior expenditures", "“支出”各行的“上年”", _LINE),
    "收入": Dataset(
        "incomes", "“收入”各行的金额；没有写“收入”时由“支出”得出", (*_LINE, "收入来源")
    ),
    "经济分类": Dataset(
        "economic classes",
        "“基本支出经济分类”和“项目支出经济分类”",
        ("科目", "支出性质", "经费"),
    ),
    "上年": Dataset("prior year", "“上年”的各个合计数", ("指标",), group=True),
    "三公经费": Dataset("three public expenses", "“三公经费”四项", ("项目", "阶段"), group=True),
    "上年三公经费": Dataset(
        "prior three public expenses", "“上年”里的“三公经费”", ("项目",), group=True
    ),
    "机关运行经费": Dataset("operating expenses", "“机关运行经费”", group=True),
    "政府采购": Dataset("procurement", "“政府采购”各项", ("类别",), group=True),
    "项目": Dataset("projects", "“项目”的资金", ("项目", *_LINE, "资金来源")),
    "年度主要任务": Dataset("tasks", "“整体绩效目标”里各项任务的金额", ("项目",)),
    "转移支付": Dataset("transfers", "“转移支付”各行", ("科目", "资金性质", "项目", "单位")),
    "结转结余": Dataset(
        "balances",
        "“结转结余”各项，以及算出的年末数；“年初结转和结余”按科目写的有科目",
        ("科目", "指标", "资金性质", "拨款"),
    ),
    "收支变动": Dataset("changes", "“收支变动”各项本年的金额", ("项目",)),
    "上年收支变动": Dataset("prior changes", "“收支变动”各项的“上年”", ("项目",)),
}
