"""A report in the forms that other programs read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from generator.check.report import Report, path_of
from generator.findings import Finding, Level

Reports = Sequence[tuple[Path, Report]]
GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
SARIF = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(reports: Reports) -> str:
    """One object per file: valid, counts, findings and silenced findings."""
    files = [
        {
            "file": str(path),
            "valid": report.valid,
            "counts": {level.name.lower(): len(report.of(level)) for level in Level},
            "findings": [_entry(finding) for finding in report.findings],
            "silenced": [_entry(finding) for finding in report.silenced],
        }
        for path, report in reports
    ]
    return json.dumps(files, ensure_ascii=False, indent=2)


def _entry(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level.name.lower(),
        "title": finding.rule.title,
        "message": finding.message,
        "hint": finding.hint,
        "line": finding.line,
        "column": finding.column,
        "path": path_of(finding.loc),
    }


def as_github(reports: Reports) -> str:
    """GitHub's annotation commands, one line each."""
    return "\n".join(
        f"::{GITHUB[finding.level]} file={_property(str(path))},line={finding.line},"
        f"col={finding.column},title={_property(f'{finding.code} {finding.rule.title}')}"
        f"::{_data(_text(finding))}"
        for path, report in reports
        for finding in report.findings
    )


def _text(finding: Finding) -> str:
    return f"{finding.message}（{finding.hint}）" if finding.hint else finding.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(reports: Reports) -> str:
    """JUnit XML: a suite per file, a case per finding; notes do not fail."""
    root = etree.Element("testsuites")
    for path, report in reports:
        failing = len(report.of(Level.ERROR)) + len(report.of(Level.WARNING))
        suite = etree.SubElement(
            root,
            "testsuite",
            {"name": str(path), "tests": str(max(len(report.findings), 1))},
            failures=str(failing),
        )
        for finding in report.findings:
            _case(suite, path, finding)
        if not report.findings:
            etree.SubElement(suite, "testcase", {"name": "核对", "classname": path.stem})
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text.rstrip()


def _case(suite: etree._Element, path: Path, finding: Finding) -> None:
    name = f"{finding.code} {finding.rule.title} {finding.line}:{finding.column}"
    case = etree.SubElement(suite, "testcase", {"name": name, "classname": path.stem})
    if finding.level is not Level.NOTE:
        failure = etree.SubElement(
            case, "failure", {"message": finding.message, "type": finding.level.value}
        )
        failure.text = str(finding)


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
    run = {"tool": {"driver": driver}, "results": results}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(path: Path, finding: Finding) -> dict[str, Any]:
    region = {"startLine": max(finding.line, 1), "startColumn": max(finding.column, 1)}
    place = {"artifactLocation": {"uri": path.as_posix()}, "region": region}
    return {
        "ruleId": finding.code,
        "level": SARIF[finding.level],
        "message": {"text": _text(finding)},
        "locations": [{"physicalLocation": place}],
    }


FORMATS = {"json": as_json, "github": as_github, "junit": as_junit, "sarif": as_sarif}
