"""No character is printed from a font that draws it as another one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from generator.theme import Theme, load_theme
from generator.write.css import font_files
from generator.write.fonts import FontFile, latin_fonts, role_fonts, unprintable
from generator.write.fonts.misdrawn import misdrawn, reviews
from generator.write.pdf import write_pdf
from generator.write.pdf.errors import WriteError
from tests.making import cases, document
from tests.write import reading

THEME = load_theme()
LEVELS = "".join(
    bytes((row, cell)).decode("gb2312", "ignore")
    for row in range(0xB0, 0xF8)
    for cell in range(0xA1, 0xFF)
)
SYMBOLS = (
    "￥$～－—…“”‘’《》〈〉【】〔〕（）「」『』、。，；：？！·•％‰℃℉§№→←↑↓■□▲△●○◆◇★☆√∶"
    "≥≤±×÷≠≈∞∑①②⑩⑳㈠㈩⒈⑴ⅠⅡⅫαβΩ°′″＋－＝＜＞／＿￣"
)
COMMON = LEVELS + SYMBOLS


def _server(theme: Theme, role: str, character: str) -> FontFile | None:
    """The font file that a role takes a character from."""
    sources = (*latin_fonts(theme, role).files, *role_fonts(theme, role).files)
    return next((file for file in sources if file.draws(ord(character))), None)


def test_the_levels_of_gb2312() -> None:
    assert len(LEVELS) == 6763
    assert LEVELS[0] == "啊" and LEVELS[-1] == "齄"


@pytest.mark.parametrize("role", cases({one: one for one in THEME.fonts}, slow=[*THEME.fonts][1:]))
def test_common_characters_have_a_font_that_draws_them(role: str) -> None:
    files = {one: _server(THEME, role, one) for one in COMMON}
    assert [one for one, file in files.items() if file is None] == []
    wrong = [one for one, file in files.items() if file and ord(one) in misdrawn(file.path.name)]
    assert wrong == []


@cache
def _font(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), 80)


def _drawn(path: Path, character: str) -> Image.Image:
    paper = Image.new("L", (100, 100))
    ImageDraw.Draw(paper).text((10, 10), character, fill=255, font=_font(path))
    return paper


def _differ(path: Path, one: str, other: str) -> float:
    """The share of the ink of two characters that they do not have in common."""
    first, second = _drawn(path, one), _drawn(path, other)
    apart = sum(ImageChops.difference(first, second).tobytes())
    return apart / sum(ImageChops.lighter(first, second).tobytes())


TWINS = [
    ("FandolFang-Regular.otf", "￥", "＄"),
    ("FandolKai-Regular.otf", "￥", "＄"),
    ("FandolSong-Regular.otf", "餘", "余"),
    ("FandolSong-Bold.otf", "醜", "丑"),
    ("FandolFang-Regular.otf", "準", "准"),
    ("FandolHei-Regular.otf", "騁", "秤"),
]


@pytest.mark.parametrize(("name", "wrong", "other"), TWINS)
def test_characters_that_a_font_draws_as_another(name: str, wrong: str, other: str) -> None:
    [path] = [path for path in font_files(THEME) if path.name == name]
    assert _differ(path, wrong, other) < 0.2
    assert ord(wrong) in misdrawn(name)
    right = _server(THEME, "仿宋", wrong)
    assert right and _differ(right.path, wrong, other) > 0.5


def test_the_page_takes_them_from_another_font() -> None:
    typed = "￥～－餘臟騁"
    blocks = f"<h1>{typed}</h1><h2>{typed}</h2><h3>{typed}</h3><p>{typed}汉字</p>"
    pdf = write_pdf(document(f'<section class="text">{blocks}</section>'), THEME).content
    with reading.opened(pdf) as opened:
        found = [(one["text"], one["fontname"].partition("+")[2]) for one in opened.pages[0].chars]
    assert {one for one, _ in found} >= set(typed)
    names = {name: stem for name in reviews() for stem in (Path(name).stem,)}
    for name, stem in names.items():
        assert not [one for one, font in found if font == stem and ord(one) in misdrawn(name)], name
    assert {font for one, font in found if one == "￥"} == {
        "NotoSerifSC-Regular",
        "NotoSansSC-Regular",
    }
    assert {font for one, font in found if one == "汉"} == {"FandolFang-Regular"}
    assert "FandolKai-Regular" in {font for one, font in found if one == "餘"}


def test_what_no_font_draws() -> None:
    assert unprintable(THEME, set(COMMON)) == set()
    assert unprintable(THEME, "甲\U0001c000乙\u0378") == {"\U0001c000", "\u0378"}


def test_the_page_and_the_check_say_the_same_of_every_kind_of_character() -> None:
    """What the check takes for printable the page has a font for, and the other way round."""
    kinds = {"Lu", "Ll", "Lo", "Nd", "Nl", "No", "Pd", "Ps", "Po", "Sc", "Sm", "So", "Cn"}
    tried = [chr(code) for code in range(0x100, 0x32000, 311)]
    tried = [one for one in tried if unicodedata.category(one) in kinds]
    assert len(tried) > 500
    missing: set[str] = set()
    text = "甲".join(tried)
    try:
        write_pdf(document(f'<section class="text"><p>{text}</p></section>'), THEME)
    except WriteError as error:
        missing = {chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", str(error))}
    assert missing == unprintable(THEME, tried)
    assert 100 < len(missing) < len(tried) - 50
