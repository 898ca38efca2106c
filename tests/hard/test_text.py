"""Text that is not what it looks like, and text that goes on and on."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pdfplumber
import pytest

from generator import load
from generator.theme import load_theme
from generator.write import write
from tests.hard.conftest import Office
from tests.making import cases, facts

TEXT = "支出: []\n合理保障: {}\n"
HIDDEN = {
    "right-to-left override": "\u202e",
    "left-to-right override": "\u202d",
    "right-to-left embedding": "\u202b",
    "isolate": "\u2067",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "Arabic letter mark": "\u061c",
    "tag": "\U000e0041",
    "Hangul filler": "\u3164",
    "annotation": "\ufff9",
}
CONTROLS = [
    "\x00",
    "\x07",
    "\x08",
    "\x0b",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9b",
    "\u2028",
    "\u2029",
    "\ufffe",
]


def _written(typed: str) -> Sequence[str]:
    """Typed as it is, and with the escape of a double-quoted scalar."""
    return f"甲{typed}乙", f'"甲\\U{ord(typed):08x}乙"'


@pytest.mark.parametrize("typed", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("way", [0, 1], ids=["plain", "escaped"])
def test_characters_that_mislead(typed: str, way: int, office: Office) -> None:
    [found] = office.refused(facts(TEXT.format(_written(typed)[way])))
    assert found == ("6:8 R109", "6:7 R109")[way]
    assert f"U+{ord(typed):04X}" in office.render(facts(TEXT.format(_written(typed)[way]))).stderr


@pytest.mark.parametrize("typed", CONTROLS, ids=[f"{ord(one):04X}" for one in CONTROLS])
@pytest.mark.parametrize("way", [0, 1], ids=["plain", "escaped"])
def test_control_characters(typed: str, way: int, office: Office) -> None:
    [found] = office.refused(facts(TEXT.format(_written(typed)[way])))
    assert found == ("6:8 R106", "6:7 R106")[way]


@pytest.mark.parametrize("where", ["名称", "公布文字", "键"])
def test_everywhere(where: str, office: Office) -> None:
    text = {
        "名称": facts().replace("某某局", "某\u202e局"),
        "公布文字": facts("支出: []\n公布文字: [{位置: 甲, 换: 乙, 为: '丙\u202e', 原因: 丁}]\n"),
        "键": facts("支出: []\n合理\u202e保障: 甲\n"),
    }[where]
    [found] = office.refused(text)
    assert found.endswith("R109")


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\U00110000"])
def test_half_characters(escape: str, office: Office) -> None:
    assert office.refused(facts(TEXT.format(f'"甲{escape}"'))) == ["6:11 R101"]


@pytest.mark.parametrize("typed", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_characters_without_width_are_left_out(typed: str, office: Office) -> None:
    text = facts(f"支出: []\n合理{typed}保障: 甲{typed}乙\n")
    assert office.printed(text)[-1] == "甲乙"
    assert office.notes(text) == ["6:3 R204"]
    assert office.printed(facts(TEXT.format(_written(typed)[1])))[-1] == "甲乙"


def test_radicals_of_a_pdf_are_characters(office: Office) -> None:
    text = facts("⽀出: []\n合理保障: ⼈⺠的⻋\n")
    assert office.printed(text)[-1] == "人民的车"
    assert office.notes(text) == ["5:1 R205"]


def test_other_codes_of_characters_are_characters(office: Office) -> None:
    text = facts("支出: []\n合理保障: \uf914\ufa10 \U0002f800\ufa0e\n")
    assert office.printed(text)[-1] == "樂塚 丽\ufa0e"
    assert office.notes(text) == ["6:7 R205"]


def test_bullets_and_boxes_of_word_are_characters(office: Office) -> None:
    text = facts("支出: []\n合理保障: \uf06c甲\uf0b7乙\uf0fc丙\uf06e丁\uf06c\n")
    assert office.printed(text)[-1] == "•甲•乙✓丙■丁•"
    assert office.notes(text) == ["6:7 R208"]


def test_accents_are_joined_to_their_letters(office: Office) -> None:
    text = facts("支出: []\n合理保障: cafe\u0301 n\u01d0\u030c u\u0308\u030c\n")
    assert office.printed(text)[-1] == "caf\u00e9 n\u01d0\u030c \u01da"
    assert office.notes(text) == ["6:10 R209"]


AS_THEY_ARE = [
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "甲 & 乙 &amp; &#20013; &nbsp;",
    "]]> <![CDATA[甲]]>",
    "葛\U000e0100城",
    "生僻字㐂喆",
    "e\u0301\u0301\u0301",
    "\\n \\x41 %s %(x)s {0} {变动}",
    "'单' \"双\" “弯”",
]


@pytest.mark.parametrize("typed", AS_THEY_ARE, ids=range(len(AS_THEY_ARE)))
def test_text_is_printed_as_it_is(typed: str, office: Office) -> None:
    quoted = "'" + typed.replace("'", "''") + "'"
    assert office.printed(facts(TEXT.format(quoted)))[-1] == typed


def test_names_are_no_slots_of_a_wording(office: Office) -> None:
    """A figure's key holds the names of the facts: they are filled into nothing."""
    name = "{变动}{比率}<b>&{年}"
    form = office.folder / "templates" / "小格式"
    profile = (form / "profile.yaml").read_text("utf-8")
    wording = "comparisons: {甲: {up: '{年}年增{变动}', down: 减, flat: 平}}\n"
    figure = "figures: {变动项: {sum: {of: 收支变动}, prior: {of: 上年收支变动}}}\n"
    (form / "profile.yaml").write_text(profile + wording + figure, "utf-8")
    shown = "{{ 数('变动项', 项目=收支变动[0].项目) | 比较('甲') }}"
    page = (form / "document.html").read_text("utf-8")
    (form / "document.html").write_text(page.replace("{{ 合理保障 or '无' }}", shown), "utf-8")
    text = facts(
        f"支出: []\n收支变动: [{{项目: '{name}', 金额: 3, 上年: 1, 原因: 甲}}]\n", "部门决算"
    )
    assert office.printed(text)[-1] == "2031年增2.00"


