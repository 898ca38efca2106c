"""Font files as WeasyPrint finds them: where they lie.

WeasyPrint copies each file of ``@font-face`` to a temporary folder, some 50 MB for each document,
which a killed run leaves behind. ``add_font_face`` stands in the place of its method and names
the file itself to fontconfig.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from generator.write.fonts.misdrawn import misdrawn
from generator.write.pdf.errors import EngineError, WriteError

# descriptors of @font-face that the style sheet may use
KNOWN = {"font_family", "src", "unicode_range"}


def fonts_alone(files: Iterable[Path]) -> Any:
    """A fetcher for WeasyPrint that knows these font files and opens nothing at all."""
    from weasyprint.urls import URLFetcher

    class FontsAlone(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=())
            self.paths = {path.resolve().as_uri(): path.resolve() for path in files}
            self.used: list[Path] = []

        def fetch(self, url: str, headers: Any = None) -> Any:
            raise ValueError(f"不允许读取 {url}")

    return FontsAlone()


def add_font_face(configuration: Any, descriptors: dict[str, Any], fetcher: Any) -> None:
    """Tell fontconfig of the file that a rule names, and of the family and range it gives it.

    Raises ``WriteError`` for a file that is not the theme's, or that is no font.
    """
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2

    if unknown := set(descriptors) - KNOWN:
        raise EngineError(f"@font-face 里有不认识的 {'、'.join(sorted(unknown))}")
    path = _path(descriptors["src"], fetcher)
    name = _unused(path, fetcher)
    charset = _charset(descriptors.get("unicode_range", ()), misdrawn(path.name))
    rules = _rules(name, descriptors["font_family"], charset)
    fontconfig.FcConfigParseAndLoadFromMemory(configuration._config, rules, True)
    if not fontconfig.FcConfigAppFontAddFile(configuration._config, os.fsencode(name)):
        raise WriteError(f"PDF：字体文件 {path} 读不了，或者不是字体")
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", configuration.font_map))


def leave_out_misdrawn(configuration: Any, families: Iterable[str]) -> None:
    """Tell fontconfig which characters not to take from installed families: those drawn wrong."""
    from weasyprint.text.ffi import fontconfig

    for family in families:
        if wrong := misdrawn(family):
            test = f'<test name="family" compare="eq"><string>{escape(family)}</string></test>'
            rules = f"<fontconfig>{_used(test, _charset((), wrong))}</fontconfig>".encode()
            fontconfig.FcConfigParseAndLoadFromMemory(configuration._config, rules, True)


def _path(sources: Any, fetcher: Any) -> Path:
    """The file of the rule's one source."""
    [(_, url)] = sources
    if url not in fetcher.paths:
        raise WriteError(f"PDF：不允许读取 {url}")
    path: Path = fetcher.paths[url]
    return path


def _unused(path: Path, fetcher: Any) -> str:
    """A spelling of the file's name that no other rule has: fontconfig tells rules apart by it."""
    spelling = f"{path.parent}/{'./' * fetcher.used.count(path)}{path.name}"
    fetcher.used.append(path)
    return spelling


def _charset(ranges: Iterable[Any], wrong: Iterable[int]) -> str:
    """Fontconfig's expression for the characters of a file: those of the ranges, or all that it
    has, but none that it draws wrong; empty where it is left as it is.
    """
    limits = "".join(
        f"<charset><range><int>{one.start:#x}</int><int>{one.end:#x}</int></range></charset>"
        for one in ranges
    )
    left_out = "".join(f"<int>{code:#x}</int>" for code in sorted(wrong))
    kept = f"<plus>{limits}</plus>" if limits else "<name>charset</name>"
    if left_out:
        return f"<minus>{kept}<charset>{left_out}</charset></minus>"
    return kept if limits else ""


def _rules(name: str, family: str, charset: str) -> bytes:
    """Fontconfig's rules for one file: its family as it is found, its characters as it is used."""
    test = f'<test name="file" compare="eq"><string>{escape(name)}</string></test>'
    scan = (
        f'<match target="scan">{test}<edit name="family" mode="prepend">'
        f"<string>{escape(family)}</string></edit></match>"
    )
    text = f"<fontconfig>{scan}{_used(test, charset) if charset else ''}</fontconfig>"
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise WriteError(f"PDF：字体文件 {name} 所在的文件夹换一个名字（不是 UTF-8）") from None


def _used(test: str, charset: str) -> str:
    """The rule that gives a font its characters where it is used."""
    return (
        f'<match target="font">{test}<edit name="charset" mode="assign_replace">'
        f"{charset}</edit></match>"
    )
