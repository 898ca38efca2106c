"""The wording of comparisons with last year, of shares and of ordinals."""

from __future__ import annotations

import pytest

from tests.making import Make, facts, printed

WORDS = """
comparisons:
  比上年:
    up: 比{去年}年增加{变动}万元，增长{比率}%
    down: 比{去年}年减少{变动}万元，下降{比率}%
    flat: 与{去年}年持平，都是{本年}万元
    new: 比上年增加{变动}万元（上年{上年}万元）
  没有比率的: {up: "{比率}", down: "{比率}", flat: 平, new: 新, unrated: "{增减}{变动}"}
  只说数: {up: "增加{变动}", down: "减少{变动}", flat: "{变动}（{比率}%），持平"}
  整数: {up: "增加{变动}", down: "减少{变动}", flat: 持平, format: 整}
  空零: {up: "增加{变动}", down: "减少{变动}", flat: 持平, format: 空}
formats:
  整: {decimals: 0, thousands: true}
  空: {decimals: 2, zero: "—"}
"""


def _said(make: Make, current: str, prior: str, wording: str = "比上年") -> str:
    text = facts(
        f"支出: [{{科目: 2101501, 基本支出: '{current}'}}]\n上年: {{支出合计: '{prior}'}}\n"
    )
    template = f"<p>{{{{ 数('支出预算') | 比较('{wording}') }}}}</p>"
    [said] = printed(make(text, profile=WORDS, template=template))
    return said


SAID = [
    ("120.00", "100.00", "比2030年增加20.00万元，增长20.00%"),
    ("80.00", "100.00", "比2030年减少20.00万元，下降20.00%"),
    ("100.00", "100.00", "与2030年持平，都是100.00万元"),
    ("100.004", "100.00", "与2030年持平，都是100.00万元"),
    ("100.005", "100.00", "比2030年增加0.01万元，增长0.01%"),
    ("12.34", "0", "比上年增加12.34万元（上年0.00万元）"),
    ("0", "0", "与2030年持平，都是0.00万元"),
    ("0", "55.50", "比2030年减少55.50万元，下降100.00%"),
    ("10000.00", "9999.00", "比2030年增加1.00万元，增长0.01%"),
    ("1.00", "3.00", "比2030年减少2.00万元，下降66.67%"),
    ("10332.82", "10332.83", "比2030年减少0.01万元，下降不足0.01%"),
]


@pytest.mark.parametrize(("current", "prior", "said"), SAID)
def test_comparison(current: str, prior: str, said: str, make: Make) -> None:
    assert _said(make, current, prior) == said


OTHER = [
    ("5", "0", "只说数", "增加5.00"),
    ("-5", "0", "只说数", "减少5.00"),
    ("0", "0", "只说数", "0.00（0.00%），持平"),
    ("100.004", "100", "只说数", "0.00（0.00%），持平"),
    ("101.4", "100", "整数", "增加1"),
    ("100.4", "100", "整数", "持平"),
    ("98", "1234", "整数", "减少1,136"),
    ("100", "100", "空零", "持平"),
    ("100", "101", "空零", "减少1.00"),
]


@pytest.mark.parametrize(("current", "prior", "wording", "said"), OTHER)
def test_other_wordings(current: str, prior: str, wording: str, said: str, make: Make) -> None:
    assert _said(make, current, prior, wording) == said


NO_RATE = [("-5", "0", "减少5.00"), ("5", "-3", "增加8.00"), ("-5", "-3", "减少2.00")]


@pytest.mark.parametrize(("current", "prior", "said"), NO_RATE)
def test_last_year_that_has_no_rate(current: str, prior: str, said: str, make: Make) -> None:
    """A rate of nothing, or of less than nothing, is never printed: without words of the form for
    it, it is a finding."""
    assert _said(make, current, prior) == "〔未填〕"
    assert _said(make, current, prior, "没有比率的") == said


def test_the_comparison_is_with_what_was_published(make: Make) -> None:
    text = facts(
        "支出: [{科目: 2101501, 基本支出: 120}]\n上年: {支出合计: 100}\n"
        "公布数: [{位置: 支出预算, 公布: 121, 原因: 尾差}]\n"
    )
    made = make(
        text, extends="fujian-budget", template="<p>{{ 数('支出预算') | 比较('比上年增长') }}</p>"
    )
    assert printed(made) == ["比上年增加21.00万元，增长21.00%"]


def test_without_last_year_there_is_nothing_to_compare(make: Make) -> None:
    made = make(
        extends="fujian-budget", template="<p>{{ 数('支出预算') | 比较('比上年增长') }}</p>"
    )
    assert [(one.code, one.message) for one in made.printed.findings] == [
        ("T401", "“支出预算”没有上年数（“上年”里的“支出合计”），不能作比较")
    ]


def test_last_year_narrowed_to_one_subject(make: Make) -> None:
    text = facts(
        "支出:\n  - {科目: 2101501, 基本支出: 8, 上年: 10}\n"
        "  - {科目: 2080505, 基本支出: 1, 上年: 0}\n"
    )
    template = "".join(
        f"<p>{{{{ 数('项级支出', 科目='{code}') | 比较('比上年增长') }}}}</p>"
        for code in ("2101501", "2080505")
    )
    assert printed(make(text, extends="fujian-budget", template=template)) == [
        "比上年减少2.00万元，降低20.00%",
        "比上年增加1.00万元，上年没有安排",
    ]


def test_share(make: Make) -> None:
    text = facts("支出:\n  - {科目: 2101501, 基本支出: 1, 项目支出: 2}\n")
    template = (
        "<p>{{ 数('基本支出') | 占比(数('支出预算')) }}</p>"
        "<p>{{ 数('基本支出', 科目='2080505') | 占比(数('支出预算')) }}</p>"
    )
    assert printed(make(text, template=template)) == ["33.33", "0.00"]


def test_a_share_of_almost_nothing(make: Make) -> None:
    text = facts("支出: [{科目: 2101501, 基本支出: 0.01, 项目支出: 99999}]")
    template = "<p>占{{ 数('基本支出') | 占比(数('支出预算')) }}%</p>"
    assert printed(make(text, template=template)) == ["占不足0.01%"]


def test_a_share_of_nothing_is_a_finding(make: Make) -> None:
    """It is never printed as 0.00; a form that asks first prints another sentence."""
    text = facts("支出: [{科目: 2101501, 项目支出: 0}]")
    share = "<p>占{{ 数('项目支出') | 占比(数('支出预算')) }}%</p>"
    asking = "{% if 数('支出预算').value %}" + share + "{% else %}<p>没有支出</p>{% endif %}"
    made = make(text, template=share)
    assert printed(made) == ["占〔未填〕%"]
    assert [(one.code, one.message) for one in made.printed.findings] == [
        ("T401", "“支出预算”是零，“项目支出”没有占它的比例可说")
    ]
    assert printed(make(text, template=asking)) == ["没有支出"]


@pytest.mark.parametrize(
    ("number", "chinese"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1010, "一千零一十"),
    ],
)
def test_ordinals(number: int, chinese: str, make: Make) -> None:
    template = "".join(
        f"<p>{{{{ {number} | 序号('{pattern}') }}}}</p>"
        for pattern in ("（一）", "一、", "1.", "、")
    )
    assert printed(make(template=template)) == [
        f"（{chinese}）",
        f"{chinese}、",
        f"{number}.",
        "、",
    ]
