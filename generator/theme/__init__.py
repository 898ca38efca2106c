"""The look: fonts by role, page, styles. Data shared by every writer, in mm, pt and characters."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from generator.findings import GongkaiError
from generator.resources import resource


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Margins(_Data):
    """Page margins in mm."""

    top: float
    right: float
    bottom: float
    left: float


class PageNumber(_Data):
    """The printed page number: size in pt, distance below the type area in mm."""

    font: str
    size: float
    distance: float
    pattern: str


class Page(_Data):
    """Paper in mm, upright; a landscape page swaps width and height.

    The drops are how far below the top of the type area a cover and a part's title begin.
    """

    width: float
    height: float
    portrait: Margins
    landscape: Margins
    cover_drop: float
    divider_drop: float
    number: PageNumber


class Face(_Data):
    """A font role: its name in offices, installed families to prefer, and open files to use.

    ``latin`` are files for digits and Latin letters where the theme's are too light for it.
    """

    office: str = ""
    families: list[str]
    files: list[str]
    fallback: str | None = None
    latin: list[str] = Field(default_factory=list)


class Style(_Data):
    """A paragraph style: size, line pitch, spaces in pt; first line's indent in characters.

    ``spacing`` is what each character is set apart from the next, in pt.
    """

    font: str
    size: float
    line: float
    align: Literal["left", "center", "right", "justify"] = "left"
    indent: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 0
    bold: bool = False


class CellStyle(_Data):
    """Type inside table cells: size, line pitch and vertical padding in pt."""

    font: str
    size: float
    line: float
    padding: float


class HeaderStyle(_Data):
    """Type of header cells."""

    font: str
    bold: bool


class TotalStyle(_Data):
    """Type of total rows."""

    bold: bool


class TableStyle(_Data):
    """Borders, the padding beside text and the space below in pt; the type of each class."""

    border: float
    side: float
    after: float
    header: HeaderStyle
    total: TotalStyle
    cells: dict[str, CellStyle]


class Theme(_Data):
    """One look for every writer."""

    name: str = Field(alias="名称")
    page: Page
    fonts: dict[str, Face]
    latin: Face
    fallbacks: dict[str, Face]
    styles: dict[str, Style]
    table: TableStyle


DEFAULT = "gbt9704"


def load_theme(name: str = DEFAULT) -> Theme:
    """The theme in ``templates/themes/<name>/theme.yaml``."""
    path: Path = resource("templates") / "themes" / name / "theme.yaml"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise GongkaiError(f"没有样式“{name}”（{path}：{error.strerror}）") from None
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return Theme.model_validate(yaml.load(text, Loader=loader))
