"""The composed document as PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from generator.compose.document import ComposedDocument
from generator.memory import fewer_collections
from generator.theme import Theme
from generator.write.css import font_files, stylesheet
from generator.write.draft import marked
from generator.write.fonts import family_names
from generator.write.pdf.engine import NO_FONT, engine
from generator.write.pdf.errors import WriteError
from generator.write.pdf.fonts import fonts_alone, leave_out_misdrawn
from generator.write.pdf.frames import close_frames
from generator.write.pdf.together import keep_together


@dataclass(frozen=True)
class PdfResult:
    """The file, and the printed page number of every heading by its id."""

    content: bytes
    pages: dict[str, int]


def write_pdf(document: ComposedDocument, theme: Theme, *, draw: bool = True) -> PdfResult:
    """Lay out and, with ``draw``, write the file; without it only the page numbers are found.

    The body is laid out first, and the front matter after it, when the page numbers that its
    contents list prints are known. Raises ``WriteError`` where WeasyPrint complained of anything
    (in a draft a character that no font has is printed as a box), ``EngineError`` where it cannot
    be used.
    """
    with engine() as messages, fewer_collections():
        result = _written(document, theme, draw)
    told = [one for one in messages if not (document.draft and one.startswith(NO_FONT))]
    if told:
        raise WriteError("PDF：" + "；".join(dict.fromkeys(told)))
    return result


def _written(document: ComposedDocument, theme: Theme, draw: bool) -> PdfResult:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, fonts = fonts_alone(font_files(theme)), FontConfiguration()
    leave_out_misdrawn(fonts, family_names(theme))
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
    return PdfResult(rendered.write_pdf() if draw else b"", numbers)


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
