"""What a theme declares: fonts by role, page, styles; lengths in mm, pt and characters.

Every value is bounded, and every name is of letters that cannot end a name in CSS or OOXML.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.profile.values import Flag, Number, matching

FontName = Annotated[
    str, matching(r"\w[\w .·()-]{0,63}", "不是字体的名字；只能有文字、数字、空格和 .-·()")
]
FontFile = Annotated[
    str,
    matching(
        r"(?i)\w[\w .-]{0,99}\.(otf|ttf|ttc)",
        "不是字体文件的名字；写 名字.otf、.ttf、.ttc，不写路径",
    ),
]
NumberPattern = Annotated[
    str,
    matching(
        r"""[^{}"\\<>\x00-\x1f\x7f-\x9f]{0,20}\{\}[^{}"\\<>\x00-\x1f\x7f-\x9f]{0,20}""",
        '应恰有一处 {}，不能有引号（"）、反斜线和尖括号',
    ),
]
Paper = Annotated[Number, Field(ge=70, le=550)]  # mm; Word takes no more than 558
Millimetres = Annotated[Number, Field(ge=0, le=300)]
Size = Annotated[Number, Field(ge=4, le=72)]  # pt, as all below
Pitch = Annotated[Number, Field(ge=4, le=144)]
Space = Annotated[Number, Field(ge=0, le=120)]
Padding = Annotated[Number, Field(ge=0, le=20)]
Border = Annotated[Number, Field(ge=0, le=6)]
Tracking = Annotated[Number, Field(ge=-5, le=20)]
Characters = Annotated[Number, Field(ge=0, le=8)]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Margins(_Data):
    """Page margins in mm."""

    top: Millimetres
    right: Millimetres
    bottom: Millimetres
    left: Millimetres


class PageNumber(_Data):
    """The printed page number: size in pt, distance below the type area in mm."""

    font: FontName
    size: Size
    distance: Millimetres
    pattern: NumberPattern


class Page(_Data):
    """Paper in mm, upright; a landscape page swaps width and height.

    The drops are how far below the top of the type area a cover and a part's title begin.
    """

    width: Paper
    height: Paper
    portrait: Margins
    landscape: Margins
    cover_drop: Millimetres
    divider_drop: Millimetres
    number: PageNumber


class Face(_Data):
    """A font role: its name in offices, installed families to prefer, and open files to use.

    ``latin`` are files for digits and Latin letters where the theme's are too light for it.
    """

    office: FontName = ""
    families: list[FontName]
    files: list[FontFile]
    fallback: FontName | None = None
    latin: list[FontFile] = Field(default_factory=list)


class Style(_Data):
    """A paragraph style: size, line pitch, spaces in pt; first line's indent in characters.

    ``spacing`` is what each character is set apart from the next, in pt.
    """

    font: FontName
    size: Size
    line: Pitch
    align: Literal["left", "center", "right", "justify"] = "left"
    indent: Characters = 0
    before: Space = 0
    after: Space = 0
    spacing: Tracking = 0
    bold: Flag = False


class CellStyle(_Data):
    """Type inside table cells: size, line pitch and vertical padding in pt."""

    font: FontName
    size: Size
    line: Pitch
    padding: Padding


class HeaderStyle(_Data):
    """Type of header cells."""

    font: FontName
    bold: Flag


class TotalStyle(_Data):
    """Type of total rows."""

    bold: Flag


class TableStyle(_Data):
    """Borders, the padding beside text and the space below in pt; the type of each class."""

    border: Border
    side: Padding
    after: Space
    header: HeaderStyle
    total: TotalStyle
    cells: dict[str, CellStyle]


class Theme(_Data):
    """One look for every writer."""

    name: str = Field(alias="名称")
    page: Page
    fonts: dict[FontName, Face]
    latin: Face
    fallbacks: dict[FontName, Face]
    styles: dict[str, Style]
    table: TableStyle
