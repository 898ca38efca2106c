"""Headers and footers: made once, used by every section."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.part import XmlPart

from generator.theme import Theme
from generator.write.docx.footers import fill_blank_footer, fill_footer
from generator.write.docx.page import Layout, Reference
from generator.write.docx.watermark import fill_watermark

_PAGES = ("default", "even")


class Furniture:
    """The header and footer parts of a document; in a draft every header bears the mark."""

    def __init__(self, document: WordDocument, theme: Theme, *, draft: bool) -> None:
        self._document = document
        self._theme = theme
        self._headers = [self._header(pages) for pages in _PAGES] if draft else []
        self._numbers = [self._number(pages) for pages in _PAGES]
        self._blanks = [self._blank(pages) for pages in _PAGES]

    def references(self, layout: Layout) -> list[Reference]:
        """What a section refers to: each names all, so none is taken from the one before."""
        return self._headers + (self._numbers if layout.numbered else self._blanks)

    def _header(self, pages: str) -> Reference:
        part, relation = self._add_part("header")
        fill_watermark(part.element, self._theme, 1 + _PAGES.index(pages))
        return Reference("headerReference", pages, relation)

    def _number(self, pages: str) -> Reference:
        part, relation = self._add_part("footer")
        fill_footer(part.element, self._theme, even=pages == "even")
        return Reference("footerReference", pages, relation)

    def _blank(self, pages: str) -> Reference:
        part, relation = self._add_part("footer")
        fill_blank_footer(part.element)
        return Reference("footerReference", pages, relation)

    def _add_part(self, kind: str) -> tuple[XmlPart, str]:
        part: XmlPart
        relation: str
        part, relation = getattr(self._document.part, f"add_{kind}_part")()
        return part, relation
