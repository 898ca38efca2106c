"""Wheel and sdist: what is in them, and that a machine with nothing but them makes documents."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.profile import known_profiles
from tests.making import ROOT, Rendered
from tests.packaging.installing import Installed, build, done, empty_environment

FACTS = ROOT / "data" / "published" / "quanzhou-2025-budget.yaml"
LOCK = ROOT / ".ci" / "requirements.txt"
PACKED = {"templates": "generator/_resources", "data": "generator/_resources", "generator": ""}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The locked packages and the wheel in an empty environment."""
    empty = empty_environment(tmp_path_factory.mktemp("installed"))
    pip = (empty.command("python"), "-m", "pip", "install", "--quiet")
    done(*pip, "--require-hashes", "--requirement", LOCK, cwd=empty.folder)
    done(*pip, "--no-deps", "--no-index", wheel, cwd=empty.folder)
    return empty


def _in_the_tree() -> Iterator[str]:
    for folder, place in PACKED.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield (Path(place) / path.relative_to(ROOT)).as_posix()


@pytest.mark.xdist_group("wheel")
def test_the_wheel_holds_program_templates_data_and_lock(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {*_in_the_tree(), "generator/_resources/.ci/requirements.txt"}


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_the_installed_wheel_renders_the_same_bytes(
    installed: Installed, rendered: Rendered
) -> None:
    shutil.copy(FACTS, installed.folder / "预算.yaml")
    result = installed.run("render", "预算.yaml", "-o", "公开")
    assert result.returncode == 0, result.stderr
    for name, content in rendered(FACTS).items():
        assert (installed.folder / "公开" / f"预算.{name}").read_bytes() == content


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_the_installed_wheel_has_its_profiles(installed: Installed) -> None:
    listed = installed.run("gongkai", "profiles")
    assert listed.returncode == 0
    assert [name for name in known_profiles() if name not in listed.stdout] == []


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_the_installed_wheel_lacks_nothing(installed: Installed) -> None:
    result = installed.run("gongkai", "doctor")
    assert result.returncode == 0, result.stdout
    assert str(installed.environment) in result.stdout


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", tmp_path)
    done("tar", "-xf", sdist, cwd=tmp_path)
    again = build("wheel", tmp_path / "wheel", tmp_path / sdist.name.removesuffix(".tar.gz"))
    assert again.read_bytes() == wheel.read_bytes()
