"""Shell completion: the scripts, and what they are told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from generator.cli.completion import SHELLS
from generator.cli.gongkai import command
from generator.profile import known_profiles


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_serves_both_commands(shell: str) -> None:
    result = CliRunner().invoke(command, ["completion", shell])
    assert (result.exit_code, result.stderr) == (0, "")
    for name in ("gongkai", "render"):
        assert f"_{name.upper()}_COMPLETE={shell}_complete" in result.stdout
    assert "%(" not in result.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_takes_the_script(tmp_path: Path) -> None:
    script = CliRunner().invoke(command, ["completion", "bash"]).stdout
    (tmp_path / "script").write_text(script, "utf-8")
    run = subprocess.run(
        ["bash", "--norc", "-c", "source ./script; complete -p gongkai render"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "-F _gongkai_completion gongkai" in run.stdout
    assert "-F _render_completion render" in run.stdout


def _completed(*words: str) -> list[str]:
    """What bash is told for the last of ``words``: lines of type and value."""
    name = words[0]
    asked = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    asked[f"_{name.upper()}_COMPLETE"] = "bash_complete"
    module = "gongkai" if name == "gongkai" else "render"
    run = subprocess.run(
        [sys.executable, "-c", f"from generator.cli.{module} import main; main()"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **asked},
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.split()


def test_what_is_completed() -> None:
    assert "plain,render" in _completed("gongkai", "ren")
    assert _completed("render", "--format", "pdf,d") == ["plain,pdf,docx"]
    assert _completed("gongkai", "check", "--report", "j") == ["plain,json", "plain,junit"]
    assert _completed("gongkai", "profiles", "fuj") == ["plain,fujian-budget"]
    assert _completed("render", "预") == ["file,预"]
    assert _completed("render", "-o", "公") == ["dir,公"]


def test_values_are_completed(tmp_path: Path) -> None:
    def asked(*words: str) -> list[str]:
        shell = ShellComplete(command, {}, "gongkai", "_GONGKAI_COMPLETE")
        return [one.value for one in shell.get_completions(list(words[:-1]), words[-1])]

    assert asked("profiles", "") == known_profiles()
    (tmp_path / "我的").mkdir()
    (tmp_path / "我的" / "profile.yaml").touch()
    assert asked("profiles", "--templates", str(tmp_path), "我") == ["我的"]
    assert asked("explain", "F20") == [f"F20{number}" for number in range(1, 9)]
    assert asked("render", "--format", "html,") == ["html,pdf", "html,docx"]
