"""``gongkai completion``: what a shell needs to complete commands, options and their values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from generator.cli.chinese import verb
from generator.cli.options import OneOf

SHELLS = ("bash", "zsh", "fish")
COMMANDS = ("gongkai", "render")


@verb()
@click.argument("shell", metavar="bash|zsh|fish", type=OneOf("这种命令行的补全", SHELLS))
def completion(shell: str) -> None:
    """打印命令行补全的脚本。

    用 bash 的，把下面一行写进 ~/.bashrc：

    eval "$(gongkai completion bash)"

    zsh 写进 ~/.zshrc；fish 存为 ~/.config/fish/completions/gongkai.fish。
    """
    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"没有 {shell} 的补全")
    for name in COMMANDS:
        one = made(click.Command(name), {}, name, f"_{name.upper()}_COMPLETE")
        click.echo(one.source_template % one.source_vars())
