"""Figures: the same key is the same number wherever it is printed; 公布数 in place of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import load
from generator.derive.figures import Figure, key_of
from generator.profile.query import Query
from tests.making import LINES, PUBLISHED, Make, body_rows, facts, printed

TABLE = """
tables:
  - id: 支出表
    sum: {of: 支出}
    rows:
      - {label: 合计, into: 名称, sum: {}, total: true}
      - {subjects: {classification: 支出功能分类, levels: [类, 项]}}
    columns:
      - {label: 编码, show: 编码}
      - {label: 名称, show: 名称}
      - label: 支出
        columns:
          - {label: 小计, sum: {}}
          - {label: 基本支出, sum: {支出性质: 基本支出}}
"""
TEXT = (
    "<p>{{ 数('支出预算') | 金额 }}</p><p>{{ 数('基本支出') | 金额 }}</p>"
    "<p>{{ 数('支出预算', 科目='210') | 金额 }}</p>{{ 表('支出表').html }}"
)
SENTENCES = ["35.50", "30.00", "25.50"]
CELLS = [
    ["", "合计", "35.50", "30.00"],
    ["208", "社会保障和就业支出", "10.00", "10.00"],
    ["2080505", "机关事业单位基本养老保险缴费支出", "10.00", "10.00"],
    ["210", "卫生健康支出", "25.50", "20.00"],
    ["2101501", "行政运行", "25.50", "20.00"],
]


def _published(*entries: tuple[str, str]) -> str:
    lines = "".join(
        f"  - {{位置: '{place}', 公布: {value}, 原因: 尾差}}\n" for place, value in entries
    )
    return facts(f"{LINES}公布数:\n{lines}")


def _made(make: Make, *entries: tuple[str, str]) -> tuple[list[str], list[list[str]]]:
    made = make(_published(*entries) if entries else facts(LINES), profile=TABLE, template=TEXT)
    assert not made.printed.findings
    return printed(made)[:3], body_rows(made, "支出表")


def test_without_published_figures(make: Make) -> None:
    assert _made(make) == (SENTENCES, CELLS)


def test_published_everywhere(make: Make) -> None:
    sentences, cells = _made(make, ("支出预算", "35.51"))
    assert sentences == ["35.51", "30.00", "25.50"]
    assert cells == [["", "合计", "35.51", "30.00"], *CELLS[1:]]


def test_published_everywhere_by_key(make: Make) -> None:
    sentences, cells = _made(make, ("支出[支出性质=基本支出]", "30.01"))
    assert sentences == ["35.50", "30.01", "25.50"]
    assert cells == [["", "合计", "35.50", "30.01"], *CELLS[1:]]


def test_published_in_sentences_only(make: Make) -> None:
    sentences, cells = _made(make, ("正文/支出预算", "35.51"), ("正文/支出预算/210", "25.49"))
    assert (sentences, cells) == (["35.51", "30.00", "25.49"], CELLS)


@pytest.mark.parametrize("row", ["210", "卫生健康支出"])
@pytest.mark.parametrize("column", ["基本支出", "支出·基本支出"])
@pytest.mark.parametrize("table", ["支出表", "支出*"])
def test_published_in_one_cell(table: str, row: str, column: str, make: Make) -> None:
    sentences, cells = _made(make, (f"{table}/{row}/{column}", "20.01"))
    changed = [["210", "卫生健康支出", "25.50", "20.01"]]
    assert (sentences, cells) == (SENTENCES, CELLS[:3] + changed + CELLS[4:])


def test_published_in_a_row_or_a_column(make: Make) -> None:
    _, cells = _made(make, ("支出表/208/*", "9.99"))
    assert cells[1] == ["208", "社会保障和就业支出", "9.99", "9.99"]
    _, cells = _made(make, ("支出表/*/小计", "1.00"))
    assert [row[2:] for row in cells] == [["1.00", row[3]] for row in CELLS]


def test_one_cell_goes_before_everywhere(make: Make) -> None:
    sentences, cells = _made(make, ("支出预算", "35.51"), ("支出表/合计/小计", "35.52"))
    assert sentences[0] == "35.51"
    assert cells[0] == ["", "合计", "35.52", "30.00"]


def test_published_words_are_printed_as_they_are(make: Make) -> None:
    sentences, cells = _made(make, ("支出预算", "见附表"))
    assert sentences[0] == "见附表"
    assert cells[0] == ["", "合计", "见附表", "30.00"]


def test_published_figures_are_in_the_unit_of_the_file(make: Make) -> None:
    lines = "支出: [{科目: 2080505, 基本支出: 100000}]\n金额单位: 元\n"
    entry = "公布数: [{位置: 支出预算, 公布: '100,100', 原因: 尾差}]\n"
    made = make(facts(lines + entry), profile=TABLE, template=TEXT)
    assert printed(made)[0] == "10.01"
    assert body_rows(made, "支出表")[0] == ["", "合计", "10.01", "10.00"]


@pytest.mark.parametrize(
    "place", ["没有这个数", "支出表/合计", "支出表/211/小计", "别的表/合计/小计", "正文/项目支出"]
)
def test_a_published_figure_without_a_place_is_an_error(place: str, make: Make) -> None:
    made = make(_published((place, "1.00")), profile=TABLE, template=TEXT)
    [finding] = made.printed.findings
    assert finding.code == "P301"
    assert place in finding.message
    line, column = made.source.place(finding.loc)
    text = made.source.path.read_text("utf-8").splitlines()[line - 1]
    assert text[column - 1 :].startswith(f"'{place}'")


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_the_same_key_is_the_same_number_everywhere(path: Path) -> None:
    """What is typed under 公布数 apart: a number printed differently from place to place."""
    made = load(path)
    apart = {entry.place for entry in made.document.published}
    values: dict[str, set[Decimal]] = {}
    for place in made.printed.places:
        if "·" in place.key or any(part in place.where for part in _names(apart)):
            continue
        text = place.text.replace(",", "").removesuffix("万元").strip()
        values.setdefault(place.key, set()).add(Decimal(text) if text else Decimal(0))
    assert sum(len(found) == 1 for found in values.values()) > 50
    assert {key: found for key, found in values.items() if len(found) > 1} == {}


def _names(places: set[str]) -> set[str]:
    return {place.split("/")[0] for place in places if "/" in place} | {"正文"}


words = st.text(st.sampled_from("甲乙丙丁"), min_size=1, max_size=3)


@given(st.dictionaries(words, words, min_size=1))
def test_a_key_does_not_depend_on_the_order_of_conditions(where: dict[str, str]) -> None:
    turned = dict(reversed(where.items()))
    assert key_of([Query.of("支出", where)]) == key_of([Query.of("支出", turned)])
    (name, value), *rest = where.items()
    narrowed = Query.of("支出", dict(rest)).narrowed({name: value})
    assert key_of([narrowed]) == key_of([Query.of("支出", where)])


def test_keys_of_several_queries() -> None:
    income, balance = Query.of("收入", {}), Query.of("结转结余", {"指标": ("年初", "使用")})
    assert key_of([income, balance]) == "收入+结转结余[指标=年初|使用]"
    spent = Query.of("支出", {"科目": "208"}, sign=-1)
    assert key_of([income, spent]) == "收入−支出[科目=208]"


def _figure(value: str, prior: str | None = None) -> Figure:
    amount = Decimal(value)
    return Figure("甲", (), amount, amount, None if prior is None else Decimal(prior))


def test_change_rate_and_share() -> None:
    cases = {("12", "10"): (2, 20), ("8", "10"): (-2, -20), ("8", "0"): (8, None)}
    for (value, prior), (change, rate) in cases.items():
        figure = _figure(value, prior)
        assert figure.change == change
        assert figure.rate == rate
    assert _figure("8").change is None
    assert _figure("8").rate is None
    assert _figure("1").share_of(_figure("8")) == Decimal("12.5")
    assert _figure("1").share_of(_figure("0")) is None


@given(st.integers(-(10**10), 10**10), st.integers(-(10**10), 10**10))
def test_the_rate_is_the_change_by_what_it_changed_from(current: int, change: int) -> None:
    figure = _figure(str(current), str(current - change))
    assert figure.change == change
    if current <= change:  # last year was not above zero
        assert figure.rate is None
    else:
        assert figure.rate == Decimal(change) / Decimal(current - change) * 100
