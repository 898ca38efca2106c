"""``render``: what it writes, what it says, and its exit codes."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import generator.api
from generator.cli.gongkai import command as gongkai
from generator.cli.render import command
from generator.write.fonts import Installed
from tests.making import PUBLISHED, ROOT

FACTS = min(PUBLISHED, key=lambda path: path.stat().st_size)
WRONG = ROOT / "tests" / "model" / "wrong_budget.yaml"
FINDING = re.compile(r"(?m)^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]\d{3}) ")
NO_WRITER = """
import sys
from generator.cli.render import command
try:
    command(sys.argv[1:], prog_name="render")
except SystemExit as end:
    code = end.code
heavy = {"weasyprint", "docx", "fontTools", "pydyf"} & set(sys.modules)
print("loaded:", *sorted(heavy), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def _files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def _copy(folder: Path, name: str) -> Path:
    return Path(shutil.copy(FACTS, folder / name))


@pytest.mark.xdist_group(f"published-{FACTS.stem}")
def test_by_default_pdf_and_docx_are_written_to_outputs(folder: Path) -> None:
    result = _run(FACTS)
    assert result.exit_code == 0, result.output
    assert _files(folder) == [f"outputs/{FACTS.stem}.docx", f"outputs/{FACTS.stem}.pdf"]
    assert (folder / "outputs" / f"{FACTS.stem}.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "outputs" / f"{FACTS.stem}.docx").read_bytes().startswith(b"PK")
    for name in _files(folder):
        assert name in result.stdout
    assert re.search(r"PDF \d+\.\d\d，DOCX \d+\.\d\d，共 \d+\.\d\d 秒", result.stdout)


def test_output_folder_and_formats(folder: Path) -> None:
    result = _run(FACTS, "-o", "甲/乙", "--format", "HTML，html")
    assert result.exit_code == 0, result.output
    assert _files(folder) == [f"甲/乙/{FACTS.stem}.html"]
    assert "部门" in (folder / "甲" / "乙" / f"{FACTS.stem}.html").read_text("utf-8")


def test_several_files(folder: Path) -> None:
    files = [_copy(folder, name) for name in ("一.yaml", "二.yml", "三")]
    result = _run(*files, "-o", "out", "--format", "html")
    assert result.exit_code == 0, result.output
    assert _files(folder / "out") == ["一.html", "三.html", "二.html"]
    contents = {(folder / "out" / name).read_bytes() for name in _files(folder / "out")}
    assert len(contents) == 1


def test_quiet_says_nothing_of_what_was_written() -> None:
    result = _run(FACTS, "--format", "html", "-q")
    assert (result.exit_code, result.stdout) == (0, "")


def test_who_looks_on_is_told_that_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.render.LONG", 10)
    monkeypatch.setattr("generator.api.write", lambda *_: {"pdf": b"", "html": b""})
    for watched, arguments, told in (
        (True, ["--format", "pdf"], True),
        (True, ["--format", "html"], False),
        (True, ["--format", "pdf", "-q"], False),
        (False, ["--format", "pdf"], False),
    ):
        monkeypatch.setattr("generator.cli.render.on_terminal", lambda seen=watched: seen)
        result = _run(FACTS, *arguments)
        assert ("个格和段，排版要等一会儿" in result.stderr) is told


def test_findings_stop_the_document(folder: Path) -> None:
    result = _run(WRONG)
    assert (result.exit_code, result.stdout) == (1, "")
    found = FINDING.findall(result.stderr)
    assert len(found) > 20
    assert {name for name, *_ in found} == {str(WRONG)}
    assert not _files(folder)


@pytest.mark.parametrize(
    ("names", "code"),
    [((WRONG, FACTS, "没有.yaml"), 2), (("没有.yaml", WRONG, FACTS), 2), ((WRONG, FACTS), 1)],
    ids=range(3),
)
def test_one_file_leaves_the_others_alone_and_the_gravest_code_counts(
    names: Sequence[object], code: int, folder: Path
) -> None:
    result = _run(*names, "--format", "html", "-o", "out")
    assert result.exit_code == code
    assert _files(folder) == [f"out/{FACTS.stem}.html"]
    assert FINDING.search(result.stderr)
    assert ("没有.yaml：没有这个文件" in result.stderr) == (code == 2)


def test_the_end_says_what_was_written_and_what_was_not() -> None:
    result = _run(FACTS, "没有.yaml", WRONG, "--format", "html", "-q")
    left = f"共 3 个数据文件：写好 1 个，没有写 2 个（没有.yaml、{WRONG}）"
    assert result.stderr.splitlines()[-1] == left
    for quiet, said in (("-q", ""), ("--draft", "共 2 个数据文件，都写好了\n")):
        result = _run(FACTS, _copy(Path(), "乙.yaml"), "--format", "html", quiet)
        assert result.stdout.endswith(said) and ("共" in result.stdout) == bool(said)
    assert "个数据文件" not in _run(FACTS, "--format", "html").output
    assert "个数据文件" not in _run("没有.yaml").output


@pytest.mark.parametrize("failure", [MemoryError(), RecursionError("deep"), ZeroDivisionError()])
def test_a_file_that_breaks_the_program_stops_no_other(
    failure: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(path: Path, *more: Any) -> object:
        if path.stem == "二":
            raise failure
        return real(path, *more)

    real = generator.api.load
    monkeypatch.setattr(generator.api, "load", load)
    files = [_copy(folder, f"{name}.yaml") for name in "一二三"]
    result = _run(*files, "--format", "html")
    assert result.exit_code == 2
    assert _files(folder / "outputs") == ["一.html", "三.html"]
    said = "内存不足" if isinstance(failure, MemoryError) else type(failure).__name__
    assert f"{files[1]}：" in result.stderr and said in result.stderr
    assert "写好 2 个，没有写 1 个" in result.stderr


def test_no_facts_are_written_over(folder: Path) -> None:
    for name in ("self.html", "other.html", "plain.yaml"):
        _copy(folder, name)
    (folder / "plain.html").symlink_to("other.html")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = _run("self.html", "plain.yaml", "other.html", "-o", ".", "--format", "html")
    assert result.exit_code == 2
    assert result.stderr.count("这是要读的数据文件，不能覆盖") == 3
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert (folder / "plain.html").is_symlink()


def test_no_template_is_written_over(folder: Path) -> None:
    form = folder / "templates" / "某格式"
    _form(form)
    before = (form / "document.html").read_bytes()
    facts = "文种: 部门预算\n格式: 某格式\n年度: 2031\n部门: {名称: 某局}\n支出: []\n"
    (folder / "document.yaml").write_text(facts, "utf-8")
    words = ("document.yaml", "--templates", "templates", "--format", "html", "--draft")
    result = _run(*words, "-o", form)
    assert result.exit_code == 2
    assert "document.html：这是格式的模板，不能覆盖" in result.stderr
    assert (form / "document.html").read_bytes() == before
    assert _run(*words, "-o", folder / "templates").exit_code == 0


def test_what_this_run_wrote_is_not_written_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the file system takes capital and small letters for the same."""
    one, two = _copy(folder, "a.yaml"), _copy(folder, "A.yaml")
    same = {"A.html": "a.html"}
    truediv = Path.__truediv__
    monkeypatch.setattr(
        Path, "__truediv__", lambda path, name: truediv(path, same.get(str(name), str(name)))
    )
    result = _run(one, two, "--format", "html")
    assert result.exit_code == 2
    assert "a.html：这是这一次刚写好的文件，不能覆盖" in result.stderr


def test_fonts_of_the_system_that_could_not_be_listed_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost = Installed(frozenset(), "fc-list 不能运行（没有权限）")
    monkeypatch.setattr("generator.write.fonts.installed", lambda: lost)
    assert "fc-list" not in _run(FACTS, "--format", "html").stderr
    result = _run(FACTS, "--format", "docx")
    assert result.exit_code == 0
    assert "警告：fc-list 不能运行（没有权限）；系统里装的字体一个也没有用" in result.stderr


def test_another_weasyprint_than_this_program_knows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("weasyprint.layout.inline.justify_line")
    result = _run(FACTS)
    assert (result.exit_code, _files(folder)) == (2, [])
    assert "没有 weasyprint.layout.inline.justify_line；运行 gongkai doctor" in result.stderr


def test_a_draft_is_written_in_spite_of_errors(folder: Path) -> None:
    entry = "\n公布文字:\n  - {位置: 没有, 换: 没有, 为: 有, 原因: 试}\n"
    text = FACTS.read_text("utf-8").replace("\n公布文字:\n", entry)
    (folder / "facts.yaml").write_text(text, "utf-8")
    result = _run("facts.yaml", "--format", "html")
    assert (result.exit_code, _files(folder)) == (1, ["facts.yaml"])
    assert "P307" in result.stderr
    result = _run("facts.yaml", "--format", "html", "--draft")
    assert (result.exit_code, _files(folder)) == (0, ["facts.yaml", "outputs/facts.html"])
    assert "P307" in result.stderr
    assert "草稿" in (folder / "outputs" / "facts.html").read_text("utf-8")


def _form(folder: Path) -> None:
    """A form of one paragraph."""
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(
        "extends: _base\n说明: {名称: 某, 文种: [部门预算]}\n", "utf-8"
    )
    (folder / "document.html").write_text(
        '<html lang="zh-CN"><head><title/></head><body><section class="text"><p>某某</p></section>'
        "</body></html>",
        "utf-8",
    )


def test_templates_beside_and_named(folder: Path) -> None:
    _form(folder / "mine" / "某格式")
    facts = "文种: 部门预算\n格式: 某格式\n年度: 2031\n部门: {名称: 某局}\n支出: []\n"
    (folder / "facts.yaml").write_text(facts, "utf-8")
    result = _run("facts.yaml", "--format", "html", "--draft")
    assert result.exit_code == 1
    assert "没有格式“某格式”" in result.stderr
    result = _run("facts.yaml", "--format", "html", "--draft", "--templates", "mine")
    assert result.exit_code == 0, result.output
    assert "某某" in (folder / "outputs" / "facts.html").read_text("utf-8")


USAGE: list[tuple[Sequence[object], str]] = [
    ((), "数据文件"),
    ((FACTS, "--format", "doc"), "没有文件格式“doc”；是不是“docx”？"),
    ((FACTS, "--format", ""), "没有文件格式“”；可用：pdf、docx、html"),
    ((FACTS, "--nothing"), "--nothing"),
    ((FACTS, FACTS), "会写成同名的文件"),
    (("a/x.yaml", "b/x.yml"), "“a/x.yaml”和“b/x.yml”会写成同名的文件"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE, ids=range(len(USAGE)))
def test_wrong_usage(arguments: Sequence[object], said: str, folder: Path) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not _files(folder)


@pytest.mark.parametrize("name", ["没有.yaml", ".", "no/such/file.yaml"])
def test_files_that_cannot_be_read(name: str, folder: Path) -> None:
    result = _run(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{name}：" in result.stderr
    assert not _files(folder)


def _outputs(folder: Path, content: bytes = b"old") -> Path:
    target = folder / "outputs" / f"{FACTS.stem}.html"
    target.parent.mkdir()
    target.write_bytes(content)
    return target


def test_an_output_is_replaced_whole(folder: Path) -> None:
    target = _outputs(folder)
    before = target.stat().st_ino
    other = folder / "link"
    os.link(target, other)
    assert _run(FACTS, "--format", "html").exit_code == 0
    assert target.read_bytes() != b"old"
    assert target.stat().st_ino != before
    assert other.read_bytes() == b"old"
    assert _files(folder / "outputs") == [target.name]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no permissions of this kind")
def test_a_folder_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = _outputs(folder)
    target.parent.chmod(0o555)
    if os.geteuid() == 0:  # whom permissions do not stop
        real = os.open

        def refuse(path: str | Path, flags: int, *more: int, **named: int) -> int:
            if flags & os.O_CREAT and Path(path).parent.name == "outputs":
                raise OSError(errno.EACCES, os.strerror(errno.EACCES))
            return real(path, flags, *more, **named)

        monkeypatch.setattr(os, "open", refuse)
    result = _run(FACTS, "--format", "html")
    target.parent.chmod(0o755)
    assert result.exit_code == 2
    assert "没有权限" in result.stderr
    assert target.read_bytes() == b"old"
    assert _files(folder / "outputs") == [target.name]


LIMITED = """
import resource, sys
from generator.cli.render import command
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
command(sys.argv[2:], prog_name="render")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind")
def test_a_full_disk_leaves_the_old_files(folder: Path) -> None:
    """The system itself refuses the bytes: no file may grow beyond 60 kB, which HTML does."""
    target = _outputs(folder)
    run = _python(LIMITED, "60000", FACTS, "--format", "html")
    assert run.returncode == 2, run.stderr
    assert "写不进去" in run.stderr
    assert target.read_bytes() == b"old"
    assert _files(folder / "outputs") == [target.name]


def test_no_file_is_replaced_where_one_cannot_be(folder: Path) -> None:
    (folder / "outputs" / f"{FACTS.stem}.docx").mkdir(parents=True)
    target = _outputs_beside(folder)
    result = _run(FACTS, "--format", "html,docx")
    assert result.exit_code == 2
    assert "这是一个文件夹" in result.stderr
    assert target.read_bytes() == b"old"
    assert _files(folder / "outputs") == [target.name]


def _outputs_beside(folder: Path) -> Path:
    target = folder / "outputs" / f"{FACTS.stem}.html"
    target.write_bytes(b"old")
    return target


def test_an_output_folder_that_is_a_file(folder: Path) -> None:
    (folder / "out").write_bytes(b"old")
    result = _run(FACTS, "--format", "html", "-o", "out")
    assert result.exit_code == 2
    assert "不能用作输出文件夹" in result.stderr
    assert (folder / "out").read_bytes() == b"old"


def _python(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize(
    ("arguments", "code"), [(["--help"], 0), ([WRONG], 1), (["没有.yaml"], 2), ([], 2)]
)
def test_no_writer_is_loaded_where_nothing_is_written(arguments: list[object], code: int) -> None:
    run = _python(NO_WRITER, *arguments)
    assert run.returncode == code, run.stderr
    assert run.stderr.splitlines()[-1].strip() == "loaded:"


def test_html_alone_loads_no_other_writer() -> None:
    run = _python(NO_WRITER, FACTS, "--format", "html", "-q")
    assert run.returncode == 0, run.stderr
    assert run.stderr.splitlines()[-1].strip() == "loaded:"


def test_help_is_in_the_readers_language() -> None:
    result = _run("--help")
    assert result.exit_code == 0
    for word in ("数据文件", "--format", "--output", "--templates", "--draft", "--quiet", "退出码"):
        assert word in result.stdout


def test_render_is_a_verb_of_gongkai_too(folder: Path) -> None:
    result = CliRunner().invoke(gongkai, ["render", str(FACTS), "--format", "html", "-q"])
    assert result.exit_code == 0, result.output
    assert _files(folder) == [f"outputs/{FACTS.stem}.html"]
