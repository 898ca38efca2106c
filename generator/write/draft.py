"""The mark of a draft on every page of a PDF or HTML file."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from lxml import etree

from generator.compose.document import ComposedDocument

TEXT = "草稿"


def marked(document: ComposedDocument) -> ComposedDocument:
    """A draft with ``div.draft``, which its style repeats on every page; any other as it is."""
    if not document.draft:
        return document
    copy = replace(document, root=deepcopy(document.root))
    etree.SubElement(copy.body, "div", {"class": "draft"}).text = TEXT
    return copy
