"""``gongkai check``: reports in every form, exit codes, the compliance list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from generator.cli.gongkai import command
from generator.findings import RULES

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
GOOD = PUBLISHED / "quanzhou-2025-budget.yaml"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A file whose basic expenditure by economic class misses one by function."""
    text = GOOD.read_text("utf-8").replace("30101: 1051.48", "30101: 1151.48")
    path = tmp_path / "有错.yaml"
    path.write_text(text, "utf-8")
    return path


def _run(*words: str) -> Result:
    return CliRunner().invoke(command, ["check", *words])


def test_a_published_file_has_no_error() -> None:
    files = sorted(PUBLISHED.glob("*.yaml"))
    assert len(files) == 5
    result = _run(*map(str, files))
    assert result.exit_code == 0, result.output
    assert result.stdout.count("0 个错误") == 5


def test_an_error_is_found_where_it_stands(faulty: Path) -> None:
    result = _run(str(faulty))
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if "错误" in line]
    assert lines
    assert all(line.startswith(f"{faulty}:") for line in lines)
    assert any("100.00" in line for line in lines)


def test_strict_fails_on_warnings() -> None:
    assert _run(str(GOOD)).exit_code == 0
    assert _run("--strict", str(GOOD)).exit_code == 1


def test_json(faulty: Path) -> None:
    [file] = json.loads(_run("--report", "json", str(faulty)).stdout)
    assert file["valid"] is False
    assert file["counts"]["error"] == sum(f["level"] == "error" for f in file["findings"]) > 0
    assert all(f["line"] > 0 and f["column"] > 0 for f in file["findings"])
    assert {f["code"] for f in file["findings"]} <= set(RULES)


def test_github(faulty: Path) -> None:
    lines = _run("--report", "github", str(faulty)).stdout.splitlines()
    assert any(line.startswith("::error file=") for line in lines)
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_junit(faulty: Path) -> None:
    root = etree.fromstring(_run("--report", "junit", str(faulty)).stdout.encode())
    [suite] = root.findall("testsuite")
    assert int(suite.get("failures", "0")) == len(suite.findall("testcase/failure")) > 0
    assert int(suite.get("tests", "0")) == len(suite.findall("testcase"))


def test_sarif(faulty: Path) -> None:
    log = json.loads(_run("--report", "sarif", str(faulty)).stdout)
    [run] = log["runs"]
    known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == known
    assert any(result["level"] == "error" for result in run["results"])


def test_a_file_that_cannot_be_read() -> None:
    result = _run("没有这个文件.yaml")
    assert result.exit_code == 2
    assert "没有这个文件" in result.stderr


def test_findings_of_reading_are_reported_too(tmp_path: Path) -> None:
    path = tmp_path / "坏.yaml"
    path.write_text("文种: 部门预算\n文种: 部门决算\n", "utf-8")
    [file] = json.loads(_run("--report", "json", str(path)).stdout)
    assert [(f["code"], f["line"]) for f in file["findings"]] == [("R102", 2)]


def test_compliance_lists_requirements_with_evidence() -> None:
    result = _run("--compliance", str(GOOD))
    lines = [line.strip() for line in result.stdout.splitlines() if " 143-" in line]
    assert len(lines) >= 12
    assert all(line[0] in "✓✗－" and "：" in line for line in lines)


def _read(form: str, text: str) -> str:
    """The report if it is one, whole."""
    if form == "junit":
        etree.fromstring(text.encode())
    elif form == "github":
        assert all(line.startswith("::") for line in text.splitlines())
    else:
        json.loads(text)
    return text


@pytest.mark.parametrize("form", ["json", "github", "junit", "sarif"])
def test_a_report_has_an_entry_for_every_file_and_nothing_else(form: str, faulty: Path) -> None:
    result = _run("--report", form, "没有.yaml", str(faulty), str(PUBLISHED))
    assert result.exit_code == 2
    text = _read(form, result.stdout)
    assert text.count("没有这个文件") >= 1 and "这是一个文件夹" in text
    assert "E902" in text and "A2" in text
    assert "没有.yaml：没有这个文件" in result.stderr


@pytest.mark.parametrize("failure", [MemoryError(), RecursionError(), KeyError("x")])
def test_a_file_that_breaks_the_program_stops_no_other(
    failure: Exception, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(disclosure: object) -> None:
        raise failure

    words = ["--report", "json", str(faulty), "没有.yaml"]
    with monkeypatch.context() as patch:
        patch.setattr("generator.api.check", fail)
        result = _run(*words)
    assert result.exit_code == 2
    broken, lost = json.loads(result.stdout)
    assert [entry["code"] for entry in broken["findings"] + lost["findings"]] == ["E902", "E902"]
    assert "程序没有料到" in result.stderr or "内存不足" in result.stderr


def test_the_list_of_requirements_is_no_report() -> None:
    result = _run("--compliance", "--report", "json", str(GOOD))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--compliance" in result.stderr
