"""Which number a section's pages begin with so that the next section's begin on the right side.

Where odd and even pages differ, Word parts two odd pages by an empty one when it prints. So the
pages before a restart, which show no number, are counted such that the last one is even.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from lxml import etree

from generator.compose.vocabulary import class_of
from generator.theme import Theme
from generator.write.docx.faces import style_of
from generator.write.docx.inline import text_of
from generator.write.docx.page import type_height, type_width
from generator.write.docx.units import twips

# Room for the leader and the page number at the end of an entry, in characters.
_LEADER = 2


def front_start(sections: Sequence[etree._Element], theme: Theme, following: int) -> int:
    """The first number, 0 or 1, of upright ``sections`` before a page numbered ``following``."""
    pages = sum(_pages_of(section, theme) for section in sections)
    return (following - pages) % 2


def _pages_of(section: etree._Element, theme: Theme) -> int:
    """How many pages a cover or a contents list is likely to take."""
    if class_of(section) != "contents":
        return 1
    height = sum(_height_of(line, theme) for line in section.iter("p"))
    return max(1, ceil(height / type_height(theme)))


def _height_of(line: etree._Element, theme: Theme) -> int:
    """The height of a paragraph, in twips."""
    style = style_of(theme, class_of(line) or "p")
    characters = len(text_of(line)) + style.indent + _LEADER
    lines = ceil(characters * style.size * 20 / type_width(theme))
    return twips(style.line) * lines + twips(style.before + style.after)
