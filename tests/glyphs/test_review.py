"""The review of fonts against the fonts that are there, and the finder against made pictures."""

from __future__ import annotations

import pytest
from PIL import Image

from generator.theme import load_theme
from generator.write.fonts import latin_fonts, role_fonts
from generator.write.fonts.coverage import coverage, version
from generator.write.fonts.misdrawn import reviews
from tests.glyphs.pictures import Picture, unlike
from tests.glyphs.review import file_of, look
from tests.glyphs.suspects import BLANK, SIZE, TWIN, suspects

ALL = list(reviews())
SEEN = {ord("﹦")}  # drawn at the edge of its place: the finder compares shape, size and height


def _picture(*rows: str, up: float = 0) -> Picture:
    """A picture of rows of ``#`` and blanks, each of 8 × 8 pixels."""
    ink = Image.new("L", (len(rows[0]) * 8, len(rows) * 8))
    for y, row in enumerate(rows):
        for x, mark in enumerate(row):
            if mark == "#":
                ink.paste(255, (x * 8, y * 8, x * 8 + 8, y * 8 + 8))
    wide, high = ink.width / 64, ink.height / 64
    return Picture(ink, (0, up, wide, up + high), 1)


ZERO = _picture("####", "#  #", "#  #", "####")
CROSS = _picture(" ## ", "####", "####", " ## ")
FLAG = _picture("### ", "### ", "#   ", "#   ")
LARGE = _picture(*2 * ["########"], *4 * ["##    ##"], *2 * ["########"])
NOTHING = Picture(None, (0, 0, 0, 0), 1)


def test_shapes_are_compared_whatever_their_size() -> None:
    assert unlike(ZERO, LARGE) < 0.1 < unlike(ZERO, CROSS)


@pytest.mark.parametrize(
    ("face", "found"),
    [
        ({1: ZERO, 2: CROSS, 3: FLAG}, {}),
        ({1: NOTHING, 2: CROSS}, {1: BLANK}),
        ({1: LARGE, 2: CROSS}, {1: SIZE}),
        ({1: _picture("####", "#  #", "#  #", "####", up=0.5)}, {1: SIZE}),
        ({1: ZERO, 2: CROSS, 3: CROSS}, {3: TWIN}),
        ({1: ZERO, 9: CROSS}, {}),
    ],
)
def test_what_is_suspected(face: dict[int, Picture], found: dict[int, str]) -> None:
    assert suspects(face, [{1: ZERO, 2: CROSS, 3: FLAG}]) == found


def test_twins_of_the_reference_are_no_twins() -> None:
    assert suspects({2: CROSS, 3: CROSS}, [{2: CROSS, 3: CROSS}]) == {}
    references: list[dict[int, Picture]] = [{2: CROSS, 3: FLAG}, {2: CROSS, 3: CROSS}]
    assert suspects({2: CROSS, 3: CROSS}, references) == {}


def test_every_font_of_the_theme_was_looked_at() -> None:
    theme = load_theme()
    latin = [file for role in theme.fonts for file in latin_fonts(theme, role).files]
    own = [role_fonts(theme, role).files[0] for role in theme.fonts]
    assert {file.path.name for file in [*latin, *own]} <= set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_version_that_was_looked_at(name: str) -> None:
    review, path = reviews()[name], file_of(name)
    assert version(path) == review.version, f"python -m tests.glyphs {name}"
    assert review.wrong <= set(coverage(path))
    assert not review.wrong & review.right


@pytest.mark.slow
def test_nothing_is_suspected_that_was_not_looked_at() -> None:
    """What is wrong was found in that face or another one, or is seen on a sheet of several."""
    outcomes = {name: look(name) for name in ALL}
    anywhere = {code for outcome in outcomes.values() for code in outcome.suspected}
    for name, outcome in outcomes.items():
        review = reviews()[name]
        assert outcome.compared > 400, name
        assert "".join(map(chr, outcome.new)) == "", name
        assert "".join(map(chr, review.wrong - anywhere - SEEN)) == "", name
