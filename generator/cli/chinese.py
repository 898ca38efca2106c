"""Commands whose usage, help and complaints about what was typed are in Chinese.

Click's own words are replaced by the type of its errors and by what these carry, never by the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import IO, Any

import click

from generator.nearest import not_found

OPTIONS, COMMAND = "[选项]", "命令 [参数]..."
HELP = "显示这份说明。"
LONGEST = 100  # characters of a command's help in the list of commands
# click shows the whole help by an error of its own where a group is called without a command
SHOWS_HELP: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())


class Misuse(click.UsageError):
    """Wrong usage, in words of our own."""

    def show(self, file: IO[Any] | None = None) -> None:
        lines = [f"错误：{self.message}"]
        if self.ctx is not None:
            lines = [self.ctx.get_usage(), f"看说明：{self.ctx.command_path} --help", *lines]
        click.echo("\n".join(lines), file=file, err=file is None)


class _Chinese(click.Command):
    """What commands and groups of commands have in common."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except SHOWS_HELP:
            raise
        except click.UsageError as error:
            here = error.ctx or click.Context(self, parent, info_name)
            raise Misuse(_complaint(error, here.command.params), here) from None
        if context.args and not isinstance(self, click.Group):
            raise Misuse(f"多出了“{context.args[0]}”", context)
        return context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        records = (option.get_help_record(ctx) for option in options)
        _section(formatter, "选项", [record for record in records if record])


class Verb(_Chinese):
    """A command."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        # what is left over is told by us
        super().__init__(name, context_settings={"allow_extra_args": True}, **settings)
        self.options_metavar = OPTIONS


class Verbs(_Chinese, click.Group):
    """A group of commands."""

    def __init__(self, name: str | None = None, **settings: Any) -> None:
        super().__init__(name, **settings)
        self.options_metavar, self.subcommand_metavar = OPTIONS, COMMAND

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        lines = [
            (name, one.get_short_help_str(LONGEST)) for name, one in sorted(self.commands.items())
        ]
        _section(formatter, "命令", lines)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            raise Misuse(not_found("命令", args[0], sorted(self.commands)), ctx) from None


def verb(**settings: Any) -> Callable[[Callable[..., None]], click.Command]:
    """The decorator that makes a function a command."""
    return click.command(cls=Verb, **settings)


def _section(formatter: click.HelpFormatter, title: str, lines: list[tuple[str, str]]) -> None:
    if lines:
        formatter.write(f"\n{title}：\n")
        formatter.indent()
        formatter.write_dl(lines)
        formatter.dedent()


def _complaint(error: click.UsageError, known: Sequence[click.Parameter]) -> str:
    """What was typed wrongly; ``known`` is what the command takes."""
    options = [option for option in known if isinstance(option, click.Option)]
    if isinstance(error, click.NoSuchOption):
        names = [name for option in options for name in option.opts]
        return not_found("选项", error.option_name, [*names, "--help"])
    if isinstance(error, click.MissingParameter):
        return f"缺少{_shown(error.param)}"
    if isinstance(error, click.BadParameter):
        return f"{_shown(error.param)}：{error.message}"
    if isinstance(error, click.BadOptionUsage):
        flags = [name for option in options if option.is_flag for name in option.opts]
        return f"{error.option_name} 后面{'不能' if error.option_name in flags else '要'}有值"
    return "用法不对"


def _shown(param: click.Parameter | None) -> str:
    """What a parameter is called in the usage."""
    if isinstance(param, click.Option):
        return " ".join(param.opts)
    return f"“{(param.metavar or param.name or '').strip('.[]')}”" if param else "参数"
