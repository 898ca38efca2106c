"""One disclosure: facts read, profile found, figures and tables on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from threading import RLock
from typing import Any

from generator import limits
from generator.codes import CLASSIFICATIONS, LEVELS
from generator.compose import ComposedDocument, Composer, Derived, Patterns, parse_document
from generator.compose import rules as rules
from generator.compose.sandbox import Absences, Budget, holders
from generator.derive.evaluation import Evaluator
from generator.derive.figures import Figure, FigureBook, NamedFigure
from generator.derive.fill import fill
from generator.derive.forms import FormBuilder
from generator.derive.grid import Grid
from generator.derive.layout import LayoutBuilder
from generator.derive.ledger import Ledger
from generator.derive.places import Place, cells, sentences
from generator.derive.postings import YUAN_PER_WAN, Poster
from generator.derive.published import Published
from generator.derive.vehicles import by_kind
from generator.findings import Finding, FindingsError, Loc
from generator.memory import fewer_collections, kept
from generator.model import Document, FinalAccount, parse_noted
from generator.model.keys import known_keys
from generator.model.upgrade.present import present
from generator.profile import Profile, known_profiles, load_profile
from generator.profile.query import Query, Value
from generator.read import Source, read_source
from generator.read.overrides import overridden
from generator.resources import resource
from generator.theme import Theme, load_theme


@dataclass(frozen=True)
class Printed:
    """A composed document, findings on what was published, and every place of every figure.

    ``sheets`` are the tables that were derived for it, by name, in the order of the document.
    """

    document: ComposedDocument
    findings: tuple[Finding, ...]
    places: tuple[Place, ...]
    sheets: tuple[tuple[str, Sequence[Grid]], ...]


@dataclass(frozen=True)
class Disclosure:
    """Facts with the profile and the theme that print them; all else is derived on first use.

    Several threads may use one: what is kept is made by the first, and the others wait for it.
    """

    source: Source
    document: Document
    profile: Profile
    theme: Theme
    lock: AbstractContextManager[Any] = field(
        default_factory=RLock, init=False, repr=False, compare=False
    )

    @kept
    def facts(self) -> dict[str, Any]:
        """The facts by their YAML keys; what was not typed is None or empty."""
        return self.document.model_dump(by_alias=True)

    @kept
    def context(self) -> dict[str, Any]:
        """What templates see: the facts, the year before, and the profile's words."""
        context = {**self.facts, "上年度": self.document.year - 1}
        context |= self._evaluations()
        context["表格"] = [table.id for table in self.profile.printed]
        assets = self.document.assets
        context["各类车辆"] = by_kind(assets.cars if assets else None, self.profile.data.vehicles)
        patterns = Patterns(lambda: context, self._absences, self._budget)
        for name, word in self.profile.data.words.items():
            context[name] = patterns.filled(word)
        return context

    def _evaluations(self) -> dict[str, Any]:
        """Self-evaluation forms filled: 整体自评表, and 项目自评表 for each project."""
        document = self.document
        if not isinstance(document, FinalAccount):
            return {}
        evaluator = Evaluator(self.published, self.divisor, self.profile.data.operators)
        overall = document.overall_evaluation
        return {
            "整体自评表": evaluator.overall(overall) if overall else None,
            "项目自评表": [evaluator.project(one) for one in document.project_evaluations],
        }

    @kept
    def text(self) -> Patterns:
        """Fills patterns of the profile."""
        return Patterns(lambda: self.context, self._absences, self._budget)

    @kept
    def _absences(self) -> Absences:
        """What templates needed and nobody typed."""
        return Absences()

    @kept
    def _budget(self) -> Budget:
        """What filling templates and patterns has taken."""
        return Budget()

    @kept
    def published(self) -> Published:
        return Published(self.document.published, self.divisor)

    @property
    def divisor(self) -> Decimal:
        """What turns a typed amount into 万元."""
        return YUAN_PER_WAN if self.document.unit == "元" else Decimal(1)

    @kept
    def figures(self) -> FigureBook:
        """Every figure, by the names that the profile gives."""
        personnel = tuple(self.profile.data.personnel)
        ledger = Ledger(Poster(self.document, personnel).post())
        named = {
            name: NamedFigure(name, spec.sum, spec.prior)
            for name, spec in self.profile.data.figures.items()
        }
        return FigureBook(ledger, named, self.published)

    def figure(self, name: str, /, **where: Value) -> Figure:
        """A figure that the profile names, narrowed by dimensions.

        Raises ``ProfileError`` for a name, a dimension or a value that there is not.
        """
        self.profile.require_figure(name, where)
        return self.figures.named_figure(name, where)

    def cost(self, name: str, /, **where: Value) -> int:
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
        value: Any = self.facts
        for key in path.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        return list(value or [])

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

    def economic_classes(self, kind: str) -> list[str]:
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

    def grids(self, name: str, record: Mapping[str, Any] | None = None) -> list[Grid]:
        """A table of the profile, in strips; a form is filled with ``record`` (all facts where
        none). Raises ``ProfileError`` for a name that there is not."""
        table = self.profile.table(name)
        if table.form:
            lacks = self._lacks(record or {})
            filled = {**self.context, **(record or {})}
            grids = [self._forms.build(table, table.form, filled, lacks)]
        else:
            grids = fill(self._layouts.layout(table), self.figures, self.text)
        return grids

    def _lacks(self, record: Mapping[str, Any]) -> dict[str, Loc]:
        """The places of what a record of the facts could hold and nobody typed."""
        place = self._records.get(id(record))
        missing = (key for key, value in record.items() if value is None or value == [])
        return {key: (*place, key) for key in missing} if place else {}

    @kept
    def _records(self) -> dict[int, Loc]:
        """Where each group of facts stands, by its identity; forms filled from one stand there."""
        evaluated = enumerate(self.context.get("项目自评表", ()))
        return {
            **dict(holders(self.facts)),
            **{id(form): ("一级项目自评", number) for number, form in evaluated},
        }

    @kept
    def _layouts(self) -> LayoutBuilder:
        data, ledger = self.profile.data, self.figures.ledger
        return LayoutBuilder(
            ledger, data.formats, data.categories, self.text, self.subject_name, self.records
        )

    @kept
    def _forms(self) -> FormBuilder:
        return FormBuilder(self.figures, self.profile.data.formats, self.text, self._indicator)

    def _indicator(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """An indicator with its target as the profile writes it."""
        operators = self.profile.data.operators
        operator = entry.get("方向")
        shown = operators.get(operator, operator) if operator else ""
        parts = (shown, entry.get("目标值"), entry.get("单位"))
        return {**entry, "方向": shown, "目标": "".join(part for part in parts if part)}

    @kept
    def printed(self) -> Printed:
        """The composed document with every printed figure's place.

        Raises ``TemplateError`` where a template cannot be filled, ``FindingsError`` where there
        is more than can be laid out.
        """
        with fewer_collections():
            return self._print()

    def _print(self) -> Printed:
        sheets: list[tuple[str, Sequence[Grid]]] = []

        def grids(name: str, record: Mapping[str, Any]) -> list[Grid]:
            made = self.grids(name, record)
            sheets.append((name, made))
            return made

        composer = Composer(
            self.profile,
            self.text,
            self.context,
            Derived(self.figure, self.cost, grids, self.items, self.economic_classes),
            self._absences,
            self._budget,
        )
        composed = composer.compose()
        title = self.text("{{ 标题 }}")
        author = self.document.department.name
        document, findings = parse_document(composed, title, author, self.document.published_texts)
        self._refuse_large(document)
        findings += [
            Finding("P301", {"place": entry.place}, loc=("公布数", index, "位置"))
            for index, entry in enumerate(self.document.published)
            if index not in self.published.derived
        ]
        findings += self._absences.findings(self.facts)
        places = [place for name, grids in sheets for place in cells(name, grids)]
        return Printed(
            document, tuple(findings), (*places, *sentences(document.root)), tuple(sheets)
        )

    def _refuse_large(self, document: ComposedDocument) -> None:
        """Raise ``FindingsError`` at the largest group of facts where they print too much."""
        if document.parts > limits.PRINTED_PARTS:
            largest = max(self.source.data, key=lambda key: _size(self.source.data[key]))
            params = {
                "count": f"{document.parts:,}",
                "limit": f"{limits.PRINTED_PARTS:,}",
                "group": largest,
            }
            raise FindingsError([self.source.locate(Finding("T402", params, (largest,)))])


def _size(value: Any) -> int:
    """How many single values there are in facts."""
    if isinstance(value, Mapping | list):
        return sum(map(_size, value.values() if isinstance(value, Mapping) else value))
    return 1


def load(
    path: Path, templates: Sequence[Path] = (), overrides: Mapping[str, str] | None = None
) -> Disclosure:
    """Read and validate a facts file, and find its profile in ``templates`` or the package.

    ``overrides`` are texts in place of those of the file, by their paths (支出/1/项目支出).
    Raises ``FindingsError`` for bad facts; ``DeclarationError`` for a bad profile or theme;
    ``UnreadableError`` for what is not there or cannot be read.
    """
    with fewer_collections():
        keys = known_keys()
        source = present(read_source(path, keys), keys)
        source = overridden(source, overrides or {})
        document, notes = parse_noted(source)
    source = replace(source, notes=(*source.notes, *notes, *_left_out(path, templates)))
    profile = _profile(source, document, templates)
    return Disclosure(source, document, profile, load_theme(profile.data.theme, templates))


def _left_out(path: Path, templates: Sequence[Path]) -> Iterator[Finding]:
    """A note on templates that lie beside the facts: what came with a file runs unasked never."""
    beside = path.parent / "templates"
    used = [*templates, resource("templates")]
    with suppress(OSError):
        if beside.is_dir() and not any(one.exists() and one.samefile(beside) for one in used):
            yield Finding("R207", {"folder": str(beside)}).at(path, 1, 1)


def _profile(source: Source, document: Document, templates: Sequence[Path]) -> Profile:
    """The profile that the facts name. Raises ``FindingsError`` where it cannot print them."""
    known = known_profiles(templates)
    if document.profile not in known:
        params = {"value": document.profile, "known": "、".join(known)}
        unknown = source.locate(Finding("F207", params, loc=("格式",)))
        beside = [note for note in source.notes if note.code == "R207"]
        raise FindingsError([*beside, unknown])
    profile = load_profile(document.profile, templates)
    kinds = profile.data.description.kinds
    if document.kind not in kinds:
        params = {"value": document.profile, "kind": document.kind, "kinds": "、".join(kinds)}
        raise FindingsError([source.locate(Finding("F208", params, loc=("文种",)))])
    return profile
