"""Reports that other programs read are well-formed, whatever is in the text and in the names."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from lxml import etree

from generator.check.formats import FORMATS, Reports
from generator.check.report import Report, unchecked
from generator.findings import Finding

UGLY = "值\x00\x1b[31m\n\r\u2028\u202e\ud800\ufffe<&\"']]>::%,\U0001f600"
NAMES = ["a.yaml", "部门 预算#?%:.yaml", "换\n行.yaml", os.fsdecode(b"\xd4\xa4.yaml"), "../b.yaml"]
FOUND = Finding("E901", {"code": UGLY}, loc=("豁免", 0, UGLY))


@pytest.fixture(params=NAMES, ids=range(len(NAMES)))
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def _reports(path: Path) -> Reports:
    return [
        (path, Report((FOUND.at(path, 3, 7),), (FOUND.at(path, 4, 1),))),
        (path, Report((), ())),
        (path, unchecked(f"{path}：没有这个文件{UGLY}")),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_utf_8_without_what_is_not_seen(form: str, path: Path) -> None:
    text = FORMATS[form](_reports(path))
    assert text.encode().decode() == text
    seen = text.replace("\n", "")
    assert seen.isprintable() or form == "junit"  # of which some is indented
    assert not set("\x00\x1b\r\u2028\u202e\ufffe") & set(text)


def test_json(path: Path) -> None:
    one, none, lost = json.loads(FORMATS["json"](_reports(path)))
    assert [file["valid"] for file in (one, none, lost)] == [True, True, False]
    [finding] = one["findings"]
    assert finding["message"].startswith("豁免“值\\x00\\x1b[31m\\n\\r")
    assert (finding["line"], finding["column"]) == (3, 7)
    assert len(one["silenced"]) == 1
    assert none["findings"] == []
    assert [entry["code"] for entry in lost["findings"]] == ["E902"]
    assert "没有这个文件" in lost["findings"][0]["message"]


def test_junit(path: Path) -> None:
    root = etree.fromstring(FORMATS["junit"](_reports(path)).encode())
    one, none, lost = root.findall("testsuite")
    counts = [(suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root]
    assert counts == [("1", "1", "0"), ("1", "0", "0"), ("1", "0", "1")]
    assert len(one.findall("testcase/failure")) == 1
    assert none.findall("testcase/*") == []
    assert "没有这个文件" in str(lost.find("testcase/error").get("message"))  # type: ignore[union-attr]


def test_sarif(path: Path) -> None:
    [run] = json.loads(FORMATS["sarif"](_reports(path)))["runs"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {"E901", "E902"}
    assert run["columnKind"] == "unicodeCodePoints"
    found, lost = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert found["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in lost
    address = found["artifactLocation"]["uri"]
    assert address.isascii() and not set(" #?\n\\") & set(address)
    inside = not str(path).startswith("..")
    assert address.startswith("file:///") != inside
    assert unquote_to_bytes(address).endswith(os.fsencode(path.name))


def test_addresses_are_relative_inside_the_folder_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (Path("甲") / "a.yaml", tmp_path / "甲" / "a.yaml"):
        [result] = json.loads(FORMATS["sarif"]([(path, unchecked("x"))]))["runs"][0]["results"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "%E7%94%B2/a.yaml"
        assert "file=甲/a.yaml,line=1,col=1," in FORMATS["github"]([(path, unchecked("x"))])


def test_a_folder_of_the_run_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    for name, shown in ((Path("a b"), "a%20b"), (tmp_path / "x", (tmp_path / "x").as_uri())):
        [result] = json.loads(FORMATS["sarif"]([(name, unchecked("x"))]))["runs"][0]["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == shown


def test_github(path: Path) -> None:
    found, lost = FORMATS["github"](_reports(path)).split("\n")
    assert found.startswith("::warning file=") and ",line=3,col=7," in found
    assert lost.startswith("::error file=") and ",line=1,col=1," in lost
    for line in (found, lost):
        properties, _, _ = line[2:].partition("::")
        assert properties.count(",") == 3


def test_nothing_found(path: Path) -> None:
    reports = [(path, Report((), ()))]
    assert FORMATS["github"](reports) == ""
    for form in FORMATS:
        assert isinstance(FORMATS[form](reports), str)
    assert json.loads(FORMATS["sarif"](reports))["runs"][0]["results"] == []
