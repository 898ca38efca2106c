"""Every typed amount tells: changed by a little, it changes what is printed, and what follows.

An amount that changes nothing need not be typed; one that changes just one printed number stands
alone, which is so of amounts that no total takes in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from generator import Disclosure, load
from generator.model import Document, parse
from generator.read import read_source
from tests.making import PUBLISHED, printed
from tests.walking import Path as Place
from tests.walking import amounts, changed

STEP = Decimal("137.37")  # enough for a rate of change to show it
ALONE = {("procurement", "micro")}  # an amount “of which”: no total takes it in
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
Numbers = Counter[str]


def _bare(document: Document) -> Document:
    """The document without what was published in place of what the facts give."""
    return document.model_copy(update={"published": [], "published_texts": []})


def _sections() -> Iterator[Any]:
    """The parts of the facts files that hold amounts: each a test of its own."""
    for path in PUBLISHED:
        typed = amounts(_bare(parse(read_source(path)))).items()
        for section, found in groupby(typed, key=lambda item: str(item[0][0])):
            yield pytest.param(path, dict(found), id=f"{path.stem}-{section}")


@cache
def _loaded(path: Path) -> tuple[Disclosure, Numbers]:
    made = load(path)
    return made, _numbers(made, _bare(made.document))


def _numbers(made: Disclosure, document: Document) -> Numbers:
    blocks = printed(replace(made, document=document))
    return Counter(number for block in blocks for number in NUMBER.findall(block))


SECTIONS = list(_sections())
SOME = 3  # amounts of a section, spread over it


@pytest.mark.parametrize(("path", "typed"), SECTIONS)
def test_some_of_every_kind_of_amount_tell(path: Path, typed: dict[Place, Decimal]) -> None:
    _tell(path, dict(list(typed.items())[:: -(-len(typed) // SOME)]))


@pytest.mark.slow
@pytest.mark.parametrize(("path", "typed"), SECTIONS)
def test_every_amount_tells(path: Path, typed: dict[Place, Decimal]) -> None:
    _tell(path, typed)


def _tell(path: Path, typed: dict[Place, Decimal]) -> None:
    made, before = _loaded(path)
    dead, alone = [], []
    for place, amount in typed.items():
        stepped = amount + STEP
        news = _numbers(made, _with(_bare(made.document), place, stepped)) - before
        if not news:
            dead.append(place)
        elif news.total() == 1 and _is(stepped, *news) and place not in ALONE:
            alone.append(place)
    assert not dead, "these change nothing that is printed"
    assert not alone, "nothing follows from these"


def _with(document: Document, place: Place, amount: Decimal) -> Document:
    found: Document = changed(document, place, lambda old: amount)
    return found


def _is(amount: Decimal, text: str) -> bool:
    return Decimal(text.replace(",", "")) == amount


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_no_total_is_typed_among_its_parts(path: Path) -> None:
    lists: dict[object, list[Decimal]] = {}
    for place, amount in amounts(parse(read_source(path))).items():
        if amount:
            lists.setdefault(_list_of(place), []).append(amount)
    long = {key: found for key, found in lists.items() if len(found) >= 3}
    assert len(long) >= 3
    assert [key for key, found in long.items() if sum(found) / 2 in found] == []


def _list_of(place: Place) -> tuple[object, object]:
    return place[0], place[-1] if place[0] in ("expenditures", "incomes") else None


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_yuan_give_the_same_document(path: Path) -> None:
    made = load(path)
    bare = _bare(made.document)
    in_yuan = bare.model_copy(update={"unit": "元"})
    for place in amounts(bare):
        if not {"weight", "score", "execution_weight"}.intersection(map(str, place)):
            in_yuan = changed(in_yuan, place, lambda amount: amount * 10000)
    one, two = (replace(made, document=each).printed.document for each in (bare, in_yuan))
    assert one.html() == two.html()
