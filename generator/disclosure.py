"""One disclosure: facts read, profile found, figures and the printed document on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from threading import RLock
from typing import Any

from generator import limits
from generator.compose import ComposedDocument, Patterns, Printed, print_document
from generator.compose import rules as rules
from generator.compose.sandbox import Absences, Budget
from generator.derive.derived import Derived
from generator.derive.figures import Figure, FigureBook
from generator.derive.published import Published
from generator.findings import Finding, FindingsError
from generator.memory import fewer_collections, kept
from generator.model import Document, parse_noted
from generator.model.keys import known_keys
from generator.model.upgrade.present import present
from generator.profile import Profile, known_profiles, load_profile
from generator.profile.query import Value
from generator.read import Source, read_source
from generator.read.overrides import overridden
from generator.resources import resource
from generator.theme import Theme, load_theme


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
    def derived(self) -> Derived:
        """What follows from the facts in this form."""
        return Derived(self.document, self.profile)

    @property
    def facts(self) -> dict[str, Any]:
        """The facts by their YAML keys; what was not typed is None or empty."""
        return self.derived.facts

    @property
    def figures(self) -> FigureBook:
        """Every figure, by the names that the profile gives."""
        return self.derived.figures

    @property
    def published(self) -> Published:
        return self.derived.published

    @property
    def divisor(self) -> Decimal:
        """What turns a typed amount into 万元."""
        return self.derived.divisor

    def figure(self, name: str, /, **where: Value) -> Figure:
        """A figure that the profile names, narrowed by dimensions.

        Raises ``ProfileError`` for a name, a dimension or a value that there is not.
        """
        return self.derived.figure(name, where)

    def subject_name(self, classification: str, code: str) -> str:
        """A subject's name as printed; an unknown code's name is empty."""
        return self.derived.subject_name(classification, code)

    @kept
    def text(self) -> Patterns:
        """Fills patterns of the profile."""
        return Patterns(self.profile.data.words, self.derived.seen, Absences(), Budget())

    @kept
    def printed(self) -> Printed:
        """The composed document with every printed figure's place.

        Raises ``TemplateError`` where a template cannot be filled, ``FindingsError`` where there
        is more than can be laid out.
        """
        with fewer_collections():
            printed = print_document(self.derived)
        self._refuse_large(printed.document)
        return printed

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
