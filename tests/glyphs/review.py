"""The review in ``data/glyphs.yaml`` against the font files that are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.write.fonts import font_folders
from generator.write.fonts.coverage import coverage, version
from generator.write.fonts.misdrawn import Review, misdrawn, reviews
from tests.glyphs.pictures import Picture, pictures
from tests.glyphs.suspects import suspects

FIRST = 0x21  # before it there are only blanks and controls


@dataclass(frozen=True)
class Outcome:
    """What looking again at a font file gave: how many characters were compared, the suspects,
    and those of them that nobody has judged.
    """

    compared: int
    suspected: Mapping[int, str]
    new: tuple[int, ...]
    version: str


def file_of(name: str) -> Path:
    """The font file of this name. Raises ``FileNotFoundError`` where there is none."""
    for folder in font_folders():
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(name)


@cache
def drawn(name: str) -> Mapping[int, Picture]:
    """Everything that a font file draws."""
    path = file_of(name)
    return pictures(path, (code for code in coverage(path) if code >= FIRST))


def _right(name: str) -> Mapping[int, Picture]:
    """What a reference draws, without what is known to be wrong."""
    wrong = misdrawn(name)
    return {code: picture for code, picture in drawn(name).items() if code not in wrong}


def look(name: str) -> Outcome:
    """Compare a reviewed font file with its references anew."""
    review: Review = reviews()[name]
    references = [_right(other) for other in review.beside]
    compared = sum(any(code in one for one in references) for code in drawn(name))
    found = suspects(drawn(name), references)
    new = tuple(sorted(set(found) - review.wrong - review.right))
    return Outcome(compared, found, new, version(file_of(name)))
