"""Characters that no font prints as themselves, in what was typed and in templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.api import render
from generator.check import run_checks
from generator.findings import Finding, FindingsError, Level
from generator.write.fonts import roles
from generator.write.fonts.coverage import Coverage
from generator.write.fonts.system import Installed
from tests.making import disclosure, facts

RARE, OTHER = "\U0001c000", "\U0001c001"


@pytest.fixture(autouse=True)
def no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without fonts of its own."""
    monkeypatch.setattr(roles, "installed_characters", lambda: Coverage(()))


def _found(folder: Path, typed: str, template: str = "") -> list[Finding]:
    made = disclosure(
        folder,
        facts(f"支出: []\n合理保障: {typed}\n"),
        template=f"<p>{{{{ 合理保障 }}}}</p>{template}",
    )
    return [one for one in run_checks(made).findings if one.code.startswith("Z4")]


@pytest.mark.parametrize(
    ("typed", "code", "level", "named"),
    [
        ("姓名王𠮷", "Z401", Level.ERROR, "“𠮷”（U+20BB7）"),
        ("한국어", "Z401", Level.ERROR, "“국”（U+AD6D）、“어”（U+C5B4）、“한”（U+D55C）"),
        ("还没有的\u0378字", "Z401", Level.ERROR, "U+0378"),
        ("造字\ue123", "Z402", Level.ERROR, "U+E123"),
        ("造字\U000f1234", "Z402", Level.ERROR, "U+F1234"),
        ("损坏\ufffd了", "Z403", Level.ERROR, "“\ufffd”（U+FFFD）"),
        ("葛\U000e0100城", "Z404", Level.WARNING, "U+E0100"),
        ("①\ufe0e", "Z404", Level.WARNING, "U+FE0E"),
        ("字\u0301", "Z405", Level.WARNING, "U+0301"),
    ],
)
def test_each_kind(typed: str, code: str, level: Level, named: str, tmp_path: Path) -> None:
    [found] = _found(tmp_path, f"开头，{typed}，末尾")
    assert (found.code, found.level, found.line, found.column) == (code, level, 6, 7)
    assert named in found.message and "开头" in found.message
    assert found.hint


def test_what_is_printed_as_it_is(tmp_path: Path) -> None:
    typed = "￥～－㐂喆镕①⑳Ⅻ→■□☆★√∶≥℃№…—“”‘’ cafe\u0301 Šk \u2003\u2009甲　乙\u00a0丙"
    assert _found(tmp_path, f"'{typed}'") == []


def test_all_of_one_place_in_one_finding(tmp_path: Path) -> None:
    """The first place and how often: what is typed again need not be told again."""
    listed = "\n".join(f"  - {{项目: 甲{RARE}{n}, 金额: 1, 上年: 1, 原因: 乙}}" for n in range(3))
    made = disclosure(
        tmp_path,
        facts(f"支出: []\n合理保障: 丙{OTHER}丁{RARE}\n收支变动:\n{listed}\n", "部门决算"),
        template="<p>{{ 合理保障 }}{% for 项 in 收支变动 %}{{ 项.项目 }}{% endfor %}</p>",
    )
    [found] = [one for one in run_checks(made).findings if one.code == "Z401"]
    assert found.line == 6
    assert "U+1C000" in found.message and "U+1C001" in found.message
    assert "共 5 处" in found.message


def test_what_is_typed_and_not_printed_is_no_matter(tmp_path: Path) -> None:
    made = disclosure(tmp_path, facts(f"支出: []\n合理保障: {RARE}\n"), template="<p>甲</p>")
    assert not [one for one in run_checks(made).findings if one.code.startswith("Z4")]


def test_a_template_is_named(tmp_path: Path) -> None:
    [found] = _found(tmp_path, "甲", f"<p>\n乙{RARE}</p>")
    assert "小格式/document.html 第 2 行" in found.message
    assert found.line == 2  # where the facts name the form


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_every_format_is_refused_alike(form: str, tmp_path: Path) -> None:
    text = facts(f"支出: []\n合理保障: 王{RARE}\n")
    made = disclosure(tmp_path, text, template="<p>{{ 合理保障 }}</p>")
    with pytest.raises(FindingsError) as raised:
        render(made, [form])
    assert "Z401" in {one.code for one in raised.value.findings}


def test_a_draft_prints_a_box(tmp_path: Path) -> None:
    text = facts(f"支出: []\n合理保障: 王{RARE}\n")
    made = disclosure(tmp_path, text, template="<p>{{ 合理保障 }}</p>")
    assert render(made, ["pdf"], draft=True)["pdf"]


def test_a_font_of_the_system_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []

    def characters() -> Coverage:
        asked.append(None)
        return Coverage(((0x1C000, 0x1C000),))

    monkeypatch.setattr(roles, "installed_characters", characters)
    [found] = _found(tmp_path, f"甲{RARE}{OTHER}")
    assert "U+1C000" not in found.message and "U+1C001" in found.message
    assert len(asked) == 2
    assert _found(tmp_path, "汉字Abc￥") == []
    assert len(asked) == 2  # the fonts of the theme have them: the system is not asked


def test_a_text_full_of_them(tmp_path: Path) -> None:
    typed = "".join(map(chr, range(0x1C000, 0x1C100)))
    [found] = _found(tmp_path, typed)
    assert "等 256 个字" in found.message
    assert len(found.message) < 200


def test_a_machine_without_fonts_cannot_judge(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "font_folders", lambda: [])
    monkeypatch.setattr(roles, "installed", lambda: Installed(frozenset()))
    found = _found(tmp_path, "汉字\ue123")
    assert [(one.code, one.level) for one in found] == [
        ("Z406", Level.NOTE),
        ("Z402", Level.ERROR),
    ]
    assert "仿宋" in found[0].message


def test_fonts_that_cannot_be_listed_are_not_said_to_lack_a_character(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "installed", lambda: Installed(frozenset(), "fc-list 不能运行"))
    assert _found(tmp_path, "汉字") == []
    [found] = _found(tmp_path, f"汉字{RARE}")
    assert (found.code, found.level) == ("Z406", Level.NOTE)
    assert found.message.startswith("fc-list 不能运行，")
