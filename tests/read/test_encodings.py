"""Encodings: UTF-8 with and without a mark, GBK, and what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.read import read_source
from tests.findings import found_by

TEXT = "部门:\n  名称: 某某局（汇总）\n  编码: 071002\n"
DATA = {"部门": {"名称": "某某局（汇总）", "编码": "071002"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_encodings_and_line_ends(encoding: str, line_end: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(TEXT.replace("\n", line_end).encode(encoding))
    source = read_source(path)
    assert source.data == DATA
    assert source.place(("部门", "编码")) == (3, 7)


def test_rare_characters_in_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes("名称: 㐂𠮷\n".encode("gb18030"))
    assert read_source(path).data == {"名称": "㐂𠮷"}


OTHERS = {
    "UTF-32": TEXT.encode("utf-32"),
    "UTF-16 without its mark": TEXT.encode("utf-16-le"),
    "noise": b"\xff\xff\xff",
}


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(content)
    [finding] = found_by(lambda: read_source(path))
    assert (finding.code, finding.line, finding.column) == ("R104", 1, 1)
