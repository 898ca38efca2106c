"""What stands inside a block: text, line breaks, bold, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from generator.write.docx.links import Links
from generator.write.docx.ooxml import add, add_text, flag

# White space that HTML collapses; the ideographic space is a character like any other.
_WHITE = re.compile(r"[ \t\r\n\f]+")
# Characters that Word sets in the Latin face, half as wide, unless the run says East Asian:
# “ ” ‘ ’ … — · × ÷ ° §, numerals, arrows, mathematical and geometric signs.
_EITHER_WIDTH = re.compile("[\u00a7\u00a8\u00b0\u00b1\u00b4\u00b6-\u00ba\u00d7\u00f7\u2010-\u2bff]")


class Piece(NamedTuple):
    """Text of one look; ``"\\n"`` in it is a line break, ``target`` the id of a heading."""

    text: str
    bold: bool = False
    target: str = ""


def pieces_of(element: etree._Element) -> list[Piece]:
    """The content of a block, white space collapsed as HTML collapses it."""
    if not len(element):
        text = _WHITE.sub(" ", element.text or "").strip(" ")
        return [Piece(text)] if text else []
    return list(_collapsed(_merged(_walk(element, Piece("")))))


def text_of(element: etree._Element) -> str:
    """The text of a block; a line break is a space."""
    return "".join(piece.text for piece in pieces_of(element)).replace("\n", " ")


def add_pieces(paragraph: etree._Element, pieces: list[Piece], links: Links) -> None:
    """Append the pieces to a paragraph as runs and hyperlinks."""
    for piece in pieces:
        parent = links.add_hyperlink(paragraph, piece.target) if piece.target else paragraph
        add_run(parent, piece.text, bold=piece.bold)


def add_run(parent: etree._Element, text: str, *, bold: bool = False) -> etree._Element:
    """Append one run; a line break for each ``"\\n"``."""
    run = add(parent, "r")
    hint = _EITHER_WIDTH.search(text)
    if hint or bold:
        properties = add(run, "rPr")
        if hint:
            add(properties, "rFonts", hint="eastAsia")
        flag(properties, "b", bold)
    for index, line in enumerate(text.split("\n")):
        if index:
            add(run, "br")
        if line:
            add_text(run, line)
    return run


def _walk(element: etree._Element, look: Piece) -> Iterator[Piece]:
    if element.text:
        yield look._replace(text=_WHITE.sub(" ", element.text))
    for child in element:
        if child.tag == "br":
            yield look._replace(text="\n")
        else:
            yield from _walk(child, _look_of(child, look))
        if child.tail:
            yield look._replace(text=_WHITE.sub(" ", child.tail))


def _look_of(element: etree._Element, look: Piece) -> Piece:
    if element.tag == "b":
        return look._replace(bold=True)
    if element.tag == "a":
        return look._replace(target=element.get("href", "").removeprefix("#") or "#")
    return look


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one look become one piece: one run in Word."""
    held = Piece("")
    for piece in pieces:
        if piece[1:] == held[1:]:
            held = held._replace(text=held.text + piece.text)
            continue
        if held.text:
            yield held
        held = piece
    if held.text:
        yield held


def _collapsed(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """No space at the ends of a line, and never two together."""
    kept: list[Piece] = []
    open_line = False  # does the text so far end where a space would be lost?
    for piece in pieces:
        text = re.sub(" *\n *", "\n", re.sub(" +", " ", piece.text))
        text = text if open_line else text.removeprefix(" ")
        if text:
            kept.append(piece._replace(text=text))
            open_line = text[-1] not in " \n"
    return iter(_without_trailing_spaces(kept))


def _without_trailing_spaces(pieces: list[Piece]) -> list[Piece]:
    """Drop the space before a line break that opens the next piece, and the one at the end."""
    for index, piece in enumerate(pieces):
        at_end = index + 1 == len(pieces) or pieces[index + 1].text.startswith("\n")
        if at_end and piece.text.endswith(" "):
            pieces[index] = piece._replace(text=piece.text[:-1])
    return [piece for piece in pieces if piece.text]
