"""``fc-list``: what it says in any encoding, and what is said where it says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.write.fonts import system
from generator.write.fonts.system import installed


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    installed.cache_clear()
    yield
    installed.cache_clear()


def _listing(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "fc-list"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_names_in_any_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = r"printf '宋体,SimSun\n\271\376\316\304\r\n\n 仿宋 \n'"
    _listing(tmp_path, script, monkeypatch)
    assert {"宋体", "SimSun", "仿宋"} < installed().families
    assert "" not in installed().families
    assert installed().problem == ""


FAILURES = {
    "exit 3": r"fc-list 出错（退出码 3）：$",
    "printf 'no \\377 cache' >&2; exit 1": r"fc-list 出错（退出码 1）：no . cache$",
    "kill -9 $$": r"fc-list 出错（退出码 -9）",
    "exec sleep 60": "fc-list 在 0.1 秒内没有答复",
}


@pytest.mark.parametrize(("script", "said"), FAILURES.items())
def test_a_failure_is_told(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _listing(tmp_path, f"echo 宋体; {script}", monkeypatch)
    monkeypatch.setattr(system, "SECONDS", 0.1 if "sleep" in script else 20)
    assert installed().families == frozenset()
    assert re.match(said, installed().problem)


def test_no_such_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installed().problem == "fc-list 不能运行（没有这个文件或文件夹）"
    _listing(tmp_path, "", monkeypatch)
    (tmp_path / "fc-list").chmod(0o644)
    monkeypatch.setenv("PATH", str(tmp_path))
    installed.cache_clear()
    assert installed().problem == "fc-list 不能运行（没有权限）"