@pytest.mark.parametrize("command", ["check", "render"])
def test_what_no_font_has_is_told(command: str, office: Office) -> None:
    path = office.save(facts(TEXT.format("私用\U0010fffd和未定\U0001c000")))
    output: list[str | Path] = ["-o", office.output] if command == "render" else []
    result = office.run(command, path, *output)
    assert result.exit_code == 1
    assert ":6:7: Z402" in result.stderr and "U+10FFFD" in result.stderr
    assert ":6:7: Z401" in result.stderr and "U+1C000" in result.stderr
    assert not office.output.exists()


def _files(office: Office, text: str) -> dict[str, bytes]:
    path = office.save(facts(TEXT.format(text)))
    document = load(path, [office.folder / "templates"]).printed.document
    return write(document, load_theme(), ["pdf", "docx"], lambda step, seconds: None)


LONG = {
    "letters": "W" * 10_000,
    "digits": "1" * 10_000,
    "characters": "字" * 10_000,
    "brackets": "'" + "（" * 10_000 + "'",
    "lines": "|\n" + "".join(f"  第{number}行\n" for number in range(2800)),
}


@pytest.mark.parametrize("text", cases(LONG, slow=set(LONG) - {"characters"}))
def test_long_text_stays_on_its_pages(text: str, office: Office) -> None:
    files = _files(office, text)
    expected = "".join(text.removeprefix("|").replace("'", "").split())
    with pdfplumber.open(BytesIO(files["pdf"])) as pdf:
        page = pdf.pages[0]
        seen = [one for part in pdf.pages for one in part.chars]
        inside = [one for one in seen if one["x0"] >= 0 and one["x1"] <= page.width + 0.1]
    assert len(seen) == len(inside) >= len(expected)
    paragraphs = [paragraph.text for paragraph in docx.Document(BytesIO(files["docx"])).paragraphs]
    assert expected in ["".join(paragraph.split()) for paragraph in paragraphs]
