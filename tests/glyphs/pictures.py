"""What a font draws for a character: its ink, where that lies, and its shape for comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageStat

EM = 64  # pixels
GRID = 16
REACH = 2.1  # standard deviations of the ink to each side that a shape takes in
LEVELS = (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0, 1.5)  # of grey, in standard deviations
BLUR = ImageFilter.Kernel((3, 3), (1, 2, 1, 2, 4, 2, 1, 2, 1))
_AFFINE, _BILINEAR, _MEAN = (
    Image.Transform.AFFINE,
    Image.Resampling.BILINEAR,
    Image.Resampling.BOX,
)
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Picture:
    """A drawn character: the ink cut out, its box and the advance, both in em.

    The box is left, bottom, right, top from the point on the baseline where drawing starts.
    """

    ink: Image.Image | None
    box: Box
    advance: float
    BITS: ClassVar[int] = GRID * GRID * len(LEVELS)

    @cached_property
    def shape(self) -> int:
        """The shape whatever its size, place, proportions and weight, as bits.

        The ink is brought to one mean and one spread in both directions; then a point counts as
        many bits as the levels of grey that it passes.
        """
        return _shape(self.ink) if self.ink else 0

    @property
    def blank(self) -> bool:
        return self.ink is None

    @property
    def size(self) -> float:
        """The longer side of the ink."""
        left, bottom, right, top = self.box
        return max(right - left, top - bottom)

    @property
    def middle(self) -> float:
        """The height of the ink's middle above the baseline."""
        return (self.box[1] + self.box[3]) / 2


def unlike(one: Picture, other: Picture) -> float:
    """How unlike two shapes are: 0 for the same, about 0.5 for any two characters."""
    return (one.shape ^ other.shape).bit_count() / Picture.BITS


def pictures(path: Path, codes: Iterable[int]) -> dict[int, Picture]:
    """What the font file draws for code points that it has."""
    font = ImageFont.truetype(str(path), EM, layout_engine=ImageFont.Layout.BASIC)
    return {code: _picture(font, chr(code)) for code in codes}


def _picture(font: ImageFont.FreeTypeFont, character: str) -> Picture:
    advance = font.getlength(character) / EM
    paper = Image.new("L", (3 * EM, 3 * EM))
    ImageDraw.Draw(paper).text((EM, 2 * EM), character, fill=255, font=font, anchor="ls")
    ink = paper.getbbox()
    if ink is None:
        return Picture(None, (0, 0, 0, 0), advance)
    left, top, right, bottom = (side / EM for side in ink)
    return Picture(paper.crop(ink), (left - 1, 2 - bottom, right - 1, 2 - top), advance)


def _shape(ink: Image.Image) -> int:
    """The ink brought to one middle and one spread, as bits."""
    (x, wide), (y, high) = _spread(ink, 0), _spread(ink, 1)
    steps = 2 * REACH * wide / (3 * GRID), 2 * REACH * high / (3 * GRID)
    place = (steps[0], 0, x - REACH * wide, 0, steps[1], y - REACH * high)
    even = ink.transform((3 * GRID, 3 * GRID), _AFFINE, place, _BILINEAR)
    grey = even.resize((GRID, GRID), _MEAN).filter(BLUR)
    found = ImageStat.Stat(grey)
    [mean], [deviation] = found.mean, found.stddev
    passed = (
        grey.point([255 * (value > mean + level * deviation) for value in range(256)], "1")
        for level in LEVELS
    )
    return int.from_bytes(b"".join(level.tobytes() for level in passed))


def _spread(ink: Image.Image, axis: int) -> tuple[float, float]:
    """The middle of the ink along an axis and its standard deviation (at least one pixel)."""
    length = ink.size[axis]
    line = ink.resize((length, 1) if axis == 0 else (1, length), _MEAN).tobytes()
    weight = sum(line) or 1
    middle = sum(place * value for place, value in enumerate(line)) / weight
    variance = sum((place - middle) ** 2 * value for place, value in enumerate(line)) / weight
    return middle, max(1.0, variance**0.5)
