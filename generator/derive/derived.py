"""All that follows from the facts of one document in a form: figures, items, economic classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.codes import CLASSIFICATIONS, LEVELS
from generator.derive.evaluation import Evaluator
from generator.derive.figures import Figure, FigureBook, NamedFigure
from generator.derive.ledger import Ledger
from generator.derive.postings import YUAN_PER_WAN, Poster
from generator.derive.published import Published
from generator.derive.vehicles import by_kind
from generator.findings import Loc
from generator.model import Document, FinalAccount
from generator.profile import Profile
from generator.profile.query import Query, Value
from generator.walking import at, walk

EVERYWHERE: Mapping[str, Value] = {}


class Derived:
    """What a document can be asked for. Nothing that is asked changes what comes after."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self.document = document
        self.profile = profile
        # the facts by their YAML keys; what was not typed is None or empty
        self.facts: dict[str, Any] = document.model_dump(by_alias=True)
        # what turns a typed amount into 万元
        self.divisor = YUAN_PER_WAN if document.unit == "元" else Decimal(1)
        self.published = Published(document.published, self.divisor)
        named = {
            name: NamedFigure(name, spec.sum, spec.prior)
            for name, spec in profile.data.figures.items()
        }
        ledger = Ledger(Poster(document, tuple(profile.data.personnel)).post())
        self.figures = FigureBook(ledger, named, self.published)
        self.evaluator = Evaluator(self.published, self.divisor, profile.data.operators)
        # what templates see beside the words of the profile
        self.seen: dict[str, Any] = self.facts | self._added()
        # where each group of facts stands, by its identity; forms filled from one stand there
        self.places: dict[int, Loc] = dict(holders(self.facts))
        for number, form in enumerate(self.seen.get("项目自评表", ())):
            self.places[id(form)] = ("一级项目自评", number)

    def _added(self) -> dict[str, Any]:
        """The year before, what the form prints, and self-evaluation forms as they are filled."""
        document, data = self.document, self.profile.data
        cars = document.assets.cars if document.assets else None
        added: dict[str, Any] = {"上年度": document.year - 1}
        if isinstance(document, FinalAccount):
            overall = document.overall_evaluation
            projects = document.project_evaluations
            added["整体自评表"] = self.evaluator.overall(overall) if overall else None
            added["项目自评表"] = [self.evaluator.project(one) for one in projects]
        added["表格"] = [table.id for table in self.profile.printed]
        added["各类车辆"] = by_kind(cars, data.vehicles)
        return added

    def figure(self, name: str, where: Mapping[str, Value] = EVERYWHERE) -> Figure:
        """A figure that the profile names, narrowed by dimensions.

        Raises ``ProfileError`` for a name, a dimension or a value that there is not.
        """
        self.profile.require_figure(name, where)
        return self.figures.named_figure(name, where)

    def cost(self, name: str, where: Mapping[str, Value]) -> int:
        """How many postings the figure is found in, where none like it was asked for before."""
        declared = self.figures.named.get(name)
        queries = (*declared.queries, *declared.prior) if declared else ()
        return sum(self.figures.ledger.cost(query.narrowed(where)) for query in queries)

    def subject_name(self, classification: str, code: str) -> str:
        """A subject's name as printed; an unknown code's name is empty."""
        typed = self.document.subject_names.get(code)
        known = CLASSIFICATIONS[classification]().get(code)
        return typed or (known.name if known else "")

    def records(self, path: str) -> list[dict[str, Any]]:
        """The list of facts at a path of keys such as 部门概况.机构设置.单位."""
        return list(at(self.facts, path.split(".")) or [])

    def items(self, fund: str, by: str = "科目") -> list[dict[str, Any]]:
        """The functional items paid from ``fund``: 科目, 名称, 类, 款, 用途, 原因.

        In order of code, or of 金额, the largest first.
        """
        found: dict[str, dict[str, Any]] = {}
        for line in self.document.expenditures:
            if line.fund != fund:
                continue
            item = found.setdefault(line.code, self._item(line.code))
            item["用途"] = item["用途"] or line.purpose or ""
            item["原因"] = item["原因"] or line.reason or ""
        items = [found[code] for code in sorted(found)]
        if by == "金额":
            items.sort(key=lambda item: -self._spent(fund, item["科目"]))
        return items

    def _item(self, code: str) -> dict[str, Any]:
        names = {
            level: self.subject_name("支出功能分类", code[:length])
            for level, length in LEVELS.items()
        }
        return {"科目": code, "名称": names["项"], **names, "用途": "", "原因": ""}

    def _spent(self, fund: str, code: str) -> Decimal:
        return self.figures.ledger.sum(Query.of("支出", {"科目": code, "资金性质": fund}))

    def classes(self, kind: str) -> list[str]:
        """The names of the economic classes with 人员经费 or 公用经费, in order of code."""
        query = Query.of("经济分类", {"支出性质": "基本支出", "经费": kind})
        codes: list[str] = []
        for length in (LEVELS["款"], LEVELS["类"]):
            coarse = self.figures.ledger.subjects(query, length)
            codes += [code for code in coarse if not any(c.startswith(code) for c in codes)]
        spent = self.figures.ledger.sum
        return [
            self.subject_name("支出经济分类", code)
            for code in sorted(codes)
            if spent(query.narrowed({"科目": code}))
        ]


def holders(facts: Mapping[str, Any]) -> Iterator[tuple[int, Loc]]:
    """Every group of facts, by its identity, with its place."""
    return ((id(value), loc) for loc, value in walk(facts) if isinstance(value, Mapping))
