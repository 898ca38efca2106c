"""The look: what a theme must have, and that it serves the whole vocabulary."""

from __future__ import annotations

import re

import pytest
import yaml
from pydantic import ValidationError

from generator.findings import GongkaiError
from generator.resources import resource
from generator.theme import Theme, load_theme
from generator.write.css import font_files, stylesheet
from generator.write.fonts import role_fonts
from tests.making import ROOT

PATH = resource("templates") / "themes" / "gbt9704" / "theme.yaml"


def _data() -> dict[str, object]:
    data: dict[str, object] = yaml.load(PATH.read_text("utf-8"), Loader=yaml.BaseLoader)
    return data


def test_a_theme_that_is_not_there() -> None:
    with pytest.raises(GongkaiError, match="没有样式“没有的”"):
        load_theme("没有的")


def test_a_misspelt_key_is_an_error() -> None:
    assert Theme.model_validate(_data())
    with pytest.raises(ValidationError):
        Theme.model_validate(_data() | {"fontz": {}})


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
