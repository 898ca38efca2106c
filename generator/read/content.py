"""The bytes of a facts file: read without waiting or filling the memory, and made into text."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from generator import limits
from generator.findings import Finding, FindingsError, UnreadableError
from generator.oserrors import kind, reason
from generator.read import rules as rules

BOM_UTF8 = b"\xef\xbb\xbf"
UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
BOMS_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
# how files begin that are no text, or not the text of the facts
FORMATS = {
    b"PK\x03\x04": "Word、Excel 或 WPS 文件（docx、xlsx）或压缩包",
    b"\xd0\xcf\x11\xe0": "旧版 Word、Excel 文件（doc、xls、wps、et）",
    b"{\\rtf": "RTF 文件",
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
}


@dataclass(frozen=True)
class Decoded:
    """Text with the encoding that was not UTF-8, for a note.

    The bytes are ``mark`` and the text with its line ends, encoded by ``codec``.
    """

    text: str
    encoding: str | None = None
    codec: str = "utf-8"
    mark: bytes = b""


def read_bytes(path: Path) -> bytes:
    """The content of an ordinary file of at most ``limits.FILE_BYTES``.

    Raises ``UnreadableError`` where there is no such file or the system refuses, ``FindingsError``
    where it is too large.
    """
    try:
        with open(path, "rb", opener=_open_without_waiting) as stream:
            mode = os.fstat(stream.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise UnreadableError(f"{path}：这是{kind(mode)}，不是普通文件")
            content = stream.read(limits.FILE_BYTES + 1)
    except IsADirectoryError:
        raise UnreadableError(f"{path}：这是一个文件夹，请指明其中的数据文件") from None
    except FileNotFoundError:
        raise UnreadableError(f"{path}：没有这个文件") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}：读不出来（{reason(error)}）") from None
    if len(content) > limits.FILE_BYTES:
        what = f"超过 {limits.FILE_BYTES // 1024 // 1024} MB"
        raise FindingsError([Finding("R105", {"what": what}).at(path, 1, 1)])
    return content


def _open_without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def decode(path: Path, content: bytes) -> Decoded:
    """UTF-8, UTF-16 with its mark, or GBK; line ends become ``\\n``.

    Raises ``FindingsError`` where the content is none of them.
    """
    decoded = decode_as_typed(path, content)
    return replace(decoded, text=re.sub("\r\n?", "\n", decoded.text))


def decode_as_typed(path: Path, content: bytes) -> Decoded:
    """The same with all line ends as they are."""
    if what := next((FORMATS[mark] for mark in FORMATS if content.startswith(mark)), None):
        raise FindingsError([Finding("R115", {"what": what}).at(path, 1, 1)])
    if content.startswith(tuple(UTF16)) and not content.startswith(BOMS_UTF32):
        mark = content[:2]
        try:
            return Decoded(content[2:].decode(UTF16[mark]), "UTF-16", UTF16[mark], mark)
        except UnicodeDecodeError as error:
            raise _not_text(path, error.start + len(mark)) from None
    plain = content.removeprefix(BOM_UTF8)
    try:
        return Decoded(plain.decode("utf-8"), mark=content[: len(content) - len(plain)])
    except UnicodeDecodeError as error:
        return _otherwise(path, content, error)


def _otherwise(path: Path, content: bytes, error: UnicodeDecodeError) -> Decoded:
    """What is not UTF-8: GBK, or UTF-8 that was cut or pasted into."""
    if content.startswith(BOMS_UTF32) or b"\0" in content:
        raise _not_text(path, error.start)
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - damaged
    if content.startswith(BOM_UTF8) or whole > damaged:
        first = text.index("\ufffd")
        line, column = text.count("\n", 0, first) + 1, first - text.rfind("\n", 0, first)
        raise FindingsError([Finding("R110").at(path, line, column)])
    try:
        return Decoded(content.decode("gb18030"), "GBK", "gb18030")
    except UnicodeDecodeError:
        raise _not_text(path, error.start) from None


def _not_text(path: Path, offset: int) -> FindingsError:
    return FindingsError([Finding("R104", {"offset": offset + 1}).at(path, 1, 1)])
