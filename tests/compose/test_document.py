"""The composed document: contents list, figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import Disclosure, load
from tests.making import PUBLISHED, Make, blocks

HEADINGS = (
    "<nav></nav>"
    "<h1>第一部分<br/>概况</h1><h2>一、职责</h2><h3>（一）不列</h3>"
    '<h3 data-contents="（二）列出">（二）</h3><h2 data-contents="no">二、不列</h2>'
    '<h2 data-contents="三、机构">三、机构设置</h2><h4 data-contents="四">1.</h4><p>文</p>'
)


def _entries(made: Disclosure) -> list[tuple[str, str, str]]:
    body = made.printed.document.body
    return [
        (str(entry.get("class")), str(link.get("href")), str(link.text))
        for nav in body.iter("nav")
        for entry in nav
        for link in entry
    ]


def test_contents_list(make: Make) -> None:
    assert _entries(make(template=HEADINGS)) == [
        ("contents-1", "#h1", "第一部分 概况"),
        ("contents-2", "#h2", "一、职责"),
        ("contents-2", "#h4", "（二）列出"),
        ("contents-2", "#h6", "三、机构"),
        ("contents-2", "#h7", "四"),
    ]


def test_no_mark_of_the_contents_list_is_left(make: Make) -> None:
    root = make(template=HEADINGS).printed.document.root
    assert not root.xpath("//*[@data-contents]")
    assert root.xpath("//@id") == [f"h{number}" for number in range(1, 8)]


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_every_entry_leads_to_a_heading(path: Path) -> None:
    made = load(path)
    headings = made.printed.document.body.iter("h1", "h2", "h3", "h4")
    ids = [str(heading.get("id")) for heading in headings]
    assert ids
    assert len(ids) == len(set(ids))
    navs = list(made.printed.document.body.iter("nav"))
    targets = [href.removeprefix("#") for _, href, _ in _entries(made)]
    assert bool(targets) == bool(navs)
    assert set(targets) <= set(ids)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_every_figure_of_a_sentence_has_a_key_that_can_be_looked_up(path: Path) -> None:
    made = load(path)
    places = made.printed.places
    assert places
    for place in places:
        assert made.figures.query(place.figure.queries).key == place.figure.key


def test_a_document_composes_the_same_twice() -> None:
    for path in PUBLISHED:
        first, second = load(path).printed.document, load(path).printed.document
        assert first.html() == second.html()
        assert blocks(first) == blocks(second)
