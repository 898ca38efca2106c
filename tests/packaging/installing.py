"""Builds wheel and sdist, makes empty environments, runs what is installed there."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.making import ROOT

FONTS = Path(sys.prefix) / "share" / "gongkai" / "fonts"


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command's result, in an environment that shows it neither this checkout nor its Python."""
    hidden = ("PYTHON", "VIRTUAL_ENV", "COV", "GONGKAI")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**inherited, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def done(*command: str | Path, cwd: Path, **variables: str) -> str:
    """The standard output of a command that must succeed."""
    result = run(*command, cwd=cwd, **variables)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def build(target: str, folder: Path, tree: Path = ROOT) -> Path:
    """The ``wheel`` or ``sdist`` of a source tree, built into a folder without network."""
    done(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=tree)
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


@dataclass(frozen=True)
class Installed:
    """An environment with the program, and the folder to use it in."""

    environment: Path
    folder: Path

    def command(self, name: str) -> Path:
        return self.environment / "bin" / name

    def run(self, name: str, *options: str | Path) -> subprocess.CompletedProcess[str]:
        return run(self.command(name), *options, cwd=self.folder, GONGKAI_FONTS=str(FONTS))


def empty_environment(folder: Path) -> Installed:
    """A virtual environment with pip and nothing else, and an empty folder beside it."""
    venv.create(folder / "environment", with_pip=True, symlinks=True)
    (folder / "elsewhere").mkdir()
    return Installed(folder / "environment", folder / "elsewhere")
