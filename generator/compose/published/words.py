"""Words of a block, whose markup stays where they are not touched."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def text_of(element: etree._Element, line_break: str = "") -> str:
    """The text of a block; a line break inside it becomes ``line_break``."""
    parts = [element.text or ""]
    for child in element:
        parts.append(line_break if child.tag == "br" else text_of(child, line_break))
        parts.append(child.tail or "")
    return "".join(parts)


def replace(block: etree._Element, start: int, end: int, by: str) -> None:
    """Replace the characters from ``start`` to ``end``; a figure that they touch is none now."""
    at = 0
    touched = []
    for element, is_tail in list(_slots(block)):
        text = (element.tail if is_tail else element.text) or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        text, by = text[:first] + by + text[last:], ""
        if is_tail:
            element.tail = text
        else:
            element.text = text
            touched.append(element)
    for element in touched:
        if element.tag == "data":
            _unwrap(element)


def _slots(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Where the text of a block stands, in order: in an element, or (True) in a child's tail."""
    yield element, False
    for child in element:
        yield from _slots(child)
        yield child, True


def _unwrap(element: etree._Element) -> None:
    """Leave the text of an element without the element."""
    text = (element.text or "") + (element.tail or "")
    before, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    element.tail = None
    parent.remove(element)
