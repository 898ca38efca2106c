"""Which file or installed family serves each font role."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.oserrors import reason
from generator.theme import Face, Theme

VARIABLE = "GONGKAI_FONTS"
SECONDS = 20  # that fc-list may take
FOLDER = Path("share") / "gongkai" / "fonts"


@dataclass(frozen=True)
class FontFile:
    """A font file that is loaded by its path, under a family name of our own."""

    family: str
    path: Path


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


@dataclass(frozen=True)
class Installed:
    """The families that fontconfig knows; ``problem`` says why it could not be asked."""

    families: frozenset[str]
    problem: str = ""


@cache
def installed() -> Installed:
    """What ``fc-list`` lists: without it no font of the system is used, which is told, not hidden.

    Its output is bytes: a name in an encoding that is not UTF-8 is none that a theme could name.
    """
    try:
        listed = subprocess.run(
            ["fc-list", "--format", "%{family}\\n"], capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return Installed(frozenset(), f"fc-list 在 {SECONDS} 秒内没有答复")
    except OSError as error:
        return Installed(frozenset(), f"fc-list 不能运行（{reason(error)}）")
    if listed.returncode:
        said = listed.stderr.decode("utf-8", "replace").strip()
        return Installed(frozenset(), f"fc-list 出错（退出码 {listed.returncode}）：{said}")
    lines = listed.stdout.decode("utf-8", "replace").splitlines()
    return Installed(frozenset(name.strip() for line in lines for name in line.split(",")) - {""})


def role_fonts(theme: Theme, role: str) -> RoleFonts:
    """The fonts of a role: its own, then those of its fall-back for rare characters."""
    face = theme.fonts[role]
    faces = [face, *([theme.fallbacks[face.fallback]] if face.fallback else [])]
    return _resolved(role, faces)


def latin_fonts(theme: Theme, role: str) -> RoleFonts:
    """The fonts of digits and Latin letters beside a role's Chinese: as heavy as that is."""
    own = theme.fonts[role].latin
    face = theme.latin.model_copy(update={"files": own}) if own else theme.latin
    return _resolved("latin", [face])


def _resolved(role: str, faces: list[Face]) -> RoleFonts:
    return RoleFonts(role, tuple(source for face in faces for source in _sources(face)))


def _sources(face: Face) -> Iterator[str | FontFile]:
    """The face's first installed family; its file only where none is installed."""
    known = installed().families
    if first := next((name for name in face.families if name in known), None):
        yield first
        return
    for path in _files(face):
        yield FontFile(path.stem, path)


def _files(face: Face) -> Iterator[Path]:
    """The first of the face's files that is there."""
    for name in face.files:
        for folder in font_folders():
            if (folder / name).is_file():
                yield folder / name
                return
