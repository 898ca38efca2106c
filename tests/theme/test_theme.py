"""The look: what a theme must have, and that it serves the whole vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.compose.vocabulary import TABLE_CLASSES
from generator.findings import DeclarationError, GongkaiError
from generator.resources import resource
from generator.theme import load_theme
from generator.theme.load import LOOKS, STYLES
from generator.write.css import font_files, stylesheet
from generator.write.fonts import role_fonts
from tests.making import ROOT

PATH = resource("templates") / "themes" / "gbt9704" / "theme.yaml"


def _mistakes(root: Path, *changes: tuple[str, str]) -> list[str]:
    """Place and message of each mistake in the packaged theme with these changes."""
    text = PATH.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (root / "样").mkdir()
    (root / "样" / "theme.yaml").write_text(text, "utf-8")
    with pytest.raises(DeclarationError) as raised:
        load_theme("样", [root])
    assert {one.file for one in raised.value.findings} == {root / "样" / "theme.yaml"}
    return [f"{one.line}:{one.column} {one.message}" for one in raised.value.findings]


@pytest.mark.parametrize("name", ["没有的", "../gbt9704", "", ".", "gbt9704/", "a\\b", "a\0b"])
def test_a_theme_that_is_not_there(name: str) -> None:
    with pytest.raises(GongkaiError, match=r"没有样式“.*”；(可用：gbt9704|是不是“gbt9704”)"):
        load_theme(name)


def test_a_theme_of_ones_own_is_found_before_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "gbt9704").mkdir()
    text = PATH.read_text("utf-8").replace("size: 22, line: 34", "size: 20, line: 34")
    (tmp_path / "gbt9704" / "theme.yaml").write_text(text, "utf-8")
    assert load_theme("gbt9704", [tmp_path]).styles["h1"].size == 20
    assert load_theme("gbt9704").styles["h1"].size == 22


def test_a_misspelt_key_is_an_error(tmp_path: Path) -> None:
    [said] = _mistakes(tmp_path, ("cover_drop: 55", "cover_dorp: 55\n  cover_drop: 55"))
    assert said == "10:15 不认识“cover_dorp”"


HOSTILE: list[tuple[str, str, str]] = [
    # names that would end a name in CSS
    ("[方正小标宋简体,", """['"}; @import url(http://a.b)',""", "19:16 “families 第 1 项”："),
    ("office: 黑体", "office: '黑\\体'", "“office”："),
    ("office: 黑体", "office: '<b>'", "“office”："),
    ("office: 黑体", 'office: "黑\\n体"', "“office”："),
    ("  黑体:", "  'a;b':", "“fonts”："),
    ("FandolKai-Regular.otf", "../FandolKai-Regular.otf", "“files 第 1 项”："),
    ("FandolKai-Regular.otf", "/etc/passwd", "“files 第 1 项”："),
    ("FandolKai-Regular.otf", "https://a.b/c.otf", "“files 第 1 项”："),
    ('pattern: "— {} —"', """pattern: '{}"; color: red'""", "“pattern”："),
    ('pattern: "— {} —"', 'pattern: "—"', "“pattern”："),
    ('pattern: "— {} —"', 'pattern: "{} {}"', "“pattern”："),
    ('pattern: "— {} —"', "pattern: '</style>{}'", "“pattern”："),
    # numbers that are none, or that no page has
    ("size: 22", "size: expression(1)", "“size”：“expression(1)”不是数"),
    ("size: 22", "size: url(x)", "“size”：“url(x)”不是数"),
    ("size: 22", "size: nan", "“size”：“nan”不是数"),
    ("size: 22", "size: inf", "“size”：“inf”不是数"),
    ("size: 22", "size: 1e308", "“size”：“1e308”不是数"),
    ("size: 22", "size: 0x16", "“size”：“0x16”不是数"),
    ("size: 22", "size: 1_000", "“size”：“1_000”不是数"),
    ("size: 22", "size: 100000", "“size”：“100000”应不大于 72"),
    ("size: 22", "size: 0", "“size”：“0”应不小于 4"),
    ("size: 22", "size: [22]", "“size”应是一个数"),
    ("line: 34", "line: 1000000000", "“line”：“1000000000”不是数"),
    ("spacing: -0.25", "spacing: -50", "“spacing”：“-50”应不小于 -5"),
    ("width: 210", "width: 999999", "“width”：“999999”应不大于 550"),
    ("{top: 37,", "{top: -400,", "“top”：“-400”应不小于 0"),
    ("border: 0.5", "border: 1,5", "“border”：“1,5”不是数"),
    ("bold: false}\n  total", "bold: no}\n  total", "“bold”：“no”应写 true 或 false"),
    ("align: justify, indent", "align: 'left;}', indent", "“align”不能是“left;}”"),
    # values that are well by themselves and not together
    ("right: 26", "right: 150", "page/portrait：页边距太大"),
    ("top: 18", "top: 150", "page/landscape：页边距太大"),
    ("distance: 7", "distance: 18", "page/number/distance：页码会落到纸外"),
    ("cover_drop: 55", "cover_drop: 280", "page/cover_drop：下移太多，最多 175 毫米"),
    ("  note: {", "  notes: {", "styles/notes：没有段落或表的样式“notes”；是不是“note”？"),
    ("  note: {", "  notes: {", "styles：缺少 note"),
    ("    dense: {", "    dance: {", "table/cells：缺少 dense"),
    ("p: {font: 仿宋", "p: {font: 仿", "styles/p/font：没有字体“仿”；是不是“仿宋”？"),
    ("fallback: 黑", "fallback: 白", "fonts/黑体/fallback：没有fallbacks 里的“白”"),
    # the file itself
    ("size: 22", "size: 22, size: 23", "“size”在同一处写了两次"),
    ("size: 22", "size: ", "“size”没有填写"),
    ("size: 22", "size: [[[[[" + "[" * 50 + "]" * 55, "嵌套过深"),
]


@pytest.mark.parametrize("change", HOSTILE, ids=range(len(HOSTILE)))
def test_a_value_that_would_do_harm_is_an_error_at_its_line(
    change: Sequence[str], tmp_path: Path
) -> None:
    old, new, said = change
    found = _mistakes(tmp_path, (old, new))
    assert [one for one in found if said in one], found


def test_the_styles_are_those_of_the_vocabulary() -> None:
    assert set(load_theme().styles) == set(STYLES)
    assert set(load_theme().table.cells) == set(LOOKS) == TABLE_CLASSES


def test_every_font_that_is_named_is_declared() -> None:
    theme = load_theme()
    named = {style.font for style in theme.styles.values()}
    named |= {cell.font for cell in theme.table.cells.values()}
    named |= {theme.page.number.font, theme.table.header.font}
    assert named <= set(theme.fonts)
    fallbacks = {face.fallback for face in theme.fonts.values() if face.fallback}
    assert fallbacks <= set(theme.fallbacks)


def test_every_class_of_the_vocabulary_has_a_style() -> None:
    theme = load_theme()
    text = (ROOT / "docs" / "vocabulary.md").read_text("utf-8")
    classes = set(re.findall(r'`<p class="([\w-]+)">`', text))
    assert len(classes) >= 8
    assert classes <= set(theme.styles)
    looks = set(re.findall(r"`(grid|wide|dense|form|compact)`", text)) | {"grid"}
    assert looks <= set(theme.table.cells)
    assert {"p", "h1", "h2", "h3", "h4"} <= set(theme.styles)


def test_the_page_is_that_of_official_documents() -> None:
    """GB/T 9704: A4, a type area of 156 by 225 mm, 28.95 pt from line to line."""
    page, body = load_theme().page, load_theme().styles["p"]
    assert (page.width, page.height) == (210, 297)
    margins = page.portrait
    assert page.width - margins.left - margins.right == 156
    assert page.height - margins.top - margins.bottom == 225
    assert (body.size, body.line, body.indent) == (16, 28.95, 2)


def test_the_style_sheet_names_every_font_file_and_no_other() -> None:
    theme = load_theme()
    text = stylesheet(theme)
    urls = set(re.findall(r'url\("([^"]+)"\)', text))
    assert urls == {path.resolve().as_uri() for path in font_files(theme)}
    assert urls
    assert "&quot;" not in text


def test_every_role_has_a_font_and_a_fallback_for_rare_characters() -> None:
    theme = load_theme()
    for role in theme.fonts:
        assert len(role_fonts(theme, role).sources) >= 2, role
