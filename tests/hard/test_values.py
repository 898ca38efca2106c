"""Amounts, codes, days and years as they are typed: what has one meaning is read, the rest told."""

from __future__ import annotations

import pytest

from tests.hard.conftest import Office
from tests.making import facts

LINE = "支出: [{{科目: 2101501, 基本支出: {}}}]\n"
READ = {
    "20": "20.00",
    "+5": "5.00",
    "-12.5": "-12.50",
    "-0": "0.00",
    "-0.004": "0.00",
    "-0.005": "-0.01",
    "0.005": "0.01",
    "00012.50": "12.50",
    '"1,234,567.89"': "1234567.89",
    "１２３．４５": "123.45",
    "１，２３４": "1234.00",
    "－１２": "-12.00",
    "−12": "-12.00",
    '" 12 "': "12.00",
    "12.5万元": "12.50",
    "123456789012345678": "123456789012345678.00",
    "-999999999999999999": "-999999999999999999.00",
    "0.000000000000000001": "0.00",
    "1234567890123456.78": "1234567890123456.78",
}
REFUSED = ["NaN", "Infinity", "-inf", "1e5", "1E5", "0x10", "0o17", "1_000", ".5", "5.", "1.2.3"]
REFUSED += [
    "12,34",
    "1,2345",
    "1 234",
    "五",
    "१२३",
    "①",
    "½",
    "12.5元",
    "￥12",
    "(12)",
    "12%",
    "--1",
]
REFUSED += [
    "1234567890123456789",
    "0." + "1" * 19,
    "9" * 5000,
    "2101501.0.0",
    "是",
    "[1]",
    "{甲: 1}",
]


@pytest.mark.parametrize(("typed", "shown"), READ.items(), ids=READ)
def test_amounts(typed: str, shown: str, office: Office) -> None:
    assert office.printed(facts(LINE.format(typed)))[1] == f"2101501：{shown}"


@pytest.mark.parametrize("typed", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_amount(typed: str, office: Office) -> None:
    quoted = typed if typed[0] in "[{" else f"'{typed}'"
    [found] = office.refused(facts(LINE.format(quoted)))
    assert found == "5:26 F203"
    assert len(office.render(facts(LINE.format(quoted))).stderr) < 400


CODES = ["2101501", "2101501.0", "2101501.00", "２１０１５０１", "' 2101501 '"]
NO_CODES = ["2101501.5", "21015010", "210150", "२१०१५०१", "2.101501E+06", "0x201185D", "-2101501"]


@pytest.mark.parametrize("typed", CODES)
def test_codes(typed: str, office: Office) -> None:
    text = facts(LINE.format("1").replace("2101501", typed))
    assert office.printed(text)[1] == "2101501：1.00"


@pytest.mark.parametrize("typed", NO_CODES)
def test_what_is_no_code(typed: str, office: Office) -> None:
    assert office.refused(facts(LINE.format("1").replace("2101501", typed))) == ["5:11 F203"]


def test_one_code_typed_in_two_ways_is_typed_twice(office: Office) -> None:
    text = facts("支出: []\n基本支出经济分类: {30101: 1, 30101.0: 2, ３０１０１: 3}\n")
    assert office.refused(text) == ["6:22 R102", "6:34 R102"]


def test_notes_say_what_was_read_as_what(office: Office) -> None:
    text = facts(
        "支出:\n  - {科目: 2101501.0, 基本支出: １２}\n  - {科目: 2101502.0, 基本支出: 5.0}\n"
        "批复: {批复日期: 2031年1月31日}\n合理保障: １２\n"
    )
    assert office.notes(text) == ["6:10 R203", "6:27 R202", "8:12 R206"]
    said = office.run("check", office.folder / "facts.yaml").stderr
    assert "编码“2101501.0”按“2101501”读取（共 2 处）" in said
    assert "日期“2031年1月31日”按 2031-01-31 读取" in said
    assert office.printed(text)[-1] == "１２"


DAYS = ["2031-01-31", "2031-1-31", "2031/1/31", "2031.1.31", "20310131", "2031年1月31日"]
DAYS += ["２０３１-01-31", "2031-01-31 00:00:00", "2031-01-31T00:00"]
NO_DAYS = ["2031-02-30", "2031-13-01", "0000-00-00", "0001-01-01", "99999-01-01", "31.1.2031"]
NO_DAYS += ["2031-1/31", "1706659200", "2031年", "今天", "2031-01-31 08:30", "NaN"]


@pytest.mark.parametrize("typed", DAYS)
def test_days(typed: str, office: Office) -> None:
    text = facts("支出: []\n").replace("年度: 2031", f"年度: 2031\n批复: {{公开日期: {typed}}}")
    form = office.folder / "templates" / "小格式" / "document.html"
    form.write_text(form.read_text("utf-8").replace("合理保障 or '无'", "批复.公开日期"), "utf-8")
    assert office.printed(text)[-1] == "2031-01-31"


@pytest.mark.parametrize("typed", NO_DAYS)
def test_what_is_no_day(typed: str, office: Office) -> None:
    [found] = office.refused(facts(f"支出: []\n批复: {{公开日期: '{typed}'}}\n"))
    assert found == "6:12 F203"


@pytest.mark.parametrize(
    "typed", ["0", "1999", "2101", "99999", "-2031", "二〇三一", "31", "2031月"]
)
def test_what_is_no_year(typed: str, office: Office) -> None:
    assert office.refused(facts().replace("2031", typed)) == ["3:5 F203"]


def test_years_in_full_width(office: Office) -> None:
    assert office.render(facts().replace("2031", "２０３１")).exit_code == 0


@pytest.mark.parametrize("typed", ["NaN", "sNaN", "-Infinity", "1e5", "1_000", "१२३", "1" * 19])
def test_what_was_never_printed(typed: str, office: Office) -> None:
    text = facts(f"支出: []\n公布数: [{{位置: 支出预算, 公布: '{typed}', 原因: 甲}}]\n")
    assert office.refused(text) == ["6:22 F203"]


@pytest.mark.parametrize("typed", ["12.50", "1,234.5", "－", "略", "12.5%", "约 3 万"])
def test_what_may_have_been_printed(typed: str, office: Office) -> None:
    text = facts(
        LINE.format("20")
        + f"公布数: [{{位置: 正文/支出预算/2101501, 公布: '{typed}', 原因: 甲}}]\n"
    )
    shown = {"1,234.5": "1234.50"}.get(typed, typed)
    assert office.printed(text)[1] == f"2101501：{shown}"
