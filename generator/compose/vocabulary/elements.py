"""Words for the elements of a composed document, for the vocabulary and for the writers."""

from __future__ import annotations

from lxml import etree

from generator.compose.sandbox import AT, TemplateError
from generator.findings import shortened

HEADINGS = ("h1", "h2", "h3", "h4")
TABLE_LINES = frozenset({"table-title", "table-subtitle", "table-number", "table-unit", "spread"})


class VocabularyError(TemplateError):
    """HTML of a template that no writer could write without loss."""


def class_of(element: etree._Element) -> str:
    """The element's class, its words parted by one space; "" without one."""
    value = element.get("class", "")
    return value if " " not in value else " ".join(value.split())


def is_divider_title(element: etree._Element) -> bool:
    """Is it the title on a part's title page?"""
    section = element.getparent()
    return element.tag == "h1" and section is not None and class_of(section) == "divider"


def described(element: etree._Element) -> str:
    """The element as an error shows it: its opening tag."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return "<!-- -->"
    attributes = [f' {key!s}="{value!s}"' for key, value in element.items() if key != AT]
    return f"<{shortened(tag + ''.join(attributes))}>"
