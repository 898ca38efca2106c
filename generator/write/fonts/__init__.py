"""Fonts: which serves a role of the theme, which characters it has, and which it draws wrong."""

from generator.write.fonts.roles import (
    FontFile,
    RoleFonts,
    family_names,
    font_folders,
    latin_fonts,
    role_fonts,
    unknown,
    unprintable,
)
from generator.write.fonts.system import Installed, installed

__all__ = [
    "FontFile",
    "Installed",
    "RoleFonts",
    "family_names",
    "font_folders",
    "installed",
    "latin_fonts",
    "role_fonts",
    "unknown",
    "unprintable",
]
