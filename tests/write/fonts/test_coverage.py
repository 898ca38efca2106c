"""The characters of font files, as the library for fonts reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.theme import load_theme
from generator.write.css import font_files
from generator.write.fonts.coverage import coverage, merged, version

FILES = font_files(load_theme())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_character_and_the_version(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        known = set(font.getBestCmap())
        checksum = font["head"].checkSumAdjustment
    assert len(known) > 500
    assert set(coverage(path)) == known
    around = {code + step for code in known for step in (-1, 0, 1)}
    assert {code for code in around if code in coverage(path)} == known
    assert version(path) == f"{checksum:08X}"


@pytest.mark.parametrize("content", [b"", b"OTTO", b"OTTO\0\x09" + bytes(40), bytes(200)])
def test_what_is_no_font_has_nothing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "font.otf"
    path.write_bytes(content)
    assert list(coverage(path)) == []
    assert version(path) == ""
    assert list(coverage(tmp_path / "none.otf")) == []


def test_ranges_in_any_order() -> None:
    assert merged([(5, 6), (1, 2), (3, 3), (9, 9), (2, 2)]).ranges == ((1, 3), (5, 6), (9, 9))
