"""Where a printed number comes from: its formula down to typed lines, and where it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.derive.figures import rounded
from generator.derive.places import CHANGE
from generator.disclosure import Disclosure


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
    places = disclosure.printed.places
    text = wanted.replace(",", "")
    keys = [
        place.key for place in places if wanted == place.key or text == place.text.replace(",", "")
    ]
    named = disclosure.profile.data.figures.get(wanted)
    if named:
        keys = [disclosure.figure(wanted).key, *keys]
    return [_origin(disclosure, key) for key in dict.fromkeys(keys)]


def _origin(disclosure: Disclosure, key: str) -> Origin:
    base = key.partition(CHANGE)[0]
    figure = disclosure.figures.query(disclosure.figures.queries[base])
    printed = [place for place in disclosure.printed.places if place.key == key]
    value = f"{rounded(figure.derived, 2):f}"
    return Origin(
        key,
        value,
        f"{rounded(figure.value, 2):f}" if figure.value != figure.derived else "",
        tuple(_terms(disclosure, base)),
        tuple(dict.fromkeys(f"{place.where}：{place.text}" for place in printed)),
    )


def _terms(disclosure: Disclosure, key: str) -> Iterator[str]:
    for query in disclosure.figures.queries[key]:
        for posting in disclosure.figures.ledger.postings(query):
            sign = "−" if query.sign < 0 else "+"
            path = "/".join(str(s + 1) if isinstance(s, int) else s for s in posting.loc)
            where = disclosure.source.where(posting.loc)
            code = posting.dims.get("科目", "")
            yield f"{sign} {posting.amount:f}  {code}  {path}（{where}）"
