"""``render``: where settings come from, values given on the command line, reports for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from generator.cli.gongkai import command
from tests.making import PUBLISHED

FACTS = min(PUBLISHED, key=lambda path: path.stat().st_size)
FORM = "extends: _base\n说明: {名称: 某, 文种: [部门预算]}\n"
PAGE = (
    '<html lang="zh-CN"><head><title/></head><body><section class="text"><p>{{ 部门.名称 }}</p>'
    "</section></body></html>"
)
SMALL = "文种: 部门预算\n格式: 某格式\n年度: 2031\n部门: {名称: 某局}\n支出: []\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a facts file and the user's own settings with its form."""
    own = tmp_path / "config" / "gongkai"
    (own / "templates" / "某格式").mkdir(parents=True)
    (own / "templates" / "某格式" / "profile.yaml").write_text(FORM, "utf-8")
    (own / "templates" / "某格式" / "document.html").write_text(PAGE, "utf-8")
    (own / "config.yaml").write_text("输出格式: html\n", "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("facts.yaml").write_text(SMALL, "utf-8")
    return tmp_path / "here"


def _run(verb: str, *arguments: object) -> Result:
    return CliRunner().invoke(command, [verb, *map(str, arguments)])


def _written(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.*ml"))
    return sorted(name for name in found if name.endswith("html"))


def test_the_users_own_form_and_settings_are_used(folder: Path) -> None:
    result = _run("render", "facts.yaml", "--draft")
    assert result.exit_code == 0, result.output
    assert _written(folder) == ["outputs/facts.html"]
    assert "某局" in Path("outputs/facts.html").read_text("utf-8")
    shown = _run("profiles", "某格式").stdout
    assert f"文件夹：{folder.parent}/config/gongkai/templates/某格式、_base（随软件安装）" in shown
    assert "fujian" not in shown


def test_options_win_over_settings_beside_the_facts_and_these_over_the_users(folder: Path) -> None:
    Path("gongkai.yaml").write_text("输出文件夹: 公开\n", "utf-8")
    assert _run("render", "facts.yaml", "--draft").exit_code == 0
    assert _written(folder) == ["公开/facts.html"]
    Path("gongkai.yaml").write_text("输出文件夹: 公开\n输出格式: docx\n", "utf-8")
    assert _run("render", "facts.yaml", "--draft", "-o", "别处").exit_code == 0
    assert [path.name for path in Path("别处").iterdir()] == ["facts.docx"]


def test_each_file_has_the_settings_beside_it(folder: Path) -> None:
    for name in ("甲", "乙"):
        (folder / name).mkdir()
        shutil.copy("facts.yaml", folder / name)
        (folder / name / "gongkai.yaml").write_text(f"输出文件夹: {name}的\n", "utf-8")
    assert _run("render", "--draft", "甲/facts.yaml", "乙/facts.yaml").exit_code == 0
    assert _written(folder) == ["乙/乙的/facts.html", "甲/甲的/facts.html"]
    result = _run("render", "--draft", "-o", "x", "甲/facts.yaml", "乙/facts.yaml")
    assert result.exit_code == 2 and "会写成同名的文件" in result.stderr


def test_settings_that_came_with_a_file_write_nothing_elsewhere(folder: Path) -> None:
    Path("gongkai.yaml").write_text("输出文件夹: ../别处\n", "utf-8")
    result = _run("render", "facts.yaml", "--draft")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "gongkai.yaml:1:8: G101 错误" in result.stderr
    assert not _written(folder) and not (folder.parent / "别处").exists()


def test_mistakes_in_the_users_settings_end_every_command_with_2(folder: Path) -> None:
    (folder.parent / "config" / "gongkai" / "config.yaml").write_text("颜色: 红\n", "utf-8")
    for words in (["render", "facts.yaml"], ["check", "facts.yaml"], ["profiles"]):
        result = CliRunner().invoke(command, words)
        told = str(result.exception) + result.stderr
        assert "config.yaml:1:5: F202 错误：不认识“颜色”" in told


def test_a_value_is_given_on_the_command_line(folder: Path) -> None:
    result = _run("render", "facts.yaml", "--draft", "--set", "部门/名称=别的局")
    assert result.exit_code == 0
    assert "别的局" in Path("outputs/facts.html").read_text("utf-8")
    for verb in ("render", "check"):
        result = _run(verb, "facts.yaml", "--set", "年份=2031")
        assert result.exit_code == 1
        assert "facts.yaml:1:1: F202 错误：--set 年份=2031：不认识“年份”" in result.stderr
    result = _run("explain", FACTS, "支出预算", "--set", "没有/的=1")
    assert result.exit_code == 1 and "F211" in result.stderr


REPORTS = ("json", "github", "junit", "sarif")


@pytest.mark.parametrize("form", REPORTS)
def test_a_report_is_alone_on_stdout_and_that_of_check(form: str, folder: Path) -> None:
    written = _run("render", FACTS, "--format", "html", "--report", form)
    checked = _run("check", FACTS, "--report", form)
    assert written.exit_code == checked.exit_code == 0
    assert written.stdout == checked.stdout != ""
    assert _written(folder) == [f"outputs/{FACTS.stem}.html"]
    assert f"outputs/{FACTS.stem}.html（" in written.stderr
    assert " 警告：" not in written.stderr


def test_a_report_has_what_stops_a_file_and_what_keeps_it_from_a_report(folder: Path) -> None:
    wrong = folder / "wrong.yaml"
    text = FACTS.read_text("utf-8") + "年度: 2031\n"
    wrong.write_text(text, "utf-8")
    files = ["没有.yaml", wrong, "facts.yaml"]
    result = _run("render", *files, "--set", "年度=今年", "--report", "json")
    assert result.exit_code == 2
    assert [len(one["findings"]) > 0 for one in json.loads(result.stdout)] == [True, True, True]
    result = _run("render", wrong, "--report", "junit", "-q")
    assert (result.exit_code, result.stderr) == (1, "")
    root = etree.fromstring(result.stdout.encode())
    assert "R102" in [case.get("name", "")[:4] for case in root.iter("testcase") if len(case)]
    assert not _written(folder)
