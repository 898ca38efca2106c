"""The offline bundle: installed where there is no network; what is missing is said in words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from packaging.utils import canonicalize_name

from tests.making import ROOT, Rendered
from tests.packaging.installing import done, empty_environment, run

FACTS = ROOT / "data" / "published" / "quanzhou-2025-budget.yaml"
OFFLINE = ROOT / ".ci" / "offline"
UNSHARE = ("unshare", "--user", "--map-root-user", "--net")
NAMES = ("python3.13", "python3.12", "python3.11", "python3")


def _without_network() -> tuple[str, ...]:
    """What runs a command without network; nothing where the system does not let us."""
    try:
        subprocess.run([*UNSHARE, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return UNSHARE


def _pythons(folder: Path, make: Callable[[Path], object]) -> None:
    """Makes every name of Python that the script looks for."""
    folder.mkdir()
    for name in NAMES:
        make(folder / name)


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked bundle."""
    folder = tmp_path_factory.mktemp("bundle")
    done("bash", ".ci/bundle", folder, cwd=ROOT)
    (archive,) = folder.glob("gongkai-*.tar.gz")
    done("tar", "-xzf", archive, cwd=folder)
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ``PATH`` whose every Python is the one that runs this test, outside its environment."""
    _pythons(tmp_path / "bin", lambda file: file.symlink_to(Path(sys.executable).resolve()))
    return f"{tmp_path / 'bin'}:/usr/bin:/bin"


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_it_installs_and_renders_without_network(
    bundle: Path, tmp_path: Path, path: str, rendered: Rendered
) -> None:
    target, offline = tmp_path / "公开 2", _without_network()
    told = run(*offline, "bash", bundle / "install.sh", target, cwd=tmp_path, PATH=path)
    assert told.returncode == 0, told.stderr
    facts = bundle / "例子" / FACTS.name
    done(*offline, target / "bin" / "render", facts, "-o", "印出", cwd=tmp_path, PATH=path)
    for name, content in rendered(FACTS).items():
        assert (tmp_path / "印出" / f"{FACTS.stem}.{name}").read_bytes() == content


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_it_holds_wheels_fonts_and_licences_and_names_no_index(bundle: Path) -> None:
    assert len(list(bundle.glob("wheels/*.whl"))) > 15
    assert len(list(bundle.glob("fonts/*.[ot]tf"))) == 10
    assert len(list(bundle.glob("fonts/licences/*"))) >= 3
    for name in ("install.sh", "说明.txt", "requirements.txt", "平台.txt"):
        assert "://" not in (bundle / name).read_text("utf-8")


def _mirror(wheels: Path, folder: Path) -> str:
    """The address of a package index of our own that has these wheels."""
    for wheel in wheels.glob("*.whl"):
        place = folder / canonicalize_name(wheel.name.partition("-")[0])
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(wheel, place)
    for place in folder.iterdir():
        links = (f'<a href="{quote(file.name)}">{file.name}</a>' for file in place.iterdir())
        (place / "index.html").write_text("\n".join(links), "utf-8")
    return folder.as_uri()


@pytest.mark.slow
@pytest.mark.xdist_group("wheel")
def test_the_lock_installs_from_a_mirror_and_refuses_what_was_changed_there(
    bundle: Path, tmp_path: Path
) -> None:
    empty = empty_environment(tmp_path)
    mirror = _mirror(bundle / "wheels", tmp_path / "mirror")
    pip = (empty.command("python"), "-m", "pip", "install", "--no-cache-dir", "--require-hashes")
    given = {"PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": mirror}
    lock = ("--requirement", bundle / "requirements.txt")
    done(*pip, *lock, cwd=tmp_path, **given)
    (changed,) = (tmp_path / "mirror" / "pydyf").glob("*.whl")
    with changed.open("ab") as wheel:
        wheel.write(b"changed")
    result = run(*pip, "--force-reinstall", *lock, cwd=tmp_path, **given)
    assert result.returncode != 0
    assert "pydyf" in result.stderr and "sha256" in result.stderr


def _install(tmp_path: Path, *options: str, **variables: str) -> tuple[int, str]:
    """The exit code and the words of the script alone, without anything to install."""
    shutil.copy(OFFLINE / "install.sh", tmp_path)
    result = run("bash", "install.sh", *options, cwd=tmp_path, HOME=str(tmp_path), **variables)
    return result.returncode, result.stderr


def test_it_says_that_python_is_too_old(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("#!/bin/sh\necho 3.9\n")
    old.chmod(0o755)
    _pythons(tmp_path / "bin", lambda file: file.symlink_to(old))
    code, told = _install(tmp_path, PATH=f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert code == 2
    assert "需要 Python 3.11、3.12 或 3.13。本机有： 3.9" in told


@pytest.mark.parametrize("missing", ["pango-1.0", "fontconfig"])
def test_it_says_which_library_is_missing(tmp_path: Path, path: str, missing: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import ctypes.util as util\n"
        "find = util.find_library\n"
        f"util.find_library = lambda name: None if name == {missing!r} else find(name)\n"
    )
    code, told = _install(tmp_path, PATH=path, PYTHONPATH=str(tmp_path))
    assert code == 2
    assert f"缺少系统库：{missing}。" in told and "apt-get install libpango" in told
    assert not (tmp_path / "gongkai").exists()


def test_it_installs_into_no_folder_that_holds_something_else(tmp_path: Path, path: str) -> None:
    (tmp_path / "文件").mkdir()
    (tmp_path / "文件" / "预算.yaml").write_text("文种: 部门预算\n", "utf-8")
    code, told = _install(tmp_path, "文件", PATH=path)
    assert code == 2
    assert "文件夹 文件 里有别的东西" in told
    assert [found.name for found in (tmp_path / "文件").iterdir()] == ["预算.yaml"]
