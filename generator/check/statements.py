"""Typed statements that something does not exist, against the facts that say it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.check.money import Money
from generator.check.texts import Written, around
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Rule
from generator.model import Budget, Document, FinalAccount
from generator.profile.query import Query

DENIED = Rule(
    "W540",
    Level.WARNING,
    "说明与内容不符",
    "“{text}”，但数据里有{what}",
    "改写这句说明，或核对数据",
    "文字说没有的，数据里却有。",
)
RULES = (DENIED,)

NO = r"(?:没有|未|无)(?:使用|组织|安排|编制|设置|发生|开展|公开|有)?"
GAP = r"[^，。；、]{0,8}"


@dataclass(frozen=True)
class Denial:
    """Words that deny something, the keys of the texts where they do, and what there is of it."""

    words: re.Pattern[str]
    there: Callable[[Disclosure], str]
    only: tuple[str, ...] = ()


def denied(disclosure: Disclosure, texts: Iterable[Written]) -> Iterator[Finding]:
    """Statements that the facts contradict."""
    for one in texts:
        if one.name or one.loc[0] == "部门概况":
            continue
        for denial in DENIALS:
            if denial.only and set(one.loc).isdisjoint(denial.only):
                continue
            match = denial.words.search(one.text)
            if match and (what := denial.there(disclosure)):
                yield Finding("W540", {"text": around(one.text, match), "what": what}, one.loc)
                break


def _amount(disclosure: Disclosure, dataset: str, **where: str) -> Decimal:
    return disclosure.figures.ledger.sum(Query.of(dataset, where))


def _fund(fund: str) -> Callable[[Disclosure], str]:
    def there(disclosure: Disclosure) -> str:
        amount = _amount(disclosure, "支出", 资金性质=fund)
        return f"{fund}支出 {Money.of(disclosure).text(amount)}" if amount else ""

    return there


def _item(*items: str) -> Callable[[Disclosure], str]:
    def there(disclosure: Disclosure) -> str:
        final = isinstance(disclosure.document, FinalAccount)
        stage = "决算" if final else "预算"
        for item in items:
            amount = _amount(disclosure, "三公经费", 阶段=stage, 项目=item)
            if amount:
                return f"{item} {Money.of(disclosure).text(amount)}"
        return ""

    return there


def _projects(disclosure: Disclosure) -> str:
    document: Document = disclosure.document
    if isinstance(document, Budget):
        count = sum(1 for project in document.projects if project.indicators)
        return f" {count} 个项目的绩效目标" if count else ""
    count = len(document.project_evaluations)
    return f" {count} 个项目的绩效自评" if count else ""


def _overall(disclosure: Disclosure) -> str:
    document: Document = disclosure.document
    if isinstance(document, Budget):
        return "整体绩效目标" if document.overall_targets else ""
    return "整体支出绩效自评" if document.overall_evaluation else ""


def _procurement(disclosure: Disclosure) -> str:
    parts = disclosure.document.procurement
    amount = parts.goods + parts.works + parts.services if parts else Decimal(0)
    shown = Money.of(disclosure).text(amount / disclosure.divisor)
    return f"政府采购 {shown}" if amount else ""


def _denial(words: str, there: Callable[[Disclosure], str], only: tuple[str, ...] = ()) -> Denial:
    return Denial(re.compile(NO + GAP + words), there, only)


ABOUT = ("原因", "三公经费用途")
DENIALS = (
    Denial(re.compile(NO + "(?:一级)?项目(?:支出)?绩效(?:目标|自评|评价)"), _projects),
    Denial(re.compile(NO + "(?:部门|单位)?整体(?:支出)?绩效(?:目标|自评|评价)"), _overall),
    *(
        _denial(fund + "[^，。；]{0,6}(?:支出|安排)", _fund(fund))
        for fund in ("政府性基金预算", "国有资本经营预算", "一般公共预算")
    ),
    _denial("(?:出国|出境)", _item("因公出国（境）费"), ABOUT),
    _denial("公务接待(?:费|活动|安排|支出)", _item("公务接待费"), ABOUT),
    _denial("(?:购置|更新)(?:公务)?(?:用车|车辆)", _item("公务用车购置费"), ABOUT),
    _denial("公务用车购置及运行", _item("公务用车购置费", "公务用车运行费"), ABOUT),
    _denial("公务用车(?!购置|更新)", _item("公务用车运行费"), ABOUT),
    _denial("政府采购", _procurement),
)
