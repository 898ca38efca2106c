"""Where a printed number comes from: its formula down to typed lines, and where it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compose.places import key_with
from generator.derive.figures import Figure, rounded
from generator.disclosure import Disclosure
from generator.profile.query import Queries


@dataclass(frozen=True)
class Origin:
    """A figure: key, derived value (万元), typed lines it sums, places where it is printed."""

    key: str
    value: str
    published: str
    terms: tuple[str, ...]
    places: tuple[str, ...]


def origins(disclosure: Disclosure, wanted: str) -> list[Origin]:
    """The figures that ``wanted`` names (by name or key) or equals as printed."""
    text = wanted.replace(",", "")
    found: dict[tuple[Queries, str], Figure] = {}
    if wanted in disclosure.profile.data.figures:
        named = disclosure.derived.figure(wanted)
        found[named.queries, ""] = named
    for place in disclosure.printed.places:
        if wanted == place.key or text == place.text.replace(",", ""):
            found.setdefault((place.figure.queries, place.part), place.figure)
    return [_origin(disclosure, figure, part) for (_, part), figure in found.items()]


def _origin(disclosure: Disclosure, figure: Figure, part: str) -> Origin:
    key = key_with(figure, part)
    everywhere = disclosure.figures.query(figure.queries)
    printed = [place for place in disclosure.printed.places if place.key == key]
    value = f"{rounded(figure.derived, 2):f}"
    return Origin(
        key,
        value,
        f"{rounded(everywhere.value, 2):f}" if everywhere.value != figure.derived else "",
        tuple(_terms(disclosure, figure)),
        tuple(dict.fromkeys(f"{place.where}：{place.text}" for place in printed)),
    )


def _terms(disclosure: Disclosure, figure: Figure) -> Iterator[str]:
    for query in figure.queries:
        for posting in disclosure.figures.ledger.postings(query):
            sign = "−" if query.sign < 0 else "+"
            path = "/".join(str(s + 1) if isinstance(s, int) else s for s in posting.loc)
            where = disclosure.source.where(posting.loc)
            code = posting.dims.get("科目", "")
            yield f"{sign} {posting.amount:f}  {code}  {path}（{where}）"
