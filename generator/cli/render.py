"""``render FILE…``: facts files to documents."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from generator.cli.files import refuse_taken, replace_files
from generator.cli.messages import (
    FINE,
    UNASKED,
    on_terminal,
    report,
    say,
    show,
    tell,
    unforeseen,
)
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
    run = Run(paths, Path(output), formats, [Path(name) for name in templates], draft, quiet)
    sys.exit(run.all())


def _refuse_same_names(paths: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(path.stem, path)
        if other is not path:
            raise click.UsageError(f"“{other}”和“{path}”会写成同名的文件，请分开运行")


@dataclass
class Run:
    """One run of the command over several files, each of which stands alone."""

    paths: Sequence[Path]
    folder: Path
    formats: list[str]
    templates: list[Path]
    draft: bool
    quiet: bool
    done: list[Path] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def all(self) -> int:
        """Render every file and say what came of it; the exit code is the gravest of theirs."""
        shown = not self.quiet and len(self.paths) > 1 and on_terminal()
        code = FINE
        try:
            for number, path in enumerate(self.paths, start=1):
                if shown:
                    say(f"[{number}/{len(self.paths)}] {path}", None)
                code = max(code, self._alone(path))
        finally:
            self._conclude()
        return code

    def _alone(self, path: Path) -> int:
        try:
            self.one(path)
        except GongkaiError as error:
            return report(error)
        except Exception as error:
            return unforeseen(error, f"{path}：")
        self.done.append(path)
        return FINE

    def one(self, path: Path) -> None:
        """Render one file and say what was written."""
        from generator.api import load, render
        from generator.write import timed

        steps: list[str] = []

        def timer(step: str, seconds: float) -> None:
            steps.append(f"{step} {seconds:.2f}")

        start = perf_counter()
        targets = {name: self.folder / f"{path.stem}.{name}" for name in self.formats}
        refuse_taken(targets.values(), self._taken)
        with timed("读取", timer):
            disclosure = load(path, self.templates)
        files = render(
            disclosure, self.formats, draft=self.draft, timer=timer, reporter=self._report
        )
        templates = (
            file for folder in disclosure.profile.folders for file in folder.path.rglob("*")
        )
        refuse_taken(targets.values(), dict.fromkeys(templates, "格式的模板"))
        replace_files({targets[name]: files[name] for name in files})
        self.written += targets.values()
        if not self.quiet:
            total = perf_counter() - start
            names = "、".join(map(str, targets.values()))
            tell(f"{names}（{'，'.join(steps)}，共 {total:.2f} 秒）")

    @property
    def _taken(self) -> dict[Path, str]:
        """What no document may be written over, and what it is."""
        facts = dict.fromkeys(self.paths, "要读的数据文件")
        return {**facts, **dict.fromkeys(self.written, "这一次刚写好的文件")}

    def _conclude(self) -> None:
        """What was written and what was not, where there are several files."""
        if self.written and self.formats != ["html"]:
            from generator.write.fonts import installed

            if problem := installed().problem:
                say(f"警告：{problem}；系统里装的字体一个也没有用", "yellow")
        if len(self.paths) == 1:
            return
        left = [path for path in self.paths if path not in self.done]
        if left:
            names = "、".join(map(str, left))
            say(
                f"共 {len(self.paths)} 个数据文件：写好 {len(self.done)} 个，"
                f"没有写 {len(left)} 个（{names}）"
            )
        elif not self.quiet:
            tell(f"共 {len(self.paths)} 个数据文件，都写好了")

    def _report(self, report: Report) -> None:
        """Warnings one by one, notes counted; errors come as an exception, in a draft here."""
        for finding in report.findings:
            told = finding.level is Level.WARNING or finding.code == UNASKED
            if told or (self.draft and finding.level is Level.ERROR):
                show(finding)
        notes = len([one for one in report.of(Level.NOTE) if one.code != UNASKED])
        if notes and not self.quiet:
            say(f"另有 {notes} 个提示，见 gongkai check", None)


def main() -> None:
    """The console command ``render``."""
    start(command, "render")
