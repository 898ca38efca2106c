"""The package around the body: parts, settings, properties, and the same bytes every time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from lxml import etree

from generator.theme import Theme
from generator.write.docx.faces import font_table
from generator.write.docx.ooxml import add, flag, name
from generator.write.docx.styles import fill_styles

# What python-docx's template brings along and this document does not need.
_UNUSED = frozenset(
    {
        RELATIONSHIP_TYPE.CUSTOM_XML,
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.THUMBNAIL,
        RELATIONSHIP_TYPE.WEB_SETTINGS,
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    }
)
_WORD_URI = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = {
    "compatibilityMode": "15",
    "overrideTableStyleFontSizeAndJustification": "1",
    "enableOpenTypeFeatures": "1",
    "doNotFlipMirrorIndents": "1",
    "differentiateMultirowTableHeaders": "1",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


def new_package(theme: Theme, title: str, author: str) -> WordDocument:
    """A document without content: the theme's styles, settings, properties."""
    document = docx.Document()
    _drop_unused(document.part.rels)
    package = document.part.package
    if package is not None:
        _drop_unused(package.rels)
    fill_styles(document.styles.element, theme)
    _fill_settings(document.settings.element)
    _add_font_table(document, theme)
    _fill_properties(document, title, author)
    for child in list(document.element.body):
        document.element.body.remove(child)
    return document


def package_bytes(document: WordDocument) -> bytes:
    """The file: python-docx's package, its entries in order and without the time of day."""
    saved = BytesIO()
    document.save(saved)
    result = BytesIO()
    with ZipFile(saved) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for entry in sorted(source.namelist()):
            info = ZipInfo(entry, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, source.read(entry))
    return result.getvalue()


def _drop_unused(relationships: Relationships) -> None:
    for key, relationship in list(relationships.items()):
        if relationship.reltype in _UNUSED:
            del relationships[key]


def _fill_settings(settings: etree._Element) -> None:
    for child in list(settings):
        settings.remove(child)
    add(settings, "zoom", percent=100)
    add(settings, "defaultTabStop", val=420)
    flag(settings, "evenAndOddHeaders")
    add(settings, "characterSpacingControl", val="doNotCompress")
    compatibility = add(settings, "compat")
    # A justified line that a line break ends keeps its own width.
    flag(compatibility, "doNotExpandShiftReturn")
    flag(compatibility, "useFELayout")
    for key, value in _COMPATIBILITY.items():
        node = add(compatibility, "compatSetting", name=key)
        node.set(name("uri"), _WORD_URI)
        node.set(name("val"), value)
    add(settings, "themeFontLang", val="en-US", eastAsia="zh-CN")
    add(settings, "decimalSymbol", val=".")
    add(settings, "listSeparator", val=",")


def _add_font_table(document: WordDocument, theme: Theme) -> None:
    part = document.part
    table = Part(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        font_table(theme),
        part.package,
    )
    part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def _fill_properties(document: WordDocument, title: str, author: str) -> None:
    """Title, author, language; no dates, which would be the template's or today's."""
    properties = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for child in list(properties):
        properties.remove(child)
    core = document.core_properties
    core.title = title[:_LONGEST_PROPERTY]
    core.author = author[:_LONGEST_PROPERTY]
    core.language = "zh-CN"
