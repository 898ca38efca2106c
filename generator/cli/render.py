"""``render FILE…``: facts files to documents."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import click

from generator.check import Report
from generator.cli import options
from generator.cli.chinese import Misuse, verb
from generator.cli.files import refuse_taken, replace_files
from generator.cli.messages import FINE, FOUND, UNASKED, on_terminal, say, show, tell
from generator.cli.reporting import Reporting
from generator.cli.start import start
from generator.findings import FindingsError, GongkaiError, Level
from generator.settings import Settings, own_settings, settings_beside

FORMATS, OUTPUT = ("pdf", "docx"), Path("outputs")
LONG = 20_000  # cells and paragraphs, which take ten seconds or more
EPILOG = "退出码：0 正常；1 数据有误（见提示），没有写文件；2 其他：用法、文件、格式、模板、字体。"


@verb(epilog=EPILOG)
@options.files
@click.option(
    "-o",
    "--output",
    metavar="文件夹",
    type=options.PathType("dir"),
    help="写到哪个文件夹。默认 outputs。",
)
@click.option(
    "--format",
    "formats",
    type=options.FormatList(),
    help="写哪些格式（pdf、docx、html），以逗号分隔。默认 pdf,docx。",
)
@options.templates
@options.overrides
@options.report_form
@click.option("--draft", is_flag=True, help="每页加“草稿”字样。")
@click.option("-q", "--quiet", is_flag=True, help="不报告写了什么，只报告错误。")
def command(
    files: Sequence[Path],
    output: Path | None,
    formats: tuple[str, ...] | None,
    templates: Sequence[Path],
    overrides: Mapping[str, str],
    form: str,
    draft: bool,
    quiet: bool,
) -> None:
    """把数据文件（YAML）变成公开文件：PDF、DOCX 或 HTML，以数据文件的名字命名。"""
    told = Settings(formats, output, tuple(templates))
    run = Run(files, told, own_settings(), overrides, Reporting(form), draft, quiet)
    _refuse_same_names(run)
    sys.exit(run.all())


def _refuse_same_names(run: Run) -> None:
    seen: dict[Path, Path] = {}
    for path in run.paths:
        with suppress(GongkaiError):  # it is told when it is the file's turn
            other = seen.setdefault(run.target(path)[1] / path.stem, path)
            if other is not path:
                problem = f"“{other}”和“{path}”会写成同名的文件，请分开运行"
                raise Misuse(problem, click.get_current_context())


@dataclass
class Run:
    """One run of the command over several files, each of which stands alone."""

    paths: Sequence[Path]
    told: Settings
    own: Settings
    overrides: Mapping[str, str]
    reporting: Reporting
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
        self.reporting.conclude()
        return code

    def _alone(self, path: Path) -> int:
        """Render one file; the exit code."""
        found, code = self.reporting.alone(path, lambda: self.one(path))
        wrong = found.findings
        if code == FINE and not found.valid and not self.draft:
            code, wrong = FOUND, found.of(Level.ERROR)
        if code == FOUND and self.reporting.is_text:
            for finding in wrong:
                show(finding)
        if code == FINE:
            self.done.append(path)
        return code

    def target(self, path: Path) -> tuple[tuple[str, ...], Path]:
        """The formats and the folder of a file: told on the command line, set beside the facts, or
        by the user."""
        layers = (self.told, settings_beside(path), self.own)
        formats = (one.formats for one in layers if one.formats)
        folders = (one.output for one in layers if one.output)
        return next(formats, FORMATS), next(folders, OUTPUT)

    def one(self, path: Path) -> Report:
        """Render one file and say what was written; nothing is where its report is not valid."""
        from generator.api import load, render
        from generator.write import timed

        steps: list[str] = []
        reports: list[Report] = []

        def timer(step: str, seconds: float) -> None:
            steps.append(f"{step} {seconds:.2f}")

        def reporter(report: Report) -> None:
            reports.append(report)
            self._tell(report)
            self._warn(formats, disclosure.printed.document.parts)

        start = perf_counter()
        formats, folder = self.target(path)
        targets = {name: folder / f"{path.stem}.{name}" for name in formats}
        refuse_taken(targets.values(), self._taken)
        with timed("读取", timer):
            disclosure = load(path, self.told.templates, self.overrides)
        try:
            files = render(disclosure, formats, draft=self.draft, timer=timer, reporter=reporter)
        except FindingsError:
            return reports[0]
        templates = (one.path / name for one in disclosure.profile.folders for name in one.names())
        refuse_taken(targets.values(), dict.fromkeys(templates, "格式的模板"))
        replace_files({targets[name]: files[name] for name in files})
        self.written += targets.values()
        total = perf_counter() - start
        names = "、".join(map(str, targets.values()))
        self._say(f"{names}（{'，'.join(steps)}，共 {total:.2f} 秒）")
        return reports[0]

    @property
    def _taken(self) -> dict[Path, str]:
        """What no document may be written over, and what it is."""
        facts = dict.fromkeys(self.paths, "要读的数据文件")
        return {**facts, **dict.fromkeys(self.written, "这一次刚写好的文件")}

    def _conclude(self) -> None:
        """What was written and what was not, where there are several files."""
        if any(path.suffix != ".html" for path in self.written):
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
        else:
            self._say(f"共 {len(self.paths)} 个数据文件，都写好了")

    def _say(self, text: str) -> None:
        """What was done; on stderr where stdout is for the report."""
        if self.quiet:
            return
        if self.reporting.is_text:
            tell(text)
        else:
            say(text, None)

    def _warn(self, formats: Collection[str], parts: int) -> None:
        """Who looks on is told before a document is laid out that takes long."""
        laid_out = not {"pdf", "docx"}.isdisjoint(formats)
        if laid_out and parts > LONG and not self.quiet and on_terminal():
            say(f"要印 {parts:,} 个格和段，排版要等一会儿", None)

    def _tell(self, report: Report) -> None:
        """Warnings one by one, notes counted; errors of a draft, which stop nothing."""
        if not self.reporting.is_text:
            return
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
