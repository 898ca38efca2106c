"""Pages of the PDF as laid out: lines and characters, contents lists, tables in running text."""

from __future__ import annotations

import pytest
from pdfplumber.page import Page

from generator.theme import Theme, load_theme
from generator.write.pdf import write_pdf
from generator.write.pdf.together import keep_together
from tests.making import document
from tests.write import reading

PT = 72 / 25.4
CHARACTERS, LINES = 28, 22


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme()


def _lines(page: Page) -> list[str]:
    return [line["text"].replace(" ", "") for line in page.extract_text_lines()]


def test_a_page_has_22_lines_of_28_characters(theme: Theme) -> None:
    text = f"<p class='plain'>{'国' * CHARACTERS * LINES * 2}</p>"
    content = write_pdf(document(f"<section class='text'>{text}</section>"), theme).content
    with reading.opened(content) as pdf:
        lines = _lines(pdf.pages[0])
        characters = [char for char in pdf.pages[0].chars if char["text"] == "国"]
        edge = pdf.pages[0].width - theme.page.portrait.right * PT
    assert [line for line in lines if "国" in line] == ["国" * CHARACTERS] * LINES
    assert max(char["x1"] for char in characters) == pytest.approx(edge, abs=0.5)


def test_contents_lists_run_from_margin_to_margin(theme: Theme) -> None:
    contents = (
        "<section class='contents'><p class='contents-title'>目　录</p><nav>"
        "<p class='contents-1'><a href='#h1'>第一部分</a></p>"
        "<p class='contents-2'><a href='#h1'>一、职责</a></p></nav></section>"
    )
    body = "<section class='text' data-start='1'><h1 id='h1'>第一部分</h1></section>"
    content = write_pdf(document(contents, body), theme).content
    margins = theme.page.portrait
    indent = theme.styles["contents-2"].indent * theme.styles["contents-2"].size
    with reading.opened(content) as pdf:
        page = pdf.pages[0]
        title, first, second = page.extract_text_lines()
        middle = (margins.left * PT + page.width - margins.right * PT) / 2
        assert (title["x0"] + title["x1"]) / 2 == pytest.approx(middle, abs=1)
        assert first["x0"] == pytest.approx(margins.left * PT, abs=1)
        assert second["x0"] == pytest.approx(margins.left * PT + indent, abs=1)
        for line in (first, second):
            assert line["x1"] == pytest.approx(page.width - margins.right * PT, abs=1)


def _form(rows: int) -> str:
    cells = "".join(f"<tr><th scope='row'>指标{row}</th><td>值</td></tr>" for row in range(rows))
    columns = "<colgroup><col style='width:50%'/><col style='width:50%'/></colgroup>"
    return f"<table class='form'>{columns}<tbody>{cells}</tbody></table>"


def _pages(theme: Theme, *blocks: str) -> list[str]:
    section = f"<section class='text'>{''.join(blocks)}</section>"
    return reading.texts(write_pdf(document(section), theme).content)


TITLE = "<p class='table-title'>绩效目标表</p>"
# from a form that fits below some text to one that no page holds
SIZES = (5, 20, 28, 30, 31, 32, 33, 34, 35, 36, 50)


@pytest.mark.parametrize("rows", SIZES)
def test_a_title_is_on_the_page_of_its_form(rows: int, theme: Theme) -> None:
    pages = _pages(theme, "<p>一段。</p>" * 6, "<h3>（一）目标</h3>", TITLE, _form(rows))
    [titled] = [text for text in pages if "绩效目标表" in text]
    assert "（一）目标绩效目标表指标0值" in titled


def test_forms_that_fit_on_a_page_are_whole(theme: Theme) -> None:
    pages = _pages(theme, "<p>一段。</p>" * 6, TITLE, _form(28), TITLE, _form(12))
    assert len(pages) == 3
    assert [text.count("指标") for text in pages] == [0, 28, 12]


def test_the_document_itself_stays_as_it_is() -> None:
    sheet = f"<section class='sheet'>{TITLE}{_form(2)}</section>"
    source = document(f"<section class='text'><p>文</p>{TITLE}{_form(2)}</section>", sheet)
    before = source.html()
    kept = keep_together(source)
    assert source.html() == before
    boxes = [[child.tag for child in box] for box in kept.root.iter("div")]
    assert boxes == [["p", "table"]]
