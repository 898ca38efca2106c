"""What ``docs/ci.md`` offers for pipelines: action, workflow, hook and commands, really run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from lxml import etree

from tests.docs.pages import blocks
from tests.making import ROOT
from tests.packaging.installing import run

PAGE = ROOT / "docs" / "ci.md"
FACTS = ROOT / "data" / "published" / "quanzhou-2025-budget.yaml"
ACTION = yaml.safe_load((ROOT / ".ci" / "action" / "action.yml").read_text("utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
WORKFLOW, GITLAB, PRE_COMMIT = (
    yaml.safe_load(text) for _, kind, text in blocks(PAGE) if kind == "yaml"
)
(ONE_STEP, *_) = (text for _, kind, text in blocks(PAGE) if kind == "sh")
Result = subprocess.CompletedProcess[str]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository with facts, right and wrong, and this program in the folder ``gongkai``."""
    for place in ("预算/一 室.yaml", "决算/2025/二室.yaml"):
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).write_bytes(FACTS.read_bytes())
    text = FACTS.read_text("utf-8").replace("文种: 部门预算", "文种: 部门预祘")
    (tmp_path / "错.yaml").write_text(text, "utf-8")
    program = tmp_path / "gongkai"
    (program / ".ci").mkdir(parents=True)
    (program / ".ci" / "action").symlink_to(ROOT / ".ci" / "action")
    (program / ".venv").symlink_to(sys.prefix)
    return tmp_path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def _step(office: Path, **given: str) -> Result:
    """The last step of the action, as a runner would run it, with these inputs."""
    inputs = {name: one.get("default") for name, one in ACTION["inputs"].items()} | given
    step = ACTION["runs"]["steps"][-1]
    variables = {
        name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: inputs[found[1]], value)
        for name, value in step["env"].items()
    }
    action = office / "gongkai" / ".ci" / "action"
    script = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    return run(*script, cwd=office, GITHUB_ACTION_PATH=str(action), **variables)


def test_the_action_marks_findings_and_writes_every_file(office: Path) -> None:
    result = _step(office, files="预算/*.yaml\n决算/**/*.yaml\n", format="html")
    assert result.returncode == 0, result.stderr
    assert "::warning file=预算/一 室.yaml,line=" in result.stdout
    assert _names(office / "公开") == ["一 室.html", "二室.html"]


def test_the_action_fails_on_wrong_facts_and_writes_nothing(office: Path) -> None:
    result = _step(office, files="错.yaml", format="html")
    assert result.returncode == 1
    assert "::error file=错.yaml,line=" in result.stdout
    assert not (office / "公开").exists()


def test_the_action_fails_on_a_warning_where_that_is_asked_for(office: Path) -> None:
    assert _step(office, files="预算/*.yaml", format="html", strict="true").returncode == 1
    assert not (office / "公开").exists()


def test_the_action_fails_where_there_are_no_facts(office: Path) -> None:
    result = _step(office, files="没有/*.yaml")
    assert result.returncode == 2
    assert "::error::没有找到数据文件：没有/*.yaml" in result.stdout


def test_the_action_sets_up_by_the_script_of_this_tree() -> None:
    first = ACTION["runs"]["steps"][0]
    assert first["run"] == 'bash "$GITHUB_ACTION_PATH/../setup"'
    assert (ROOT / ".ci" / "action" / ".." / "setup").is_file()


def test_the_workflow_uses_the_action_and_its_inputs() -> None:
    (job,) = WORKFLOW["jobs"].values()
    (step,) = (step for step in job["steps"] if "gongkai" in step["uses"])
    path = step["uses"].partition("/gongkai/")[2].partition("@")[0]
    assert (ROOT / path / "action.yml").is_file()
    assert set(step["with"]) <= set(ACTION["inputs"])
    for name, one in ACTION["inputs"].items():
        shown = f"`{one['default']}`" if "default" in one else "（必填）"
        assert re.search(rf"^\| `{name}` \| .* \| {shown} \|$", PAGE.read_text("utf-8"), re.M)


def test_the_hook_checks_the_files_it_is_given(office: Path) -> None:
    (repository,) = PRE_COMMIT["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [HOOK["id"]]
    command, *options = shlex.split(HOOK["entry"])
    entry = Path(sys.prefix) / "bin" / command
    assert run(entry, *options, "预算/一 室.yaml", cwd=office).returncode == 0
    assert run(entry, *options, "预算/一 室.yaml", "错.yaml", cwd=office).returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize("page", ["one step", "gitlab"])
def test_commands_of_the_page_run(office: Path, page: str) -> None:
    (job,) = GITLAB.values()
    lines = job["script"] if page == "gitlab" else ONE_STEP.splitlines()
    commands = [line.replace("gongkai/.venv", ".venv") for line in lines if ".venv/" in line]
    assert len(commands) == 2
    for command in commands:
        line = command.replace(".venv/", f"{shlex.quote(sys.prefix)}/")
        result = run("bash", "-euc", line, cwd=office)
        assert result.returncode == 0, result.stderr
    assert _names(office / "公开") == ["一 室.docx", "一 室.pdf"]
    if page == "gitlab":
        report = job["artifacts"]["reports"]["junit"]
        assert etree.parse(office / report).getroot().tag == "testsuites"
