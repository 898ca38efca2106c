"""What several commands take, with what a shell may complete."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from generator.nearest import not_found
from generator.settings import own_settings, parse_formats
from generator.write import FORMATS

if TYPE_CHECKING:
    Type = click.ParamType[Any]
else:
    Type = click.ParamType  # older releases of click cannot subscript it at run time

REPORTS = ("text", "json", "github", "junit", "sarif")


class PathType(Type):
    """A file or a folder; whether it is there is told by whoever reads it.

    ``words`` may stand in its place.
    """

    name = "路径"

    def __init__(self, kind: str, words: Collection[str] = ()) -> None:
        self.kind, self.words = kind, words

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        if not str(value):
            self.fail("不能为空", param, ctx)
        return Path(value)

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:
        found = [word for word in self.words if incomplete and word.startswith(incomplete.upper())]
        return [*map(CompletionItem, found)] or [CompletionItem(incomplete, type=self.kind)]


class OneOf(Type):
    """One of several words."""

    def __init__(self, what: str, words: Sequence[str]) -> None:
        self.name = "|".join(words)
        self.what, self.words = what, words

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        if value not in self.words:
            self.fail(not_found(self.what, str(value), self.words), param, ctx)
        return str(value)

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class FormatList(Type):
    """Formats of documents, separated by commas."""

    name = "格式"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        try:
            return parse_formats(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:
        typed, comma, last = incomplete.rpartition(",")
        rest = [name for name in FORMATS if name not in typed.split(",")]
        return [CompletionItem(typed + comma + name) for name in rest if name.startswith(last)]


def _overrides(ctx: Any, param: Any, values: Sequence[str]) -> dict[str, str]:
    """The texts by their paths."""
    found: dict[str, str] = {}
    for value in values:
        path, sign, text = value.partition("=")
        if not path or not sign:
            raise click.BadParameter(f"“{value}”应写成 路径=值，如 部门/名称=某某局", ctx, param)
        if path in found:
            raise click.BadParameter(f"“{path}”给了两次", ctx, param)
        found[path] = text
    return found


def _roots(ctx: Any, param: Any, values: Sequence[Path]) -> list[Path]:
    """The folders named on the command line, then the user's own."""
    return [*values, *own_settings().templates]


files = click.argument(
    "files", metavar="数据文件...", nargs=-1, required=True, type=PathType("file")
)
templates = click.option(
    "--templates",
    multiple=True,
    metavar="文件夹",
    type=PathType("dir"),
    callback=_roots,
    help="另加的格式、样式文件夹，可多次使用。",
)
overrides = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="路径=值",
    callback=_overrides,
    help="代替数据文件里的一个值，如 年度=…、支出/1/项目支出=…（列表的项从 1 数起），可多次使用。",
)
report_form = click.option(
    "--report",
    "form",
    metavar="|".join(REPORTS),
    type=OneOf("报告的形式", REPORTS),
    default="text",
    help="报告的形式；不是 text 的，标准输出只有报告。默认 text。",
)
