"""A theme that names fonts which draw some characters wrong: no writer takes these from them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest

from generator.compose import ComposedDocument
from generator.theme import Theme, load_theme
from generator.write.docx import write_docx
from generator.write.fonts import font_folders
from generator.write.html import write_html
from generator.write.pdf import write_pdf
from tests.making import document
from tests.write import reading

NAMES = {
    "小标宋": "FandolSong",
    "仿宋": "FandolFang",
    "黑体": "FandolHei",
    "楷体": "FandolKai",
    "宋体": "FandolSong",
}
WRONG = "￥餘～"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _theme() -> Theme:
    """The packaged theme, its fonts by the names of open ones that the system has."""
    theme = load_theme()
    fonts = {
        role: face.model_copy(update={"office": name, "families": [name], "files": []})
        for role, face in theme.fonts.items()
        for name in [NAMES[role]]
    }
    return theme.model_copy(update={"fonts": fonts})


def _document() -> ComposedDocument:
    text = "<p>价￥5，<b>余下餘～</b><br/>完￥</p><h2>￥</h2><p>汉字</p>"
    return document(f'<section class="text">{text}</section>')


def _runs(content: bytes) -> list[tuple[str, str]]:
    """The text of each run with the East Asian font of its own."""
    return [
        (run.text, fonts.get(f"{W}eastAsia", "") if fonts is not None else "")
        for paragraph in docx.Document(BytesIO(content)).paragraphs
        for run in paragraph.runs
        for fonts in [run._r.find(f"{W}rPr/{W}rFonts")]
        if run.text
    ]


def test_runs_of_a_docx_with_a_font_of_their_own() -> None:
    runs = _runs(write_docx(_document(), _theme(), {}))
    assert "".join(text for text, _ in runs) == "价￥5，余下餘～\n完￥￥汉字"
    other = "Noto Serif CJK SC"
    assert [one for one in runs if one[1]] == [
        ("￥", other),
        ("餘～", other),
        ("￥", other),
        ("￥", other),
    ]
    [paragraph, *_] = docx.Document(BytesIO(write_docx(_document(), _theme(), {}))).paragraphs
    assert [run.text for run in paragraph.runs if run.bold] == ["余下", "餘～"]


def test_fonts_of_offices_are_left_alone() -> None:
    assert {font for _, font in _runs(write_docx(_document(), load_theme(), {}))} == {""}


def _holds(ranges: str, character: str) -> bool:
    parts = re.findall(r"U\+([0-9A-F]+)-([0-9A-F]+)", ranges)
    return any(int(first, 16) <= ord(character) <= int(last, 16) for first, last in parts)


def test_a_browser_is_told_which_characters_to_take() -> None:
    html = write_html(_document(), _theme()).decode()
    faces = dict(
        re.findall(r'@font-face { font-family: "(\w+)";[^}]*unicode-range: ([^;]+);', html)
    )
    assert set(faces) == set(NAMES.values())
    for ranges in faces.values():
        assert not [one for one in "￥～" if _holds(ranges, one)]
        assert all(_holds(ranges, one) for one in "汉\0\U0010ffff")
    assert not _holds(faces["FandolSong"], "餘") and _holds(faces["FandolKai"], "餘")
    assert "@font-face" not in write_html(_document(), load_theme()).decode()


@pytest.mark.slow
def test_an_installed_font_is_no_better_than_a_file(tmp_path: Path) -> None:
    [folder] = [one for one in font_folders() if (one / "FandolSong-Regular.otf").is_file()]
    path = tmp_path / "fonts.conf"
    path.write_text(
        f"<fontconfig><dir>{escape(str(folder))}</dir>"
        f"<cachedir>{escape(str(tmp_path))}</cachedir></fontconfig>",
        "utf-8",
    )
    told = subprocess.run(
        [sys.executable, __file__],
        env=os.environ | {"FONTCONFIG_FILE": str(path), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = [tuple(one) for one in json.loads(told.stdout)]
    assert ("汉", "FandolFang") in found
    assert {one for one, _ in found} >= set(WRONG)
    assert not [font for one, font in found if one in WRONG and font.startswith("Fandol")]


if __name__ == "__main__":
    with reading.opened(write_pdf(_document(), _theme()).content) as opened:
        chars = opened.pages[0].chars
        print(json.dumps([(one["text"], one["fontname"].partition("+")[2]) for one in chars]))
