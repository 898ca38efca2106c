"""The composed document as PDF."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from typing import Any

from lxml import etree

from generator.compose.document import ComposedDocument
from generator.findings import GongkaiError
from generator.memory import fewer_collections
from generator.theme import Theme
from generator.write.css import font_files, stylesheet
from generator.write.draft import marked
from generator.write.frames import close_frames
from generator.write.justify import chinese_justification
from generator.write.pitch import exact_pitch
from generator.write.together import keep_together

EPOCH = "SOURCE_DATE_EPOCH"
MISSING_GLYPH = re.compile(r'\.notdef glyph.*"(?P<character>.*)" \((?P<code>U\+[0-9A-F]+)\)', re.S)
# Fonts are cut down in another way, which costs time and nothing else: `gongkai doctor` says so.
HARMLESS = "Using fontTools instead of HarfBuzz-Subset"


class WriteError(GongkaiError):
    """A document that cannot be written as it should be."""


@dataclass(frozen=True)
class PdfResult:
    """The file, and the printed page number of every heading by its id."""

    content: bytes
    pages: dict[str, int]


class _Messages(logging.Handler):
    """Collects what WeasyPrint only logs: a missing glyph must not pass unnoticed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if found := MISSING_GLYPH.match(line):
            line = f"没有一种字体有“{found['character']}”（{found['code']}）这个字"
        if not line.startswith(HARMLESS):
            self.lines.append(line)


def write_pdf(document: ComposedDocument, theme: Theme, *, draw: bool = True) -> PdfResult:
    """Lay out and, with ``draw``, write the file; without it only the page numbers are found.

    The body is laid out first, and the front matter after it, when the page numbers that its
    contents list prints are known. Raises ``WriteError`` where WeasyPrint complained of anything.
    """
    from weasyprint import CSS, HTML

    fetcher = _fetcher(font_files(theme))
    with (
        _collected() as messages,
        _no_clock(),
        fewer_collections(),
        _fonts() as fonts,
        chinese_justification(),
        exact_pitch(),
    ):
        css = CSS(string=stylesheet(theme), font_config=fonts, url_fetcher=fetcher)

        def laid_out(part: ComposedDocument) -> Any:
            text = unmarked(keep_together(marked(part))).html()
            html = HTML(string=text, url_fetcher=fetcher, base_url=None)
            rendered = html.render(stylesheets=[css], font_config=fonts)
            close_frames(rendered.pages)
            return rendered

        front, body = split(document)
        rendered = laid_out(body)
        numbers = page_numbers(rendered.pages)
        if front is not None and draw:
            rendered = rendered.copy([*laid_out(numbered(front, numbers)).pages, *rendered.pages])
        content: bytes = rendered.write_pdf() if draw else b""
    if messages:
        raise WriteError("PDF：" + "；".join(dict.fromkeys(messages)))
    return PdfResult(content, numbers)


def split(document: ComposedDocument) -> tuple[ComposedDocument | None, ComposedDocument]:
    """The sections before the one that starts the page numbers, and the rest."""
    sections = list(document.root.iter("section"))
    start = next((i for i, section in enumerate(sections) if section.get("data-start")), 0)
    if not start:
        return None, document
    return _only(document, sections[:start]), _only(document, sections[start:])


def _only(document: ComposedDocument, kept: list[etree._Element]) -> ComposedDocument:
    root = etree.Element("html", {"lang": document.root.get("lang", "zh-CN")})
    root.append(deepcopy(document.head))
    body = etree.SubElement(root, "body")
    body.extend(deepcopy(section) for section in kept)
    return replace(document, root=root)


def unmarked(document: ComposedDocument) -> ComposedDocument:
    """A copy without the keys of figures: a PDF does not show them, and reading them takes time."""
    root = deepcopy(document.root)
    etree.strip_tags(root, "data")
    etree.strip_attributes(root, "data-figure")
    return replace(document, root=root)


def page_numbers(pages: Sequence[Any]) -> dict[str, int]:
    """The printed page number of every anchor."""
    return {anchor: number for number, page in enumerate(pages, start=1) for anchor in page.anchors}


def numbered(front: ComposedDocument, numbers: Mapping[str, int]) -> ComposedDocument:
    """The front matter with the page numbers of its contents list."""
    for nav in front.root.iter("nav"):
        if nav.get("class") != "unnumbered":
            for link in nav.iter("a"):
                link.set("data-page", str(numbers.get(link.get("href", "")[1:], "")))
    return front


def _fetcher(allowed: list[Path]) -> Any:
    """Opens the theme's font files and nothing else: no network, no other file."""
    from weasyprint.urls import URLFetcher

    uris = {path.resolve().as_uri() for path in allowed}

    class FontsOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in uris:
                raise ValueError(f"不允许读取 {url}")
            return super().fetch(url, headers)

    return FontsOnly(allowed_protocols={"file"})


@contextmanager
def _collected() -> Iterator[list[str]]:
    logger = logging.getLogger("weasyprint")
    handler = _Messages()
    handlers, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield handler.lines
    finally:
        logger.handlers, logger.propagate = handlers, propagate


@contextmanager
def _no_clock() -> Iterator[None]:
    """Fonts cut down by fontTools bear the time of day unless the environment names another."""
    named = os.environ.get(EPOCH)
    os.environ[EPOCH] = "0"
    try:
        yield
    finally:
        del os.environ[EPOCH]
        if named is not None:
            os.environ[EPOCH] = named


@contextmanager
def _fonts() -> Iterator[Any]:
    """WeasyPrint's fonts; its copies of the font files (50 MB) do not outlive the run."""
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    try:
        yield fonts
    finally:
        if folder := getattr(fonts, "_folder", None):
            rmtree(folder, ignore_errors=True)
