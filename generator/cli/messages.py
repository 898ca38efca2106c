"""What the commands say, and the exit code that follows: 0 fine, 1 wrong facts, 2 all else.

What is *said* goes with the work: a stream that fails never stops it. What is *published* is the
work of a command that was asked for a text: where it cannot be written, that is an error.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress

import click

from generator.findings import (
    DeclarationError,
    Finding,
    FindingsError,
    GongkaiError,
    Level,
    UnreadableError,
)
from generator.oserrors import reason
from generator.printable import printable

FINE, FOUND, UNUSABLE = 0, 1, 2
UNASKED = "R207"  # the one note that every command tells: the output may not be what was expected
DEBUG = "GONGKAI_DEBUG"
COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def say(text: str, colour: str | None = "red") -> None:
    """Print a line to stderr, in colour on a terminal; where it cannot be read, so be it."""
    with suppress(Exception):
        click.secho(printable(text), fg=colour, err=True)


def tell(text: str) -> None:
    """Print a line to stdout on what was done; where it cannot be read, so be it."""
    with suppress(Exception):
        click.echo(printable(text))


def on_terminal() -> bool:
    """Whether somebody looks on while stderr is written."""
    with suppress(Exception):
        return sys.stderr is not None and sys.stderr.isatty()
    return False


def publish(content: bytes | Iterable[str]) -> None:
    """Write what a command was asked for to stdout: lines of text, or bytes as they are.

    Raises ``UnreadableError`` where they cannot be written; a reader who has gone has had enough.
    """
    if not content:
        return
    if sys.stdout is None:
        raise UnreadableError("标准输出：写不进去（已经关闭）")
    try:
        click.echo(content if isinstance(content, bytes) else "\n".join(map(printable, content)))
    except BrokenPipeError:
        return
    except (OSError, ValueError) as error:
        raise UnreadableError(f"标准输出：写不进去（{reason(error)}）") from None


def show(finding: Finding) -> None:
    """Print a finding to stderr, in its level's colour on a terminal."""
    say(str(finding), COLOURS[finding.level])


def report(error: GongkaiError) -> int:
    """Print an error to stderr and return the exit code it asks for."""
    if isinstance(error, FindingsError | DeclarationError):
        for finding in error.findings:
            show(finding)
    else:
        say(f"错误：{error}")
    return FOUND if isinstance(error, FindingsError) else UNUSABLE


def unforeseen(error: Exception, where: str = "") -> int:
    """Say that nobody foresaw this, with ``GONGKAI_DEBUG=1`` its traceback; the exit code."""
    if os.environ.get(DEBUG):
        with suppress(Exception):
            traceback.print_exception(error)
    say(f"错误：{where}{what(error)}，没有写文件")
    if isinstance(error, MemoryError):
        say("关掉别的程序再运行；数据多的，分成几份文件")
        return UNUSABLE
    say(f"请设置环境变量 {DEBUG}=1 再运行一次，把显示的内容连同数据文件报告给开发者")
    return UNUSABLE


def what(error: Exception) -> str:
    """An error that nobody foresaw, in a few words."""
    if isinstance(error, MemoryError):
        return "内存不足"
    told = f"，{reason(error)}" if isinstance(error, OSError) else ""
    return f"程序没有料到的问题（{type(error).__name__}{told}）"
