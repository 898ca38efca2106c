"""docs/commands.md: every command and verb with its arguments and options."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from docs.generate.page import page
from generator.cli.gongkai import command as gongkai
from generator.cli.render import command as render

INTRODUCTION = """每个命令都有 `--help`。`render` 与 `gongkai render` 相同。

Every command also has `--help`; `render` is `gongkai render`. Exit codes: 0 fine, 1 the facts \
are wrong (nothing written), 2 all else: usage, files, profiles, templates, fonts."""
WRAPPED = re.compile(r"\s*\n\s*")


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that can be typed, by its name."""
    yield "render", render
    for name, command in sorted(gongkai.commands.items()):
        yield f"gongkai {name}", command


def commands_page() -> str:
    """The text of docs/commands.md."""
    sections = (block for name, command in commands() for block in _section(name, command))
    return page("命令 · Commands", [INTRODUCTION, *sections])


def _section(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f"## {name}"
    yield f"```sh\n{name} {pieces}\n```"
    yield _joined(command.help or "")
    options = [param for param in command.params if isinstance(param, click.Option)]
    if options:
        yield "\n".join(_option(option, context) for option in options)
    if command.epilog:
        yield _joined(command.epilog)


def _option(option: click.Option, context: click.Context) -> str:
    names, text = option.get_help_record(context) or ("", "")
    return f"- `{names}` {_joined(text)}"


def _joined(text: str) -> str:
    """Lines of Chinese become one line, paragraphs stay."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(WRAPPED.sub("", paragraph) for paragraph in paragraphs)
