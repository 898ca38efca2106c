"""The document as the bytes of a DOCX file."""

from __future__ import annotations

from collections.abc import Mapping

from generator.theme import Theme
from generator.write.docx.body import BodyWriter
from generator.write.docx.furniture import Furniture
from generator.write.docx.others import use_other_fonts
from generator.write.docx.package import new_package, package_bytes
from generator.write.docx.source import Source


def write_docx(document: Source, theme: Theme, pages: Mapping[str, int] | None) -> bytes:
    """Write the document as DOCX; the same document gives the same bytes.

    ``pages`` has the printed page number of each heading by its id, for the contents list; without
    it the list shows none until Word updates it.
    """
    package = new_package(theme, document.title, document.author)
    furniture = Furniture(package, theme, draft=document.draft)
    body = BodyWriter(package.element.body, theme, furniture.references)
    body.write(document.root, pages or {})
    use_other_fonts(package.element.body, theme)
    return package_bytes(package)
