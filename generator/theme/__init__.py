"""The look: fonts by role, page, styles. Data shared by every writer, in mm, pt and characters."""

from generator.theme.load import DEFAULT, load_theme
from generator.theme.schema import CellStyle, Face, Margins, Page, PageNumber, Style, Theme

__all__ = [
    "DEFAULT",
    "CellStyle",
    "Face",
    "Margins",
    "Page",
    "PageNumber",
    "Style",
    "Theme",
    "load_theme",
]
