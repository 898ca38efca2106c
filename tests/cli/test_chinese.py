"""Wrong usage and help: no English word is left, and what was meant is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner, Result

from generator.cli.gongkai import command as gongkai
from generator.cli.render import command as render

ENGLISH = re.compile(r"[A-Za-z]{2,}")


def _run(*words: str) -> Result:
    return CliRunner().invoke(gongkai, words, prog_name="gongkai")


WRONG = {
    ("rendr",): "错误：没有命令“rendr”；是不是“render”？",
    ("--nothing",): "错误：没有选项“--nothing”；是不是“--help”？",
    ("render",): "错误：缺少“数据文件”",
    ("check",): "错误：缺少“数据文件”",
    ("explain",): "错误：缺少“代码|数据文件”",
    ("render", "--drft", "x"): "错误：没有选项“--drft”；是不是“--draft”？",
    ("render", "-x", "x"): "错误：没有选项“-x”",
    ("render", "x", "--format"): "错误：--format 后面要有值",
    ("render", "x", "-o"): "错误：-o 后面要有值",
    ("render", "x", "--draft=1"): "错误：--draft 后面不能有值",
    ("render", "x", "--format", "exe"): "错误：--format：没有文件格式“exe”；可用：pdf、docx、html",
    ("render", "x", "-o", ""): "错误：-o --output：不能为空",
    ("render", ""): "错误：“数据文件”：不能为空",
    ("check", "x", "--report", "xml"): "错误：--report：没有报告的形式“xml”；可用：text、json、",
    ("render", "x", "--set", "年度"): "错误：--set：“年度”应写成 路径=值",
    ("render", "x", "--set", "=1"): "错误：--set：“=1”应写成 路径=值",
    ("render", "x", "--set", "年度=1", "--set", "年度=2"): "错误：--set：“年度”给了两次",
    ("explain", "a", "b", "c"): "错误：多出了“c”",
    ("doctor", "x"): "错误：多出了“x”",
    ("schema", "x"): "错误：多出了“x”",
    ("completion",): "错误：缺少“bash|zsh|fish”",
    ("completion", "tcsh"): "错误：“bash|zsh|fish”：没有这种命令行的补全“tcsh”",
}


@pytest.mark.parametrize(("words", "said"), WRONG.items(), ids=range(len(WRONG)))
def test_wrong_usage_is_told_in_chinese(words: tuple[str, ...], said: str) -> None:
    result = _run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    first, second, third = result.stderr.splitlines()
    assert first.startswith("用法：gongkai ") and "[选项]" in first
    assert second.startswith("看说明：gongkai ") and second.endswith(" --help")
    assert third.startswith(said)


def _commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield (), gongkai
    yield from (((name,), one) for name, one in gongkai.commands.items())


COMMANDS = dict(_commands())


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_is_in_chinese(words: tuple[str, ...]) -> None:
    result = _run(*words, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("用法：gongkai")
    assert "\n选项：\n" in result.stdout and "显示这份说明。" in result.stdout
    assert ("\n命令：\n" in result.stdout) == (not words)
    for word in ("Usage", "Options", "Commands", "Show", "default", "exit", "TEXT", "PATH"):
        assert word not in result.stdout


def test_without_a_command_the_help_is_shown() -> None:
    result = _run()
    assert "用法：gongkai" in result.output and "\n命令：\n" in result.output
    assert (
        CliRunner().invoke(render, ["--help"], prog_name="render").stdout.startswith("用法：render")
    )
