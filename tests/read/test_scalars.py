"""Every scalar stays the text that was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read import read_source


def _read(folder: Path, text: str) -> dict[str, object]:
    path = folder / "facts.yaml"
    path.write_text(text, "utf-8")
    return read_source(path).data


TYPED = [
    "071002",
    "0o17",
    "0x1F",
    "12.10",
    "1_000",
    "1e3",
    "190:20:30",
    "no",
    "Off",
    "是",
    "true",
    "2024-01-31",
    "2024-01-31 08:00:00",
    ".inf",
    "=",
    "1,234.50",
    "１２．５",
    "-0.00",
    "Null",
]


@pytest.mark.parametrize("typed", TYPED)
def test_plain_scalar_is_not_resolved(typed: str, tmp_path: Path) -> None:
    assert _read(tmp_path, f"值: {typed}\n列: [{typed}]\n") == {
        "值": typed,
        "列": typed.split(","),
    }


@pytest.mark.parametrize("typed", TYPED)
def test_key_is_not_resolved(typed: str, tmp_path: Path) -> None:
    assert _read(tmp_path, f"{typed}: 值\n") == {typed: "值"}


@pytest.mark.parametrize("typed", ["", "~", "null"])
def test_only_an_empty_plain_scalar_is_no_value(typed: str, tmp_path: Path) -> None:
    assert _read(tmp_path, f"值: {typed}\n引: '{typed}'\n") == {"值": None, "引": typed}


def test_tags_make_no_objects(tmp_path: Path) -> None:
    text = "甲: !!int '7'\n乙: !!python/object/apply:os.system [exit 1]\n"
    assert _read(tmp_path, text) == {"甲": "7", "乙": ["exit 1"]}


def test_block_scalars_keep_their_lines(tmp_path: Path) -> None:
    assert _read(tmp_path, "甲: |\n  一\n  二\n乙: >-\n  一\n  二\n") == {
        "甲": "一\n二\n",
        "乙": "一 二",
    }


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_any_quoted_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    quoted = text.replace("'", "''")
    assert _read(tmp_path_factory.mktemp("read"), f"值: '{quoted}'\n") == {"值": text}
