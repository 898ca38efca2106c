"""Other programs on the same document: LibreOffice from its DOCX, Chromium from its HTML."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import yaml

from benchmarks.facts import ROOT
from benchmarks.process import Case

LIBREOFFICE = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
CHROMIUM = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
)
THEME = ROOT / "templates" / "themes" / "gbt9704" / "theme.yaml"
FONTS = Path(sys.prefix) / "share" / "gongkai" / "fonts"


def installed(names: Sequence[str]) -> str | None:
    """The first of several programs that is on this machine."""
    return next((found for name in names if (found := shutil.which(name))), None)


def version(program: str) -> str:
    """What a program says of itself, in one line."""
    command = [program, "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout
    return said.strip().partition("\n")[0].strip()


def libreoffice(program: str, docx: Path, folder: Path) -> Case:
    """Convert ``docx`` to PDF with a profile folder of its own, and the fonts that we use."""
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(docx)]
    target = folder / f"{docx.stem}.pdf"
    return Case("LibreOffice: DOCX to PDF", command, 0, target, _font_settings(folder))


def chromium(program: str, html: Path, folder: Path) -> Case:
    """Print ``html`` to PDF with a profile folder of its own, and the fonts that we use."""
    target = folder / f"{html.stem}.pdf"
    command = [program, *FLAGS, f"--user-data-dir={folder / 'profile'}"]
    command += [f"--print-to-pdf={target}", html.as_uri()]
    return Case("Chromium: HTML to PDF", command, 0, target, _font_settings(folder))


def _font_settings(folder: Path) -> dict[str, str]:
    """An environment in which our fonts stand in for the faces that DOCX and HTML name."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        "<fontconfig>",
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
        f"<dir>{escape(str(FONTS))}</dir>",
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>",
        *_aliases(),
        "</fontconfig>",
    ]
    path = folder / "fonts.conf"
    path.write_text("\n".join(lines), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


def _aliases() -> Iterator[str]:
    roles = yaml.safe_load(THEME.read_text(encoding="utf-8"))["fonts"]
    for role in roles.values():
        family = _family(FONTS / role["files"][0])
        if family:
            yield (
                f'<alias binding="same"><family>{escape(role["office"])}</family>'
                f"<prefer><family>{escape(family)}</family></prefer></alias>"
            )


def _family(file: Path) -> str:
    if not (file.is_file() and shutil.which("fc-scan")):
        return ""
    command = ["fc-scan", "--format", "%{family[0]}", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
