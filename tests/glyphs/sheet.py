"""Suspected characters side by side with the references, for the eye."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

EM, GAP, LABEL = 56, 12, 18
COLUMNS = 14


def sheet(files: Sequence[Path], codes: Sequence[int]) -> Image.Image:
    """Each character as every one of the font files draws it, one below the other."""
    fonts = [ImageFont.truetype(str(path), EM) for path in files]
    wide, high = EM + GAP, (EM + GAP) * len(files) + LABEL
    rows = -(-len(codes) // COLUMNS)
    paper = Image.new("L", (wide * COLUMNS, high * rows), 255)
    draw = ImageDraw.Draw(paper)
    for index, code in enumerate(codes):
        left, top = index % COLUMNS * wide, index // COLUMNS * high
        draw.text((left + 4, top + 2), f"{code:04X}", fill=96)
        for row, font in enumerate(fonts):
            up = top + LABEL + row * (EM + GAP)
            draw.rectangle((left, up, left + EM, up + EM), outline=216)
            draw.text((left, up + 0.88 * EM), chr(code), fill=0, font=font, anchor="ls")
    return paper
