"""Facts files as editors and systems write them."""

from __future__ import annotations

import pytest

from tests.hard.conftest import Office
from tests.making import facts

TEXT = facts("支出: [{科目: 2101501, 基本支出: 20}]\n合理保障: 镕、㐂和鎔\n")
PRINTED = ["某某局", "2101501：20.00", "镕、㐂和鎔"]
BE = b"\xfe\xff" + TEXT.encode("utf-16-be")
WRITTEN = {
    "UTF-8": (TEXT.encode(), []),
    "UTF-8 with its mark": (TEXT.encode("utf-8-sig"), []),
    "Windows line ends": (TEXT.replace("\n", "\r\n").encode(), []),
    "old Mac line ends": (TEXT.replace("\n", "\r").encode(), []),
    "GB18030": (TEXT.encode("gb18030"), ["1:1 R201"]),
    "Notepad's Unicode": (TEXT.encode("utf-16"), ["1:1 R201"]),
    "Notepad's Unicode big endian": (BE, ["1:1 R201"]),
}


@pytest.mark.parametrize(("content", "notes"), WRITTEN.values(), ids=WRITTEN)
def test_read(content: bytes, notes: list[str], office: Office) -> None:
    assert office.printed(content) == PRINTED
    assert office.notes(content) == notes


def test_gbk(office: Office) -> None:
    content = TEXT.replace("㐂", "喜").encode("gbk")
    assert office.printed(content)[0] == "某某局"
    assert "文件按 GBK 编码读取" in office.run("check", office.folder / "facts.yaml").stderr


UTF8 = TEXT.encode()
PASTED = UTF8 + "重点压减: 会议费\n".encode("gbk")
OTHERS = {
    "cut in the middle of a character": (UTF8[:-6], "6:10 R110"),
    "GBK pasted into UTF-8": (PASTED, "7:1 R110"),
    "UTF-16 without its mark": (TEXT.encode("utf-16-le"), "1:1 R104"),
    "half a character of UTF-16": (TEXT.encode("utf-16") + b"\x00\xd8", "1:1 R104"),
    "UTF-32": (TEXT.encode("utf-32"), "1:1 R104"),
    "UTF-16 of noise": (b"\xff\xfe\x00\xd8\x41\x00", "1:1 R104"),
}


@pytest.mark.parametrize(("content", "found"), OTHERS.values(), ids=OTHERS)
def test_refused(content: bytes, found: str, office: Office) -> None:
    assert office.refused(content)[0] == found
