"""A report in the forms that other programs read: text that anything can carry, in UTF-8."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import etree

from generator.check.report import UNCHECKED, Report, path_of
from generator.findings import Finding, Level
from generator.printable import printable

Reports = Sequence[tuple[Path, Report]]
GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
SARIF = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(reports: Reports) -> str:
    """One object per file: valid, counts, findings and silenced findings."""
    files = [
        {
            "file": printable(str(path)),
            "valid": report.valid,
            "counts": {level.name.lower(): len(report.of(level)) for level in Level},
            "findings": [_entry(path, finding) for finding in report.findings],
            "silenced": [_entry(path, finding) for finding in report.silenced],
        }
        for path, report in reports
    ]
    return json.dumps(files, ensure_ascii=False, indent=2)


def _entry(path: Path, finding: Finding) -> dict[str, Any]:
    return {
        "file": printable(str(finding.file or path)),
        "code": finding.code,
        "level": finding.level.name.lower(),
        "title": finding.rule.title,
        "message": printable(finding.message),
        "hint": printable(finding.hint),
        "line": finding.line,
        "column": finding.column,
        "path": printable(path_of(finding.loc)),
    }


def as_github(reports: Reports) -> str:
    """GitHub's annotation commands, one line each."""
    return "\n".join(
        f"::{GITHUB[finding.level]} file={_property(_name(finding.file or path))},"
        f"line={max(finding.line, 1)},col={max(finding.column, 1)},"
        f"title={_property(f'{finding.code} {finding.rule.title}')}::{_data(_text(finding))}"
        for path, report in reports
        for finding in report.findings
    )


def _text(finding: Finding) -> str:
    text = f"{finding.message}（{finding.hint}）" if finding.hint else finding.message
    return printable(text)


def _name(path: Path) -> str:
    """The file as seen from the folder of the run, where it is inside it."""
    return printable((_inside(path) or path).as_posix())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(reports: Reports) -> str:
    """JUnit XML: a suite per file, a case per finding; notes do not fail."""
    root = etree.Element("testsuites")
    for path, report in reports:
        unchecked = sum(finding.code == UNCHECKED.code for finding in report.findings)
        failing = len(report.of(Level.ERROR)) + len(report.of(Level.WARNING)) - unchecked
        counts = {
            "tests": max(len(report.findings), 1),
            "failures": failing,
            "errors": unchecked,
        }
        suite = etree.SubElement(root, "testsuite", {"name": printable(str(path))})
        for name, count in counts.items():
            suite.set(name, str(count))
        for finding in report.findings:
            _case(suite, path, finding)
        if not report.findings:
            _add_case(suite, path, "核对")
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text.rstrip()


def _case(suite: etree._Element, path: Path, finding: Finding) -> None:
    name = f"{finding.code} {finding.rule.title} {finding.line}:{finding.column}"
    case = _add_case(suite, path, name)
    if finding.level is not Level.NOTE:
        what = "error" if finding.code == UNCHECKED.code else "failure"
        message = printable(finding.message)
        failure = etree.SubElement(case, what, {"message": message, "type": finding.level.value})
        failure.text = printable(str(finding))


def _add_case(suite: etree._Element, path: Path, name: str) -> etree._Element:
    return etree.SubElement(suite, "testcase", {"name": name, "classname": printable(path.stem)})


def as_sarif(reports: Reports) -> str:
    """SARIF 2.1.0, for code scanning."""
    rules = {f.code: f.rule for _, report in reports for f in report.findings}
    driver = {
        "name": "gongkai",
        "rules": [
            {
                "id": rule.code,
                "name": rule.title,
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.meaning},
            }
            for rule in rules.values()
        ],
    }
    results = [_result(path, finding) for path, report in reports for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(path: Path, finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file or path)}}
    if finding.line > 0:  # of a file that could not be checked no place is known
        place["region"] = {"startLine": finding.line, "startColumn": max(finding.column, 1)}
    return {
        "ruleId": finding.code,
        "level": SARIF[finding.level],
        "message": {"text": _text(finding)},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: Path) -> str:
    """The file's address: relative where it is inside the folder of the run, bytes encoded."""
    if inside := _inside(path):
        return quote(os.fsencode(inside.as_posix()))
    try:
        return path.absolute().as_uri()
    except OSError:  # the folder of the run is gone
        return quote(os.fsencode(path.as_posix()))


def _inside(path: Path) -> Path | None:
    """The path as seen from the folder of the run; None where it is not below it."""
    try:
        inside = path.absolute().relative_to(Path.cwd())
    except (OSError, ValueError):
        return None
    return None if ".." in inside.parts else inside


FORMATS = {"json": as_json, "github": as_github, "junit": as_junit, "sarif": as_sarif}
