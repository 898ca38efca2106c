"""Making WordprocessingML elements."""

from __future__ import annotations

from functools import cache

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def name(local: str) -> str:
    """The full name of ``w:local``; ``r:id`` and the like keep their own namespace."""
    if local.startswith("r:"):
        return f"{{{RELATIONSHIPS}}}{local[2:]}"
    return f"{{{WORD}}}{local}"


def add(parent: etree._Element, local: str, **attributes: str | int) -> etree._Element:
    """Append ``w:local`` with ``w:`` attributes."""
    return etree.SubElement(
        parent, name(local), {name(key): str(value) for key, value in attributes.items()}
    )


def flag(parent: etree._Element, local: str, on: bool = True) -> None:
    """Append the switch ``w:local`` where it is on; off is its absence."""
    if on:
        etree.SubElement(parent, name(local))


def root(local: str) -> etree._Element:
    """A ``w:local`` that stands alone."""
    return etree.Element(name(local), nsmap={"w": WORD, "r": RELATIONSHIPS})


def add_text(run: etree._Element, text: str, local: str = "t") -> None:
    """Append text to a run; spaces at its ends are kept."""
    node = etree.SubElement(run, name(local))
    node.text = text
    if text[:1].isspace() or text[-1:].isspace():
        node.set(SPACE, "preserve")


def add_field(parent: etree._Element, code: str, result: str = "") -> None:
    """Append a complex field: its code and the result that shows until it is updated."""
    begin_field(parent, code)
    if result:
        add_text(add(parent, "r"), result)
    end_field(parent)


def begin_field(parent: etree._Element, code: str) -> None:
    """Append the opening of a complex field, up to its result."""
    add(add(parent, "r"), "fldChar", fldCharType="begin")
    add_text(add(parent, "r"), f" {code} ", "instrText")
    add(add(parent, "r"), "fldChar", fldCharType="separate")


def end_field(parent: etree._Element) -> None:
    """Append the end of a complex field."""
    add(add(parent, "r"), "fldChar", fldCharType="end")


def add_hidden_field(parent: etree._Element, code: str) -> None:
    """Append a field that shows nothing and that other fields read."""
    for part in ("begin", code, "end"):
        run = add(parent, "r")
        flag(add(run, "rPr"), "vanish")
        if part is code:
            add_text(run, f" {code} ", "instrText")
        else:
            add(run, "fldChar", fldCharType=part)
