"""The system's libraries that PDFs are made with: which are there, in which version."""

from __future__ import annotations

import ctypes.util
from collections.abc import Callable
from dataclasses import dataclass


def _text(name: str) -> Callable[[ctypes.CDLL], str]:
    """Asks a function of the library that returns its version as text."""

    def version(library: ctypes.CDLL) -> str:
        function = library[name]
        function.restype = ctypes.c_char_p
        return str(function().decode("ascii"))

    return version


def _fontconfig(library: ctypes.CDLL) -> str:
    number = library.FcGetVersion()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _untold(_: ctypes.CDLL) -> str:
    """A library that comes with another one, in its version, and does not tell it itself."""
    return ""


@dataclass(frozen=True)
class Library:
    """A system library: its Debian package, how it tells its version, what is lost without it."""

    name: str
    package: str
    version: Callable[[ctypes.CDLL], str]
    without: str = "不能写 PDF"
    needed: bool = True

    def found(self) -> str | None:
        """The file that is loaded, after the version that it tells; None where there is none."""
        file = ctypes.util.find_library(self.name)
        try:
            version = self.version(ctypes.CDLL(file)) if file else ""
        except (OSError, AttributeError):  # of another processor, broken, or too old to say
            return None
        return f"{version}（{file}）" if version else file


LIBRARIES = (
    Library("pango-1.0", "libpango-1.0-0", _text("pango_version_string")),
    Library("pangoft2-1.0", "libpangoft2-1.0-0", _untold),
    Library("harfbuzz", "libharfbuzz0b", _text("hb_version_string")),
    Library("harfbuzz-subset", "libharfbuzz-subset0", _untold, "写 PDF 会慢一倍以上", False),
    Library("fontconfig", "libfontconfig1", _fontconfig),
)
