"""The HTML file: whole in itself, and the document unchanged."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import html

from generator.theme import load_theme
from generator.write.html import write_html
from tests.making import document

BODY = (
    '<section class="cover"><p class="document-title">部门预算</p></section>'
    '<section class="text" data-start="1"><h1 id="h1">一</h1>'
    "<p>甲&amp;乙 &lt;丙&gt;<br/>丁</p></section>"
)


def test_it_is_utf8_and_says_so() -> None:
    content = write_html(document(BODY), load_theme())
    assert content.startswith(b'<!DOCTYPE html>\n<html lang="zh-CN">')
    head = content.split(b"</head>")[0]
    assert head.index(b'charset="utf-8"') < head.index("部门预算".encode())


def test_the_text_reads_back() -> None:
    tree = html.document_fromstring(write_html(document(BODY), load_theme()).decode())
    assert ["".join(map(str, one.itertext())) for one in tree.iter("h1", "p")] == [
        "部门预算",
        "一",
        "甲&乙 <丙>丁",
    ]


def test_it_names_no_file_and_fetches_nothing() -> None:
    text = write_html(document(BODY), load_theme()).decode()
    assert "font-family" in text
    assert not re.findall(r"url\(|file:|@import|@font-face", text)
    assert not re.findall(r"\b(?:src|href)=\"(?!#)", text)


def test_it_names_fonts_as_offices_do() -> None:
    theme = load_theme()
    text = write_html(document(BODY), theme).decode()
    names = [face.office for face in theme.fonts.values()]
    assert names
    assert all(f'"{name}"' in text for name in names)


def test_the_style_sheet_is_not_escaped() -> None:
    text = write_html(document(BODY), load_theme()).decode()
    style = text.split("<style>")[1].split("</style>")[0]
    assert "&quot;" not in style
    assert 'font-family: "' in style


def test_the_document_is_left_as_it_was() -> None:
    made = document(BODY)
    before = made.html()
    write_html(replace(made, draft=True), load_theme())
    assert made.html() == before


def test_a_draft_is_marked() -> None:
    made = document(BODY)
    assert "草稿" in write_html(replace(made, draft=True), load_theme()).decode()
    assert "草稿" not in write_html(made, load_theme()).decode()
