"""Characters that a font of the theme draws wrong, in runs of their own with another font."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from generator.theme import Theme
from generator.write.docx.faces import office_name
from generator.write.docx.ooxml import add, add_text, name
from generator.write.fonts.misdrawn import misdrawn


def use_other_fonts(body: etree._Element, theme: Theme) -> None:
    """Set in the first fall-back what a font that the file names is known to draw wrong."""
    wrong = frozenset[int]().union(*(misdrawn(office_name(face)) for face in theme.fonts.values()))
    other = next(map(office_name, theme.fallbacks.values()), "")
    if not wrong or not other:
        return
    apart = re.compile(f"([{''.join(map(chr, wrong))}]+)")
    texts = [text for text in body.iter(name("t")) if apart.search(text.text or "")]
    for run in dict.fromkeys(text.getparent() for text in texts):
        if run is not None and (parent := run.getparent()) is not None:
            for part in _parts(run, apart, other):
                run.addprevious(part)
            parent.remove(run)


def _parts(run: etree._Element, apart: re.Pattern[str], other: str) -> list[etree._Element]:
    """The run as several: every second text is what ``apart`` finds."""
    parts = []
    for child in run.iterchildren(name("t"), name("br")):
        for index, text in enumerate(apart.split(child.text or "")):
            if text or child.tag == name("br"):
                part = etree.Element(name("r"))
                part.extend(deepcopy(one) for one in run.iterchildren(name("rPr")))
                if index % 2:
                    _set_face(part, other)
                if text:
                    add_text(part, text)
                else:
                    add(part, "br")
                parts.append(part)
    return parts


def _set_face(run: etree._Element, east: str) -> None:
    """Give a run an East Asian font: the first of its properties, as the schema wants."""
    properties = run.find(name("rPr"))
    if properties is None:
        properties = add(run, "rPr")
    if properties.find(name("rFonts")) is None:
        properties.insert(0, etree.Element(name("rFonts")))
    properties[0].set(name("hint"), "eastAsia")
    properties[0].set(name("eastAsia"), east)
