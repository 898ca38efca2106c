"""``gongkai check FILE…``: what is wrong in facts files, and what the law asks for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.messages import (
    FINE,
    FOUND,
    UNUSABLE,
    publish,
    report,
    show,
    tell,
    unforeseen,
    what,
)
from generator.findings import DeclarationError, FindingsError, GongkaiError, Level

if TYPE_CHECKING:
    from generator.check import Report

REPORTS = ("text", "json", "github", "junit", "sarif")


@click.command()
@click.argument("files", metavar="数据文件...", nargs=-1, required=True, type=click.Path())
@click.option("--templates", multiple=True, metavar="文件夹", help="另加的格式文件夹，可多次使用。")
@click.option(
    "--report",
    "form",
    type=click.Choice(REPORTS),
    default="text",
    show_default=True,
    help="报告的形式。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过（退出码 1）。")
@click.option("--compliance", is_flag=True, help="列出公开要求逐条是否做到，在哪里做到。")
def check(
    files: tuple[str, ...], templates: tuple[str, ...], form: str, strict: bool, compliance: bool
) -> None:
    """核对数据文件：加总、勾稽、文字、科目、要求的内容。不写文件。"""
    if compliance and form != "text":
        raise click.UsageError("--compliance 只用于 --report text")
    roots = [Path(name) for name in templates]
    gravest = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    code = FINE
    reports: list[tuple[Path, Report]] = []
    for path in map(Path, files):
        one, its_code = _alone(path, roots, compliance)
        if any(finding.level in gravest for finding in one.findings):
            its_code = max(its_code, FOUND)
        code = max(code, its_code)
        reports.append((path, one))
        if form == "text" and its_code != UNUSABLE:
            _print(path, one)
    if form != "text":
        from generator.check.formats import FORMATS

        publish(FORMATS[form](reports).encode())
    sys.exit(code)


def _alone(path: Path, roots: list[Path], compliance: bool) -> tuple[Report, int]:
    """The report on one file, whatever it holds; the exit code where it could not be checked."""

    from generator.check.report import Report as Checked
    from generator.check.report import unchecked

    try:
        return _checked(path, roots, compliance), FINE
    except FindingsError as error:
        return Checked(error.findings, ()), FINE
    except DeclarationError as error:
        return Checked(error.findings, ()), report(error)
    except GongkaiError as error:
        return unchecked(str(error)), report(error)
    except Exception as error:
        return unchecked(what(error)), unforeseen(error, f"{path}：")


def _checked(path: Path, roots: list[Path], compliance: bool) -> Report:
    from generator.api import check as run_checks
    from generator.api import load

    disclosure = load(path, roots)
    if compliance:
        from generator.check.completeness import requirements

        tell(f"{path}：公开要求")
        for one in requirements(disclosure):
            mark = {True: "✓", False: "✗", None: "－"}[one.met]
            tell(f"  {mark} {one.id} {one.title}：{one.evidence}")
    return run_checks(disclosure)


def _print(path: Path, one: Report) -> None:
    for finding in one.findings:
        show(finding)
    tell(f"{path}：{one.summary}")
