"""XML text to elements, and the memory that is not there."""

from __future__ import annotations

from lxml import etree


def parsed(text: str | bytes, parser: etree.XMLParser | None = None) -> etree._Element:
    """The element of a text of XML.

    Raises ``etree.XMLSyntaxError`` where the text is not whole, and ``MemoryError`` where libxml2
    finds no room: it has no better word for that than an error without a line.
    """
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        if error.lineno:
            raise
        raise MemoryError from None
