"""The composed document: semantic HTML, parsed once, that every writer walks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from generator.compose.published import HEADINGS, publish, text_of
from generator.compose.text import TemplateError
from generator.findings import Finding
from generator.model.common import PublishedText

LISTED = {"h1": "contents-1", "h2": "contents-2", "h3": "contents-2", "h4": "contents-2"}


@dataclass(frozen=True)
class ComposedDocument:
    """The document as a tree of the vocabulary, with its metadata."""

    root: etree._Element
    title: str
    author: str
    draft: bool = False
    derived: str = ""  # its text before anything was printed as published

    @property
    def head(self) -> etree._Element:
        return self._child("head")

    @property
    def body(self) -> etree._Element:
        return self._child("body")

    def _child(self, name: str) -> etree._Element:
        found = self.root.find(name)
        if found is None:
            raise TemplateError(f"模板写出的 HTML 没有 <{name}>")
        return found

    def html(self) -> str:
        """The document as HTML text."""
        text: str = etree.tostring(self.root, encoding="unicode", method="html")
        return "<!DOCTYPE html>\n" + text


def parse_document(
    html: str, title: str, author: str, published: Sequence[PublishedText]
) -> tuple[ComposedDocument, list[Finding]]:
    """Parse composed HTML, number its headings, print what was published, fill the contents list.

    Returns the document and findings on ``公布文字`` that found no place.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError as error:
        line = html.splitlines()[error.lineno - 1] if error.lineno else ""
        raise TemplateError(f"模板写出的 HTML 不完整：{error.msg}（{line.strip()[:80]}）") from None
    _tidy(root)
    derived = "".join(map(str, root.itertext()))
    findings = publish(root, published, contents=False)
    headings = list(_identify(root))
    for nav in root.iter("nav"):
        _fill_contents(nav, headings)
    findings += publish(root, published, contents=True)
    return ComposedDocument(root, title, author, derived=derived), findings


def _tidy(root: etree._Element) -> None:
    """Drop the white space that templates leave around blocks and inside Chinese text."""
    for element in root.iter():
        name = element.tag
        if name in ("p", *HEADINGS):
            _strip(element)
        elif name in ("html", "head", "body", "section", "nav", "table", "thead", "tbody", "tr"):
            element.text = None
            for child in element:
                child.tail = None


def _strip(block: etree._Element) -> None:
    if block.text:
        block.text = re.sub(r"\s*\n\s*", "", block.text).lstrip()
    for child in block.iter():
        if child is not block and child.tail:
            child.tail = re.sub(r"\s*\n\s*", "", child.tail)
    if len(block):
        block[-1].tail = (block[-1].tail or "").rstrip() or None
    elif block.text:
        block.text = block.text.rstrip()


def _identify(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give headings their ids; yield those of the contents list with the text printed there."""
    for number, heading in enumerate(root.iter(*HEADINGS), start=1):
        heading.set("id", f"h{number}")
        listed = heading.attrib.pop("data-contents", "")
        if listed == "no" or (not listed and heading.tag not in ("h1", "h2")):
            continue
        yield heading, str(listed) or text_of(heading, " ")


def _fill_contents(nav: etree._Element, headings: list[tuple[etree._Element, str]]) -> None:
    for heading, text in headings:
        entry = etree.SubElement(nav, "p", {"class": LISTED[heading.tag]})
        link = etree.SubElement(entry, "a", {"href": f"#{heading.get('id')}"})
        link.text = text
