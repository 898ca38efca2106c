"""The PDF as a file: pages, fonts, bookmarks, properties, and what it refuses."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from generator.theme import Theme, load_theme
from generator.write.fonts import role_fonts
from generator.write.pdf import WriteError, write_pdf
from tests.making import PUBLISHED, Rendered, document
from tests.write import reading

COVER = '<section class="cover"><p class="document-title">部门预算</p></section>'
CONTENTS = (
    '<section class="contents"><p class="contents-title">目　录</p><nav>'
    '<p class="contents-1"><a href="#h1">第一部分</a></p>'
    '<p class="contents-2"><a href="#h2">一、很长的文字</a></p>'
    '<p class="contents-2"><a href="#h3">二、预算表</a></p>'
    '<p class="contents-2"><a href="#h4">三、说明</a></p></nav></section>'
)
LONG = "".join(f"<p>第{number}段，{'很长的文字。' * 30}</p>" for number in range(12))
FILLER = "，行中的文字很多，一行写不下" * 4
ROWS = "".join(
    f"<tr><td>第{number}行{FILLER * (number % 7)}</td><td>末{number}尾</td></tr>"
    for number in range(120)
)
TABLE = (
    '<table class="grid"><colgroup><col style="width:70%"/><col style="width:30%"/></colgroup>'
    '<thead><tr><th scope="col">项目</th><th scope="col">金额</th></tr></thead>'
    f"<tbody>{ROWS}</tbody></table>"
)
BODY = (
    '<section class="divider" data-start="1"><h1 id="h1">第一部分<br/>概况</h1></section>'
    f'<section class="text"><h2 id="h2">一、很长的文字</h2>{LONG}</section>'
    f'<section class="sheet landscape"><h2 id="h3">二、预算表</h2>{TABLE}</section>'
    '<section class="text"><h2 id="h4">三、说明</h2><h3 id="h5">（一）其中</h3>'
    '<h4 id="h6">1.再次</h4><p>“完”2031 Abc</p></section>'
)
PT = 72 / 25.4


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme()


@pytest.fixture(scope="module")
def content(theme: Theme) -> bytes:
    return write_pdf(document(COVER, CONTENTS, BODY), theme).content


def test_pages_are_upright_or_across(content: bytes) -> None:
    with reading.opened(content) as pdf:
        sizes = [(round(page.width / PT), round(page.height / PT)) for page in pdf.pages]
    table = [number for number, text in enumerate(reading.texts(content)) if "末" in text]
    assert len(table) > 2
    assert {sizes[number] for number in table} == {(297, 210)}
    assert {size for number, size in enumerate(sizes) if number not in table} == {(210, 297)}


def test_properties_and_language(content: bytes) -> None:
    with reading.opened(content) as pdf:
        assert (pdf.metadata["Title"], pdf.metadata["Author"]) == ("部门预算", "某某局")
        assert pdf.doc.catalog["Lang"] == b"zh-CN"
        assert not {key for key in pdf.metadata if "Date" in key}


def test_bookmarks_follow_the_headings(content: bytes) -> None:
    pages = reading.texts(content)
    marks = reading.bookmarks(content)
    assert [(level, title) for level, title, _ in marks] == [
        (0, "第一部分概况"),
        (1, "一、很长的文字"),
        (1, "二、预算表"),
        (1, "三、说明"),
        (2, "（一）其中"),
        (3, "1.再次"),
    ]
    for _, title, page in marks:
        assert title in pages[page]


def test_page_numbers_begin_where_the_body_begins(content: bytes) -> None:
    pages = reading.texts(content)
    assert not [text for text in pages[:2] if "—" in text]
    for number, text in enumerate(pages[2:], start=1):
        assert text.count(f"—{number}—") == 1


def test_contents_list_prints_the_pages_of_the_headings(content: bytes) -> None:
    listed = reading.texts(content)[1]
    wanted = {title: page - 1 for _, title, page in reading.bookmarks(content)}
    for title in ("一、很长的文字", "二、预算表", "三、说明"):
        after = listed.split(title)[1]
        assert after.lstrip(".").startswith(str(wanted[title]))
    assert wanted["三、说明"] > wanted["二、预算表"] > wanted["一、很长的文字"]


def test_pages_of_headings_are_told_without_drawing(content: bytes, theme: Theme) -> None:
    result = write_pdf(document(COVER, CONTENTS, BODY), theme, draw=False)
    assert result.content == b""
    drawn = [page - 1 for _, _, page in reading.bookmarks(content)]
    assert result.pages == {f"h{number}": page for number, page in enumerate(drawn, start=1)}


def test_no_row_is_split_and_the_header_repeats(content: bytes) -> None:
    pages = [text for text in reading.texts(content) if "末" in text]
    for number in range(120):
        whole = f"第{number}行{FILLER * (number % 7)}"
        [page] = [text for text in pages if f"末{number}尾" in text]
        assert whole in page
    assert [text.count("项目") for text in pages] == [1] * len(pages)


def _theme_families(theme: Theme) -> set[str]:
    families = {name for role in theme.fonts for name in role_fonts(theme, role).families}
    faces = [theme.latin, *theme.fonts.values()]
    files = {Path(file).stem for face in faces for file in [*face.files, *face.latin]}
    return families | files


def test_every_font_is_the_themes_embedded_and_cut_down(content: bytes, theme: Theme) -> None:
    found = reading.fonts(content)
    assert len(found) >= 5
    assert {font.family for font in found} <= _theme_families(theme)
    assert [font for font in found if not (font.embedded and font.subset)] == []


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.xdist_group(f"published-{path.stem}"), id=path.stem)
        for path in PUBLISHED
    ],
)
def test_published_documents_have_the_themes_fonts_alone(
    path: Path, rendered: Rendered, theme: Theme
) -> None:
    content = rendered(path)["pdf"]
    found = reading.fonts(content)
    assert len(found) >= 4
    assert {font.family for font in found} <= _theme_families(theme)
    assert all(font.embedded and font.subset for font in found)
    assert len(content) < 1_500_000
    with reading.opened(content) as pdf:
        assert pdf.metadata["Title"]
        assert pdf.metadata["Author"]
        assert pdf.doc.catalog["Lang"] == b"zh-CN"
        sizes = {(round(page.width / PT), round(page.height / PT)) for page in pdf.pages}
    assert sizes <= {(210, 297), (297, 210)}


def _section(*blocks: str) -> str:
    return f'<section class="text">{"".join(blocks)}</section>'


@pytest.mark.parametrize(
    ("character", "code"), [("\U0001c000", "U+1C000"), ("\U00013000", "U+13000")]
)
def test_a_character_that_no_font_has_is_an_error(character: str, code: str, theme: Theme) -> None:
    with pytest.raises(WriteError) as raised:
        write_pdf(document(_section(f"<p>姓名：王{character}</p>")), theme)
    assert f"没有一种字体有“{character}”（{code}）这个字" in str(raised.value)


def test_rare_characters_come_from_the_fallback(theme: Theme) -> None:
    content = write_pdf(document(_section("<p>姓名：王㐂</p>", "<h2>喆镕</h2>")), theme).content
    assert "王㐂喆镕" in reading.texts(content)[0]


class _Counting(BaseHTTPRequestHandler):
    requests: int = 0

    def do_GET(self) -> None:
        _Counting.requests += 1
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Counting)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    _Counting.requests = 0
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


FETCHING = [
    '<p><img src="{}"/></p>',
    '<p style="background: url({})">文</p>',
    '<p style="list-style-image: url({}); display: list-item">文</p>',
    '<p><object data="{}"/></p>',
    '<p><embed src="{}"/></p>',
    '<p><svg xmlns="http://www.w3.org/2000/svg"><image href="{}"/></svg></p>',
    "<style>@import url({});</style>",
    "<style>@font-face {{ font-family: X; src: url({}) }}</style><p style='font-family: X'>x</p>",
]


@pytest.mark.parametrize("pattern", FETCHING, ids=range(len(FETCHING)))
def test_nothing_is_fetched_from_the_network(pattern: str, address: str, theme: Theme) -> None:
    with pytest.raises(WriteError):
        write_pdf(document(_section(pattern.format(address + "a.png"))), theme)
    assert _Counting.requests == 0


@pytest.mark.parametrize("url", ["file:///etc/hostname", "data:image/png;base64,AAAA", "a.png"])
def test_no_other_file_is_read(url: str, theme: Theme) -> None:
    with pytest.raises(WriteError):
        write_pdf(document(_section(f'<p><img src="{url}"/></p>')), theme)


def test_a_style_sheet_in_the_head_is_not_read(address: str, theme: Theme) -> None:
    made = document(_section("<p>文</p>"))
    made.head.append(made.head.makeelement("link", {"rel": "stylesheet", "href": address}))
    with pytest.raises(WriteError, match="不允许读取"):
        write_pdf(made, theme)
    assert _Counting.requests == 0


def test_nothing_is_left_changed(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    logger = logging.getLogger("weasyprint")
    handlers, propagate = list(logger.handlers), logger.propagate
    for named in (None, "86400"):
        if named is None:
            monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        else:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", named)
        made = document(_section("<p>文</p>"))
        before = made.html()
        write_pdf(made, theme)
        assert made.html() == before
        assert os.environ.get("SOURCE_DATE_EPOCH") == named
    assert (logger.handlers, logger.propagate) == (handlers, propagate)


def test_without_the_subsetting_library_the_file_is_written_and_the_same(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    made = document(_section("<p>文</p>"))
    one = write_pdf(made, theme).content
    clock = time.time
    monkeypatch.setattr(time, "time", lambda: clock() + 40_000_000)
    assert write_pdf(made, theme).content == one
    assert all(font.embedded and font.subset for font in reading.fonts(one))


def test_a_draft_is_marked_on_every_page_and_takes_no_more(content: bytes, theme: Theme) -> None:
    made = replace(document(COVER, CONTENTS, BODY), draft=True)
    pages = reading.texts(write_pdf(made, theme).content)
    assert [text.count("草稿") for text in pages] == [1] * len(reading.texts(content))
    assert not [text for text in reading.texts(content) if "草稿" in text]
