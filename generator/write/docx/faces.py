"""Fonts: the names in the file, and by which other names a machine may have them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.findings import GongkaiError
from generator.theme import Face, Style, Theme
from generator.write.docx.ooxml import add, root

_GB2312 = "86"
_ANSI = "00"


def office_name(face: Face) -> str:
    """The name that offices know a face by."""
    return face.office or face.families[0]


def face_name(theme: Theme, role: str) -> str:
    """The office name of a font role."""
    if role not in theme.fonts:
        raise GongkaiError(f"样式“{theme.name}”没有字体“{role}”")
    return office_name(theme.fonts[role])


def style_of(theme: Theme, key: str) -> Style:
    """A paragraph style of the theme."""
    if key not in theme.styles:
        raise GongkaiError(f"样式“{theme.name}”没有段落样式“{key}”")
    return theme.styles[key]


def add_fonts(properties: etree._Element, theme: Theme, role: str, *, latin: str = "") -> None:
    """Append the fonts of a style; no theme font, which would win over them."""
    other = latin or office_name(theme.latin)
    east = face_name(theme, role)
    add(properties, "rFonts", hint="eastAsia", ascii=other, hAnsi=other, eastAsia=east, cs=other)


def font_table(theme: Theme) -> bytes:
    """The part ``fontTable.xml``: for each font the families that may stand in for it."""
    fonts = root("fonts")
    for face, charset in _faces(theme):
        _add_font(fonts, face, charset)
    return etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)


def _faces(theme: Theme) -> Iterator[tuple[Face, str]]:
    for face in theme.fonts.values():
        yield face, _GB2312
    yield theme.latin, _ANSI


def _add_font(fonts: etree._Element, face: Face, charset: str) -> None:
    font = add(fonts, "font", name=office_name(face))
    others = [family for family in face.families if family != office_name(face)]
    if others:
        add(font, "altName", val=",".join(others))
    add(font, "charset", val=charset)
    add(font, "family", val="auto" if charset == _GB2312 else "roman")
    add(font, "pitch", val="variable" if charset == _ANSI else "default")
