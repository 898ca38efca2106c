"""A document as it is printed: the value that checks, ``explain`` and writers start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.compose.compose import Composer
from generator.compose.document import ComposedDocument, parse_document
from generator.compose.places import Place, cells, sentences
from generator.derive.derived import Derived
from generator.derive.figures import Figure
from generator.derive.grid import Grid
from generator.findings import Finding


@dataclass(frozen=True)
class Printed:
    """A composed document with the tables in it, in its order, and every place of every figure.

    ``figures`` are those that it uses: of its cells, and that templates asked for; ``published``
    says of each entry of ``公布数`` that it uses, by number, what the facts give in its place, in
    the file's unit; ``findings`` are on what was not typed, and on what was published and found no
    place.
    """

    document: ComposedDocument
    grids: tuple[Grid, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    published: Mapping[int, str]
    findings: tuple[Finding, ...]

    @property
    def tables(self) -> dict[str, list[Grid]]:
        """The grids of each table by its name, in the order of the document."""
        found: dict[str, list[Grid]] = {}
        for grid in self.grids:
            found.setdefault(grid.id, []).append(grid)
        return found


def print_document(derived: Derived) -> Printed:
    """The document of one set of facts. Raises ``TemplateError`` where a template cannot be
    filled."""
    facts = derived.document
    composed = Composer(derived).compose()
    parsed = parse_document(composed, facts.department.name, facts.published_texts)
    in_cells = [place for grid in parsed.grids for place in cells(grid)]
    in_text = sentences(parsed.document.root, composed.figures)
    figures = (*(place.figure for place in in_cells), *composed.figures)
    published = dict(_published(derived, figures))
    unused = (
        Finding("P301", {"place": entry.place}, loc=("公布数", index, "位置"))
        for index, entry in enumerate(facts.published)
        if index not in published
    )
    return Printed(
        parsed.document,
        tuple(parsed.grids),
        tuple(dict.fromkeys(figures)),
        (*in_cells, *in_text),
        published,
        (*parsed.findings, *unused, *composed.absences.findings(derived.facts)),
    )


def _published(derived: Derived, figures: tuple[Figure, ...]) -> Iterator[tuple[int, str]]:
    """Which entries of ``公布数`` are used, each with what the first figure stands for."""
    yield from derived.evaluator.used.items()
    for figure in reversed(figures):
        if figure.published is not None:
            yield figure.published, derived.published.typed(figure.derived)
