"""Random facts for the tests of the arithmetic, with sums reckoned apart from the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from generator.derive.ledger import Ledger
from generator.derive.postings import Poster
from generator.model import Budget, Document, FinalAccount
from generator.model.common import FUNDS
from generator.profile.query import Query, Value

Line = dict[str, Any]
NATURES = ("基本支出", "人员经费", "公用经费", "项目支出", "经营支出", "上缴上级支出")
SOURCES = ("一般公共预算", "政府性基金预算", "财政专户管理资金", "事业收入", "其他收入")
OWN_SOURCES = ("事业收入", "经营收入", "其他收入")
CODES = ("2010101", "2010102", "2010201", "2080501", "2080505", "2080801", "2101501")
PERSONNEL = ("301", "303")

cents = st.integers(-(10**9), 10**11)
amounts = cents.map(lambda number: f"{Decimal(number) / 100:.2f}")
codes = st.sampled_from(CODES)
funds = st.sampled_from(FUNDS)


@st.composite
def expenditure(draw: st.DrawFn) -> Line:
    """One line of 支出, perhaps paid in part from money carried over."""
    keys: set[str] = draw(st.sets(st.sampled_from(NATURES)))
    line: Line = {"科目": draw(codes), "资金性质": draw(funds)}
    if line["资金性质"] == "单位资金" and draw(st.booleans()):
        line["收入来源"] = draw(st.sampled_from(OWN_SOURCES))
    line |= {key: draw(amounts) for key in sorted(keys)}
    moved = sorted(keys & {"基本支出", "人员经费", "公用经费", "项目支出"})
    carried: bool = draw(st.booleans())
    if moved and carried:
        line["上年结转"] = {moved[0]: draw(amounts)}
    return line


@st.composite
def income(draw: st.DrawFn) -> Line:
    """One line of 收入."""
    keys = sorted(draw(st.sets(st.sampled_from(SOURCES), min_size=1)))
    return {"科目": draw(codes), **{key: draw(amounts) for key in keys}}


expenditures = st.lists(expenditure(), max_size=12)
incomes = st.lists(income(), min_size=1, max_size=8)


def document(lines: Iterable[Line], kind: str = "部门预算", **more: Any) -> Document:
    """A document with these lines of 支出."""
    data = {"文种": kind, "格式": "甲", "年度": "2031", "部门": {"名称": "某局"}}
    model = Budget if kind.endswith("预算") else FinalAccount
    return model.model_validate({**data, "支出": list(lines), **more})


def ledger(made: Document) -> Ledger:
    """The ledger of a document."""
    return Ledger(Poster(made, PERSONNEL).post())


def total(book: Ledger, dataset: str, **where: Value) -> Decimal:
    """A sum of the ledger."""
    return book.sum(Query.of(dataset, where))


def typed(lines: Iterable[Mapping[str, Any]], keys: Iterable[str]) -> Decimal:
    """What was typed under ``keys``, added up."""
    keys = list(keys)
    return sum((Decimal(line[key]) for line in lines for key in keys if key in line), Decimal(0))
