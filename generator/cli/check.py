"""``gongkai check FILE…``: what is wrong in facts files, and what the law asks for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from generator.check import Report
from generator.cli import options
from generator.cli.chinese import Misuse, verb
from generator.cli.messages import FINE, FOUND, UNUSABLE, show, tell
from generator.cli.reporting import Reporting
from generator.findings import Level


@verb()
@options.files
@options.templates
@options.overrides
@options.report_form
@click.option("--strict", is_flag=True, help="有警告也算不通过（退出码 1）。")
@click.option("--compliance", is_flag=True, help="列出公开要求逐条是否做到，在哪里做到。")
def check(
    files: Sequence[Path],
    templates: Sequence[Path],
    overrides: Mapping[str, str],
    form: str,
    strict: bool,
    compliance: bool,
) -> None:
    """核对数据文件：加总、勾稽、文字、科目、要求的内容。不写文件。"""
    reporting = Reporting(form)
    if compliance and not reporting.is_text:
        raise Misuse("--compliance 只用于 --report text", click.get_current_context())
    gravest = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    code = FINE
    for path in files:

        def work(path: Path = path) -> Report:
            return _checked(path, templates, overrides, compliance)

        one, its_code = reporting.alone(path, work)
        if any(finding.level in gravest for finding in one.findings):
            its_code = max(its_code, FOUND)
        code = max(code, its_code)
        if reporting.is_text and its_code != UNUSABLE:
            _print(path, one)
    reporting.conclude()
    sys.exit(code)


def _checked(
    path: Path, templates: Sequence[Path], overrides: Mapping[str, str], compliance: bool
) -> Report:
    from generator.api import check as run_checks
    from generator.api import load

    disclosure = load(path, templates, overrides)
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
