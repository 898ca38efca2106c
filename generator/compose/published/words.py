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
    """Replace the characters from ``start`` to ``end``; a figure that has none left is gone."""
    at = 0
    emptied = []
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
            if element.tag == "data" and not text:
                emptied.append(element)
    for element in emptied:
        _drop(element)


def _slots(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Where the text of a block stands, in order: in an element, or (True) in a child's tail."""
    yield element, False
    for child in element:
        yield from _slots(child)
        yield child, True


def _drop(element: etree._Element) -> None:
    """Take an element out, and leave the text after it."""
    before, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)
