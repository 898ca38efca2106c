"""``gongkai doctor``: on a machine that has been set up, and on one that lacks something."""

from __future__ import annotations

import ctypes.util
import importlib
import re
from importlib import metadata

import pytest
from click.testing import CliRunner

from generator.cli import doctor
from generator.cli.gongkai import command
from generator.cli.libraries import LIBRARIES, Library
from generator.theme import load_theme
from generator.write.fonts import Installed


def _doctor() -> tuple[int, str]:
    result = CliRunner().invoke(command, ["doctor"])
    return result.exit_code, result.stdout


def test_it_names_libraries_versions_and_the_font_of_every_role() -> None:
    code, told = _doctor()
    assert code == 0
    roles = list(load_theme().fonts)
    assert roles
    for word in (*roles, "weasyprint", *(library.name for library in LIBRARIES)):
        assert word in told
    assert all(line[0] in "✓✗" for line in told.splitlines() if "：/" in line)


@pytest.mark.parametrize("name", ["pango-1.0：", "harfbuzz：", "fontconfig：", "libyaml "])
def test_libraries_tell_their_own_versions(name: str) -> None:
    assert re.search(rf"{name}\d+\.\d+\.\d+", _doctor()[1])


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_without_a_library_it_says_which_package_has_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = ctypes.util.find_library
    monkeypatch.setattr(
        ctypes.util, "find_library", lambda name: None if name == library.name else find(name)
    )
    code, told = _doctor()
    assert code == (2 if library.needed else 0)
    assert f"✗ {library.name}：没有（Debian 包 {library.package}）" in told


def test_a_library_that_cannot_be_loaded_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: f"lib{name}.so.none")
    assert _doctor()[0] == 2


def test_another_version_than_the_locked_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    version = metadata.version
    monkeypatch.setattr(
        metadata, "version", lambda name: "9.8.7" if name == "pydyf" else version(name)
    )
    code, told = _doctor()
    assert code == 0
    assert re.search(r"与锁定的版本不同：.*pydyf 9\.8\.7（锁定 \d", told)


def test_a_locked_package_that_these_versions_do_without_is_not_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    version = metadata.version

    def without_one(name: str) -> str:
        if name == "typing-inspection":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without_one)
    code, told = _doctor()
    assert code == 0
    assert "typing-inspection" not in told


@pytest.mark.parametrize("error", [ImportError("No module named pydyf"), OSError("no libpango")])
def test_a_package_that_does_not_load_is_said_with_its_reason(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = importlib.import_module

    def fail(name: str) -> object:
        if name == "weasyprint":
            raise error
        return load(name)

    monkeypatch.setattr("generator.cli.doctor.import_module", fail)
    code, told = _doctor()
    assert code == 2
    assert re.search(rf"✗ weasyprint \S+ 不能载入（{error}）", told)


def test_fonts_of_the_system_that_cannot_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.search(r"✓ fontconfig 列出的系统字体：\d+ 个名字", _doctor()[1])
    lost = Installed(frozenset(), "fc-list 在 20 秒内没有答复")
    monkeypatch.setattr("generator.cli.doctor.installed", lambda: lost)
    code, told = _doctor()
    assert code == 2
    assert "✗ fontconfig 列出的系统字体：fc-list 在 20 秒内没有答复" in told


def test_a_version_of_a_font_that_nobody_has_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有看过" not in _doctor()[1]
    monkeypatch.setattr(doctor, "version", lambda path: "0")
    code, told = _doctor()
    assert code == 0
    [line] = [line for line in told.splitlines() if "仿宋：" in line]
    assert "这个版本的字形没有看过" in line
