"""What is outside the vocabulary is an error, never dropped."""

from __future__ import annotations

import pytest

from generator.findings import GongkaiError
from generator.write.docx import UnknownElementError, VocabularyError
from tests.write.test_docx_specimen import page, table, text_section, written

CELL = "<tr><td>甲</td><td{}>乙</td></tr>"


@pytest.mark.parametrize(
    "block",
    [
        "<ul><li>甲</li></ul>",
        "<h5>甲</h5>",
        "<div>甲</div>",
        "<p><i>甲</i></p>",
        "<p><span>甲</span></p>",
        "<p><b><b>甲</b></b></p>",
        "<p class='lead'>甲</p>",
        "<p class='contents-1'>甲</p>",
        "<p style='color:red'>甲</p>",
        "<p id='p1'>甲</p>",
        "<h1 class='x'>甲</h1>",
        "甲",
        "<!-- 甲 -->",
        "<p>甲<!-- 乙 -->丙</p>",
        "<nav>甲</nav>",
        "<nav class='x'></nav>",
        "<nav><p>甲</p></nav>",
        "<p class='spread'>甲<span>乙</span></p>",
        "<p class='spread'><span>1</span><span>2</span><span>3</span><span>4</span></p>",
    ],
)
def test_unknown_blocks(block: str) -> None:
    with pytest.raises(UnknownElementError):
        written(text_section(block))


@pytest.mark.parametrize(
    "section",
    [
        "<section><p>甲</p></section>",
        "<section class='appendix'><p>甲</p></section>",
        "<section class='text landscape'><p>甲</p></section>",
        "<section class='text' data-start='一'><p>甲</p></section>",
        "<section class='text' id='s'><p>甲</p></section>",
        "<p>甲</p>",
    ],
)
def test_unknown_sections(section: str) -> None:
    with pytest.raises(UnknownElementError):
        written(page(section))


@pytest.mark.parametrize(
    "rows",
    [
        CELL.format(" class='r'"),
        CELL.format(" class='table-title'"),
        CELL.format(" style='x'"),
        "<tr class='line'><td>甲</td><td>乙</td></tr>",
        "<tr class='odd'><td>甲</td><td>乙</td></tr>",
        "<tr><td>甲</td><th scope='rowgroup'>乙</th></tr>",
        "<tr><td><p>甲</p></td><td>乙</td></tr>",
        "<tr>甲<td>甲</td><td>乙</td></tr>",
    ],
)
def test_unknown_in_tables(rows: str) -> None:
    with pytest.raises(UnknownElementError):
        written(table(rows))


def test_unknown_class_of_table() -> None:
    with pytest.raises(UnknownElementError):
        written(table(CELL.format(""), look="plain"))


def test_errors_name_the_element_and_its_line() -> None:
    with pytest.raises(UnknownElementError, match=r'<p class="lead">（第 1 行）：.*lead'):
        written(text_section("<p class='lead'>甲</p>"))


def test_a_document_without_sections_is_an_error() -> None:
    with pytest.raises(VocabularyError):
        written(page())
    assert issubclass(VocabularyError, GongkaiError)
