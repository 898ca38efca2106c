"""The composed document: contents list, figures, published words."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import Disclosure, load
from tests.making import LINES, PUBLISHED, Make, blocks, facts, printed

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
    keys = {place.key.split("·")[0] for place in made.printed.places}
    assert keys
    for key in keys:
        figure = made.figures.query(made.figures.queries[key])
        assert figure.key == key


def _published(make: Make, *entries: tuple[str, str, str], template: str) -> Disclosure:
    lines = "".join(
        f"  - {{位置: '{place}', 原文: '{derived}', 公布: '{value}', 原因: 错字}}\n"
        for place, derived, value in entries
    )
    return make(facts(f"{LINES}公布文字:\n{lines}"), template=template)


SECTIONS = (
    "<h2>一、收入</h2><p>收入共<b>35.50</b>万元。</p><h3>（一）其中</h3><p>共一项。</p>"
    "<h2>二、支出</h2><p>支出共{{ 数('支出预算') | 金额 }}万元，共两项。</p>"
    "<table class='grid'><colgroup><col style='width:100%'/></colgroup>"
    "<tbody><tr><td>支出表</td></tr></tbody></table>"
)
TEXTS = ["一、收入", "收入共35.50万元。", "（一）其中", "共一项。"]
TEXTS += ["二、支出", "支出共35.50万元，共两项。", "支出表"]


@pytest.mark.parametrize(
    ("entry", "index", "text"),
    [
        (("二、支出", "，共两项", ""), 5, "支出共35.50万元。"),
        (("二、支出", "35.50万元", "35.5万元"), 5, "支出共35.5万元，共两项。"),
        (("一、收入", "收入共35.50", "收入合计35.51"), 1, "收入合计35.51万元。"),
        (("一、收入", "共一项", "共1项"), 3, "共1项。"),
        (("（一）其中", "共一项", "共1项"), 3, "共1项。"),
        (("二、支出", "二、", "三、"), 4, "三、支出"),
        (("二、支出", "支出表", "支出<表>"), 6, "支出<表>"),
    ],
)
def test_published_words_replace_what_the_form_gives(
    entry: tuple[str, str, str], index: int, text: str, make: Make
) -> None:
    made = _published(make, entry, template=SECTIONS)
    expected = [*TEXTS[:index], text, *TEXTS[index + 1 :]]
    assert not made.printed.findings
    assert printed(made) == expected


def test_published_words_on_the_cover(make: Make) -> None:
    document = (
        "<html><head/><body><section class='cover'><p>某某局</p></section>"
        "<section class='text'><p>某某局</p></section></body></html>"
    )
    text = facts(f"{LINES}公布文字: [{{位置: 封面, 原文: 某某局, 公布: 某某 局, 原因: 空格}}]\n")
    assert printed(make(text, document=document)) == ["某某 局", "某某局"]


@pytest.mark.parametrize(
    ("place", "derived", "count"),
    [
        ("一、收入", "没有这句话", 0),
        ("三、没有这个标题", "共一项", 0),
        ("（一）其中", "收入共", 0),
        ("一、收入", "支出共", 0),
        ("一、收入", "共", 2),
        ("二、支出", "共", 2),
        ("封面", "共", 0),
    ],
)
def test_published_words_need_just_one_place(
    place: str, derived: str, count: int, make: Make
) -> None:
    made = _published(make, (place, derived, "改"), template=SECTIONS)
    [finding] = made.printed.findings
    assert finding.code == "P302"
    assert finding.message == f"“{place}”下有 {count} 处“{derived}”，应恰好一处"
    assert finding.loc == ("公布文字", 0, "原文")
    assert printed(made) == TEXTS


def test_two_entries_may_change_one_block(make: Make) -> None:
    entries = [("二、支出", "支出共", "支出合计"), ("二、支出", "两项", "2项")]
    assert printed(_published(make, *entries, template=SECTIONS))[5] == "支出合计35.50万元，共2项。"


def test_a_document_composes_the_same_twice() -> None:
    for path in PUBLISHED:
        first, second = load(path).printed.document, load(path).printed.document
        assert first.html() == second.html()
        assert blocks(first) == blocks(second)
