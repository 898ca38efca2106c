"""``render FILE…``: facts files to documents."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from generator.cli.files import replace_files
from generator.cli.messages import FINE, UNASKED, printable, report, show
from generator.cli.start import start
from generator.findings import GongkaiError, Level

if TYPE_CHECKING:
    from generator.check import Report

    ListType = click.ParamType[list[str]]
else:
    ListType = click.ParamType  # older releases of click cannot subscript it at run time

FORMATS = ("pdf", "docx", "html")
DEFAULT_FORMATS = "pdf,docx"
EPILOG = "退出码：0 正常；1 数据有误（见提示），没有写文件；2 其他：用法、文件、格式、模板、字体。"


class FormatList(ListType):
    """A list of formats separated by commas."""

    name = "格式"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[str]:
        if isinstance(value, list):
            return value
        names = [name.strip().lower() for name in str(value).replace("，", ",").split(",")]
        unknown = [name for name in names if name not in FORMATS]
        if unknown:
            self.fail(f"不认识格式“{unknown[0]}”；可用：{'、'.join(FORMATS)}", param, ctx)
        return list(dict.fromkeys(names))


@click.command(epilog=EPILOG)
@click.argument("files", metavar="数据文件...", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", default="outputs", show_default=True, help="写到哪个文件夹。")
@click.option(
    "--format",
    "formats",
    type=FormatList(),
    default=DEFAULT_FORMATS,
    show_default=True,
    help="写哪些格式（pdf、docx、html），以逗号分隔。",
)
@click.option("--templates", multiple=True, metavar="文件夹", help="另加的格式文件夹，可多次使用。")
@click.option("--draft", is_flag=True, help="每页加“草稿”字样。")
@click.option("-q", "--quiet", is_flag=True, help="不报告写了什么，只报告错误。")
def command(
    files: tuple[str, ...],
    output: str,
    formats: list[str],
    templates: tuple[str, ...],
    draft: bool,
    quiet: bool,
) -> None:
    """把数据文件（YAML）变成公开文件：PDF、DOCX 或 HTML，以数据文件的名字命名。"""
    paths = [Path(name) for name in files]
    _refuse_same_names(paths)
    run = Run(Path(output), formats, [Path(name) for name in templates], draft, quiet)
    sys.exit(run.all(paths))


def _refuse_same_names(paths: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(path.stem, path)
        if other is not path:
            raise click.UsageError(f"“{other}”和“{path}”会写成同名的文件，请分开运行")


class Run:
    """One run of the command over several files."""

    def __init__(
        self, folder: Path, formats: list[str], templates: list[Path], draft: bool, quiet: bool
    ) -> None:
        self.folder = folder
        self.formats = formats
        self.templates = templates
        self.draft = draft
        self.quiet = quiet

    def all(self, paths: Sequence[Path]) -> int:
        """Render every file; the exit code is the gravest of theirs."""
        shown = not self.quiet and len(paths) > 1 and sys.stderr.isatty()
        code = FINE
        with click.progressbar(
            paths, label="生成", file=sys.stderr, hidden=not shown, item_show_func=_name
        ) as bar:
            for path in bar:
                code = max(code, self.one(path))
        return code

    def one(self, path: Path) -> int:
        """Render one file and say what was written."""
        from generator.api import render

        steps: list[str] = []
        start = perf_counter()
        try:
            files = render(
                path,
                self.formats,
                templates=self.templates,
                draft=self.draft,
                timer=lambda step, seconds: steps.append(f"{step} {seconds:.2f}"),
                reporter=self._report,
            )
            targets = {self.folder / f"{path.stem}.{name}": files[name] for name in files}
            replace_files(targets)
        except GongkaiError as error:
            return report(error)
        if not self.quiet:
            total = perf_counter() - start
            names = printable("、".join(map(str, targets)))
            click.echo(f"{names}（{'，'.join(steps)}，共 {total:.2f} 秒）")
        return FINE

    def _report(self, report: Report) -> None:
        """Warnings one by one, notes counted; errors come as an exception, in a draft here."""
        for finding in report.findings:
            told = finding.level is Level.WARNING or finding.code == UNASKED
            if told or (self.draft and finding.level is Level.ERROR):
                show(finding)
        notes = len([one for one in report.of(Level.NOTE) if one.code != UNASKED])
        if notes and not self.quiet:
            click.echo(f"另有 {notes} 个提示，见 gongkai check", err=True)


def _name(path: Path | None) -> str | None:
    return path.name if path else None


def main() -> None:
    """The console command ``render``."""
    start(command, "render")
