"""The composed document as one HTML file with its style sheet inside."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from lxml import etree

from generator.compose.document import ComposedDocument
from generator.theme import Theme
from generator.write.css import portable_stylesheet
from generator.write.draft import marked


def write_html(document: ComposedDocument, theme: Theme) -> bytes:
    """The document as UTF-8 HTML that stands alone: it names no file and fetches nothing."""
    copy = marked(replace(document, root=deepcopy(document.root)))
    head = copy.head
    head.insert(0, etree.Element("meta", {"charset": "utf-8"}))
    # style is raw text in HTML: the serializer leaves its quotes alone
    style = etree.SubElement(head, "style")
    style.text = portable_stylesheet(theme)
    return copy.html().encode()
