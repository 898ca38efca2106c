"""Which file or installed family serves each font role, and what they draw."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.theme import Face, Theme
from generator.write.fonts.coverage import Range, coverage
from generator.write.fonts.misdrawn import misdrawn
from generator.write.fonts.system import installed, installed_characters

VARIABLE = "GONGKAI_FONTS"
FOLDER = Path("share") / "gongkai" / "fonts"
# what is set in the Latin face: no quotation mark, dash or dot that Chinese has, too
LATIN: tuple[Range, ...] = ((0x20, 0x7E), (0xA0, 0xB6), (0xB8, 0x17F), (ord("•"), ord("•")))


@dataclass(frozen=True)
class FontFile:
    """A font file that is loaded by its path, under a family name of our own.

    With ``ranges`` it is used for these code points alone.
    """

    family: str
    path: Path
    ranges: tuple[Range, ...] = ()

    def draws(self, code: int) -> bool:
        """Whether a character is taken from this file: it has it, and draws it as itself."""
        allowed = not self.ranges or any(first <= code <= last for first, last in self.ranges)
        return allowed and code in coverage(self.path) and code not in misdrawn(self.path.name)


@dataclass(frozen=True)
class RoleFonts:
    """What serves a role: installed families (str) and files, the preferred first."""

    role: str
    sources: tuple[str | FontFile, ...]

    @property
    def families(self) -> tuple[str, ...]:
        return tuple(
            source.family if isinstance(source, FontFile) else source for source in self.sources
        )

    @property
    def files(self) -> tuple[FontFile, ...]:
        return tuple(source for source in self.sources if isinstance(source, FontFile))


def font_folders() -> list[Path]:
    """Where font files are looked for: ``$GONGKAI_FONTS``, then beside the installation."""
    named = os.environ.get(VARIABLE)
    folders = [Path(named)] if named else []
    return [*folders, Path(sys.prefix) / FOLDER]


def role_fonts(theme: Theme, role: str) -> RoleFonts:
    """The fonts of a role: its own, then those of its fall-back for rare characters."""
    face = theme.fonts[role]
    faces = [face, *([theme.fallbacks[face.fallback]] if face.fallback else [])]
    return _resolved(role, faces)


def latin_fonts(theme: Theme, role: str) -> RoleFonts:
    """The fonts of digits and Latin letters beside a role's Chinese: as heavy as that is."""
    own = theme.fonts[role].latin
    face = theme.latin.model_copy(update={"files": own}) if own else theme.latin
    return _resolved("latin", [face], LATIN)


def family_names(theme: Theme) -> list[str]:
    """The family names by which a theme and offices know its Chinese fonts."""
    faces = (*theme.fonts.values(), *theme.fallbacks.values())
    return list(dict.fromkeys(name for face in faces for name in (face.office, *face.families)))


def unknown(theme: Theme) -> str:
    """Why it cannot be said what prints on this machine; empty where it can."""
    bare = [role for role in theme.fonts if not role_fonts(theme, role).sources]
    return f"本机没有印{'、'.join(bare)}的字体" if bare else installed().problem


def unprintable(theme: Theme, characters: Iterable[str]) -> set[str]:
    """The characters that no font draws as themselves: no file of the theme, none of the system."""
    left = set(characters)
    for file in _all_files(theme):
        left = {character for character in left if not file.draws(ord(character))}
        if not left:
            return left
    return {character for character in left if ord(character) not in installed_characters()}


def _all_files(theme: Theme) -> Iterator[FontFile]:
    """The files that the theme names and that are there, the fullest first."""
    for face in (*theme.fallbacks.values(), *theme.fonts.values()):
        yield from _font_files(face)
    for role in theme.fonts:
        yield from latin_fonts(theme, role).files


def _resolved(role: str, faces: list[Face], ranges: tuple[Range, ...] = ()) -> RoleFonts:
    return RoleFonts(role, tuple(source for face in faces for source in _sources(face, ranges)))


def _sources(face: Face, ranges: tuple[Range, ...]) -> Iterator[str | FontFile]:
    """The face's first installed family; its file only where none is installed."""
    known = installed().families
    if first := next((name for name in face.families if name in known), None):
        yield first
    else:
        yield from _font_files(face, ranges)


def _font_files(face: Face, ranges: tuple[Range, ...] = ()) -> Iterator[FontFile]:
    """The first of the face's files that is there."""
    for name in face.files:
        for folder in font_folders():
            if (folder / name).is_file():
                yield FontFile((folder / name).stem, folder / name, ranges)
                return
