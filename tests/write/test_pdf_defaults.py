"""The style sheet below the theme's gives the pages that WeasyPrint's own gives, for less."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from generator.theme import Theme, load_theme
from generator.write.pdf import engine as engine_module
from generator.write.pdf import write_pdf
from generator.write.pdf.engine import REPLACED
from generator.write.pdf.replaced.defaults import default_sheets
from tests.making import document

COLUMNS = "<colgroup><col style='width:30%'/><col style='width:70%'/></colgroup>"
TABLE = (
    f"<table class='LOOK'>{COLUMNS}<thead>"
    "<tr class='line'><th class='table-title' colspan='2'>表<br/>一</th></tr>"
    "<tr class='line'><th class='table-unit' colspan='2'></th></tr>"
    "<tr><th scope='col'>项目</th><th scope='col'></th></tr></thead><tbody>"
    "<tr class='total'><td class='c'>合计</td><td class='n'>1.00</td></tr>"
    "<tr><th scope='row' rowspan='2'>甲</th><td></td></tr><tr><td>乙<br/>丙<b>丁</b></td></tr>"
    "<tr><td></td><td></td></tr></tbody></table>"
)
SECTIONS = (
    "<section class='cover'><p class='cover-line'>2031年度</p>"
    "<p class='document-title'>部门预算</p></section>",
    "<section class='contents'><p class='contents-title'>目录</p><nav>"
    "<p class='contents-1'><a href='#h1'>甲</a></p><p class='contents-2'><a href='#h2'>乙</a></p>"
    "</nav></section>",
    "<section class='divider' data-start='1'><h1 id='h1'>甲</h1></section>",
    "<section class='text'><h2 id='h2'>乙</h2><h3>丙</h3><h4>丁</h4><p>一<br/>二<b>三</b>"
    "<a href='#h1'>四</a></p><p class='center'>五</p><p class='note'>六</p>"
    "<p class='spread'><span>七</span><span>八</span></p>"
    f"{TABLE.replace('LOOK', 'grid')}{TABLE.replace('LOOK', 'form')}</section>",
    f"<section class='sheet landscape'>{TABLE.replace('LOOK', 'wide')}</section>",
)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme()


def _without_ours(patch: pytest.MonkeyPatch) -> None:
    others = {part: make for part, make in REPLACED.items() if "_ua_" not in part.name}
    assert len(others) == len(REPLACED) - 1
    patch.setattr(engine_module, "REPLACED", others)


def test_pages_are_the_same_to_the_byte(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    made = document(*SECTIONS)
    ours = write_pdf(made, theme).content
    _without_ours(monkeypatch)
    assert write_pdf(made, theme).content == ours


def _styles(rows: int, theme: Theme, patch: pytest.MonkeyPatch) -> int:
    """How many styles are made for a table of so many rows."""
    from weasyprint.css import ComputedStyle

    made = 0
    original = ComputedStyle.__init__

    def counted(self: Any, *arguments: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        original(self, *arguments, **named)

    cells = "<tr><td>甲</td><td class='n'>1.00</td></tr>" * rows
    table = f"<table class='grid'>{COLUMNS}<tbody>{cells}</tbody></table>"
    with patch.context() as inner:
        inner.setattr(ComputedStyle, "__init__", counted)
        write_pdf(document(f"<section class='sheet'>{table}</section>"), theme, draw=False)
    return made


def test_no_cell_has_a_style_of_its_own(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (_styles(rows, theme, monkeypatch) for rows in (4, 16))
    assert few == many
    _without_ours(monkeypatch)
    few, many = (_styles(rows, theme, monkeypatch) for rows in (4, 16))
    assert many - few >= 12 * 2
    gc.collect()


def test_the_sheet_is_made_once() -> None:
    assert default_sheets(None) == default_sheets(None)
