"""PDF files read back without the program that wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.pdf import PDF


@dataclass(frozen=True)
class Font:
    """A font of a PDF: its name there, its family, and whether its file is inside."""

    name: str
    family: str
    embedded: bool

    @property
    def subset(self) -> bool:
        """Whether it holds only the characters that are printed."""
        prefix, _, rest = self.name.partition("+")
        return bool(rest) and len(prefix) == 6 and prefix.isupper()


@contextmanager
def opened(content: bytes) -> Iterator[PDF]:
    """The file, opened by pdfplumber."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        yield pdf


def texts(content: bytes) -> list[str]:
    """The text of every page, without white space."""
    with pypdfium2.PdfDocument(content) as pdf:
        found = [page.get_textpage().get_text_bounded() for page in pdf]
    return ["".join(text.split()) for text in found]


def bookmarks(content: bytes) -> list[tuple[int, str, int]]:
    """Level (from 0), title and page (from 0) of every bookmark."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()
        ]


def fonts(content: bytes) -> set[Font]:
    """Every font that a page of the file uses."""
    with opened(content) as pdf:
        return {
            _font(resolve1(font))
            for page in pdf.pages
            for font in resolve1(resolve1(page.page_obj.resources).get("Font", {})).values()
        }


def _font(font: dict[str, Any]) -> Font:
    [below] = resolve1(font["DescendantFonts"])
    descriptor = resolve1(resolve1(below)["FontDescriptor"])
    family = descriptor["FontFamily"]
    embedded = any(key.startswith("FontFile") for key in descriptor)
    return Font(_name(font["BaseFont"]), family.decode(), embedded)


def _name(literal: PSLiteral) -> str:
    name = literal.name
    return name.decode() if isinstance(name, bytes) else str(name)
