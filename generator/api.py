"""What anyone may call from Python: load, check, render."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from generator.check import Report
from generator.check import run_checks as check
from generator.disclosure import Disclosure, load
from generator.findings import FindingsError, Level
from generator.write import FORMATS, Timer, timed, write


def render(
    facts: Path | Disclosure,
    formats: Iterable[str] = ("pdf", "docx"),
    *,
    templates: Sequence[Path] = (),
    draft: bool = False,
    timer: Timer = lambda step, seconds: None,
    reporter: Callable[[Report], None] = lambda report: None,
) -> dict[str, bytes]:
    """The document of a facts file in each of ``formats`` (pdf, docx, html).

    ``reporter`` is given the report of all checks. Raises ``FindingsError`` where the facts are
    wrong (a ``draft`` is written all the same and marked so), and other ``GongkaiError`` where the
    file, the profile or a template is.
    """
    unknown = set(formats) - set(FORMATS)
    if unknown:
        raise ValueError(f"unknown formats: {', '.join(sorted(unknown))}")
    if isinstance(facts, Disclosure):
        disclosure = facts
    else:
        with timed("读取", timer):
            disclosure = load(facts, templates)
    with timed("生成", timer):
        document = replace(disclosure.printed.document, draft=draft)
    with timed("核对", timer):
        report = check(disclosure)
    reporter(report)
    if not report.valid and not draft:
        raise FindingsError(report.of(Level.ERROR))
    return write(document, disclosure.theme, formats, timer)


__all__ = ["Disclosure", "Report", "check", "load", "render"]
