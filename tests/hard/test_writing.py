"""Writing when the disk is full, the folder is wrong, or the run is cut short."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.files import replace_files
from generator.findings import UnreadableError
from tests.hard.conftest import Office, ordinary_user
from tests.making import facts

OLD = b"old"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _run(office: Office, before: str = "", *more: str) -> subprocess.Popen[str]:
    """The real command in a process of its own, after the Python lines ``before``."""
    program = (
        "import os, resource, signal, sys\n"
        # a shell has what it runs in the background ignore it
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"{before}\nfrom generator.cli.render import main\nmain()"
    )
    path = office.folder / "facts.yaml"
    arguments = [path, *office.form, "-o", office.output, "--format", "html", *more]
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _old(office: Office) -> Path:
    office.output.mkdir()
    path = office.output / "facts.html"
    path.write_bytes(OLD)
    return path


LIMIT = "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))"


def test_no_room_for_the_file(office: Office) -> None:
    """The system refuses in the middle of writing: what is there stays, nothing else is left."""
    old = _old(office)
    office.save()
    run = _run(office, LIMIT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 2
    assert f"{old}：写不进去（超过系统允许的文件大小）" in said
    assert "Traceback" not in said
    assert old.read_bytes() == OLD
    assert _names(office.output) == ["facts.html"]


REFUSALS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
}


@pytest.mark.parametrize(("number", "said"), REFUSALS.items(), ids=REFUSALS.values())
def test_other_refusals(
    number: int, said: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    old = _old(office)
    monkeypatch.setattr(os, "fsync", refuse)
    result = office.render()
    assert result.exit_code == 2
    assert f"写不进去（{said}）" in result.stderr
    assert old.read_bytes() == OLD
    assert _names(office.output) == ["facts.html"]


def test_of_several_files_all_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    first.write_bytes(OLD)
    second.mkdir()
    with pytest.raises(UnreadableError, match="2：写不进去（这是一个文件夹）"):
        replace_files({first: b"new", second: b"new"})
    assert first.read_bytes() == OLD
    assert _names(tmp_path) == ["1", "2"]


KILL = "os.fsync = lambda handle: os.kill(os.getpid(), signal.{})"


def test_killed_in_the_middle_of_writing(office: Office) -> None:
    old = _old(office)
    office.save()
    run = _run(office, KILL.format("SIGKILL"))
    run.communicate(timeout=60)
    assert run.returncode == -signal.SIGKILL
    assert old.read_bytes() == OLD
    [left] = [name for name in _names(office.output) if name != "facts.html"]
    assert left.startswith(".gongkai-")
    assert office.render().exit_code == 0
    assert old.read_bytes() != OLD
    assert _names(office.output) == ["facts.html"]


STOPS = [("SIGINT", 130, "已中断"), ("SIGTERM", 143, ""), ("SIGHUP", 129, "")]


@pytest.mark.parametrize(("name", "code", "said"), STOPS, ids=["SIGINT", "SIGTERM", "SIGHUP"])
def test_stopped_in_the_middle_of_writing(name: str, code: int, said: str, office: Office) -> None:
    old = _old(office)
    office.save()
    run = _run(office, KILL.format(name))
    out, errors = run.communicate(timeout=60)
    assert run.returncode == code
    assert out == ""
    assert said in errors and "Traceback" not in errors
    assert old.read_bytes() == OLD
    assert _names(office.output) == ["facts.html"]


def test_interrupted_while_reading(office: Office) -> None:
    """Whenever it comes, the interruption ends in one line and no traceback."""
    hook = (
        "import generator.read.tree as tree\n"
        "measure = tree._measure\n"
        "tree._measure = lambda *given: (os.kill(os.getpid(), signal.SIGINT), measure(*given))"
    )
    office.save()
    run = _run(office, hook)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 130
    assert errors.split() == ["已中断，没有写完的文件保持原样"]


def test_two_runs_into_one_folder(office: Office) -> None:
    """Both end well, and the file is the whole work of one of them."""
    office.save(facts("支出: [{科目: 2101501, 基本支出: 20}]\n" + "合理保障: " + "字" * 20_000))
    expected = office.run(
        "render", office.folder / "facts.yaml", "-o", office.folder / "一", "--format", "html"
    )
    assert expected.exit_code == 0
    runs = [_run(office) for _ in range(4)]
    for run in runs:
        _, errors = run.communicate(timeout=120)
        assert run.returncode == 0, errors
    assert _names(office.output) == ["facts.html"]
    whole = (office.folder / "一" / "facts.html").read_bytes()
    assert (office.output / "facts.html").read_bytes() == whole


def _is_file(office: Office) -> None:
    office.output.write_bytes(OLD)


def _is_below_a_file(office: Office) -> None:
    office.output.write_bytes(OLD)
    office.output = office.output / "下" / "一层"


def _is_a_lost_link(office: Office) -> None:
    office.output.symlink_to(office.folder / "没有" / "没有")


def _holds_a_folder(office: Office) -> None:
    (office.output / "facts.html").mkdir(parents=True)


WRONG = {
    _is_file: "公开：不能用作输出文件夹（同名的文件已存在，不是文件夹）",
    _is_below_a_file: "不能用作输出文件夹（路径中有一段不是文件夹）",
    _is_a_lost_link: "公开：不能用作输出文件夹（同名的文件已存在，不是文件夹）",
    _holds_a_folder: "facts.html：写不进去（这是一个文件夹）",
}


@pytest.mark.parametrize(
    ("prepare", "said"), WRONG.items(), ids=lambda one: getattr(one, "__name__", "")
)
def test_wrong_folders(prepare: Callable[[Office], None], said: str, office: Office) -> None:
    prepare(office)
    result = office.render()
    assert result.exit_code == 2
    [line] = [line for line in result.stderr.splitlines() if line.startswith("错误")]
    assert said in line


def test_a_folder_that_may_not_be_written_to(office: Office) -> None:
    old = _old(office)
    with ordinary_user(office.folder):
        office.output.chmod(0o555)
        result = office.render()
        office.output.chmod(0o755)
    assert result.exit_code == 2
    assert f"{old}：写不进去（没有权限）" in result.stderr
    assert old.read_bytes() == OLD


def test_a_folder_that_may_not_be_made(office: Office) -> None:
    with ordinary_user(office.folder):
        path = office.save()
        office.folder.chmod(0o555)
        result = office.run("render", path, "-o", office.output, "--format", "html")
        office.folder.chmod(0o755)
    assert result.exit_code == 2
    assert "公开：不能用作输出文件夹（没有权限）" in result.stderr


def test_a_read_only_file_is_replaced(office: Office) -> None:
    old = _old(office)
    with ordinary_user(office.folder):
        old.chmod(0o444)
        assert office.render().exit_code == 0
    assert old.read_bytes() != OLD


def test_files_are_made_as_the_mask_says(office: Office) -> None:
    before = os.umask(0o027)
    try:
        assert office.render().exit_code == 0
    finally:
        os.umask(before)
    assert (office.output / "facts.html").stat().st_mode & 0o777 == 0o640
