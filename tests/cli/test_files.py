"""Results are written whole or not at all, whatever call of the system fails; never over inputs."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator.cli.files import ABANDONED, HOST, RUN, refuse_taken, replace_files
from generator.findings import UnreadableError

OLD, NEW = {"1": b"old 1", "2": b"old 2"}, {"1": b"new 1" * 999, "2": b"new 2", "3": b"new 3"}
CALLS = (
    "open",
    "fdopen",
    "fsync",
    "replace",
    "link",
    "mkdir",
    "unlink",
    "stat",
    "lstat",
    "scandir",
)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy disk takes long to sync."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class _Failing:
    """Lets calls of the system through, but for one, counted from the first."""

    def __init__(self, patch: pytest.MonkeyPatch, number: int) -> None:
        self.number, self.seen, self.failed = number, 0, ""
        for name in CALLS:
            patch.setattr(os, name, self._counted(name, getattr(os, name)))

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.seen += 1
            if self.seen == self.number:
                self.failed = name
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **named)

        return call


def test_each_call_fails_once_in_turn(tmp_path: Path) -> None:
    """All are old or all are new after each failure; and what is left behind is cleared later."""
    failed = []
    for number in range(1, 500):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        for name, content in OLD.items():
            (folder / name).write_bytes(content)
        with pytest.MonkeyPatch.context() as patch:
            failing = _Failing(patch, number)
            try:
                replace_files({folder / name: content for name, content in NEW.items()})
                refused = False
            except UnreadableError as error:
                assert "磁盘已满" in str(error)
                refused = True
        left = {name: text for name, text in _contents(folder).items() if name[0] != "."}
        assert left == (OLD if refused else NEW), (number, failing.failed)
        replace_files({folder / name: content for name, content in NEW.items()})
        assert {name for name in _contents(folder) if name not in NEW} <= _own(folder)
        if not failing.failed:
            break
        failed.append(failing.failed)
    assert not failing.failed
    assert set(failed) >= {"open", "fsync", "replace", "link", "unlink"}
    assert len(failed) > 20


def _own(folder: Path) -> set[str]:
    """What this process has left there: it may not be sure that it is done with it."""
    return {path.name for path in folder.glob(f".gongkai-{HOST}-{os.getpid()}-{RUN}-*.tmp")}


@pytest.mark.parametrize("stopped", [1, 2, 3])
def test_a_stop_between_two_files_leaves_all_as_they_were(stopped: int, tmp_path: Path) -> None:
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    replace, seen = os.replace, []

    def stop(source: Path, target: Path) -> None:
        seen.append(target)
        replace(source, target)
        if len(seen) == stopped:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            replace_files({tmp_path / name: content for name, content in NEW.items()})
    assert _contents(tmp_path) == OLD


def test_without_links_a_copy_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*arguments: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_link)
    test_a_stop_between_two_files_leaves_all_as_they_were(2, tmp_path)


def _ended() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


@contextmanager
def _going_on() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process.pid
        process.send_signal(signal.SIGKILL)


def test_what_is_left_behind(tmp_path: Path) -> None:
    """Of the user's own ended processes it is cleared at once, of others when it is old."""
    own = os.getpid()
    with _going_on() as alive:
        fates = {
            f".gongkai-{HOST}-{_ended()}-{RUN}-ab.tmp": False,
            f".gongkai-{HOST}-{own}-0123abcd-ab.tmp": False,  # our number, another run
            f".gongkai-{HOST}-{own}-{RUN}-ab.tmp": True,
            f".gongkai-{HOST}-{alive}-{RUN}-ab.tmp": True,
            f".gongkai-{HOST}-{10**30}-{RUN}-ab.tmp": False,
            f".gongkai-00000000-{_ended()}-{RUN}-ab.tmp": True,  # of another machine
            ".gongkai-notes.tmp": True,
            "gongkai-1.tmp": True,
        }
        for name in fates:
            (tmp_path / name).write_bytes(b"half")
        (tmp_path / ".gongkai-folder.tmp").mkdir()
        (tmp_path / f".gongkai-{HOST}-{_ended()}-{RUN}-cd.tmp").symlink_to(tmp_path)
        replace_files({tmp_path / "a": b"new"})
        assert {name for name in fates if (tmp_path / name).exists()} == {
            name for name, stays in fates.items() if stays
        }
        old = time.time() - ABANDONED - 1
        for path in tmp_path.iterdir():
            os.utime(path, (old, old), follow_symlinks=False)
        replace_files({tmp_path / "a": b"new"})
        assert {path.name for path in tmp_path.iterdir()} >= {"a", "gongkai-1.tmp"}
        assert not (tmp_path / ".gongkai-notes.tmp").exists()
    assert (tmp_path / ".gongkai-folder.tmp").is_dir()


def test_what_another_user_left_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f".gongkai-{HOST}-{_ended()}-{RUN}-ab.tmp"
    (tmp_path / name).write_bytes(b"half")
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    replace_files({tmp_path / "a": b"new"})
    assert (tmp_path / name).exists()


def _same(path: Path) -> Path:
    return path


def _spelt(path: Path) -> Path:
    return path.parent / ".." / path.parent.name / "." / path.name


def _linked(path: Path) -> Path:
    link = path.with_name("link")
    link.symlink_to(path.name)
    return link


def _second(path: Path) -> Path:
    second = path.with_name("second")
    os.link(path, second)
    return second


def _through_a_folder(path: Path) -> Path:
    folder = path.parent / "folder"
    folder.symlink_to(path.parent)
    return folder / path.name


@pytest.mark.parametrize("other", [_same, _spelt, _linked, _second, _through_a_folder])
def test_an_input_under_any_name_is_refused(other: Callable[[Path], Path], tmp_path: Path) -> None:
    facts = tmp_path / "facts.html"
    facts.write_bytes(b"facts")
    target = other(facts)
    with pytest.raises(UnreadableError, match="这是要读的数据文件，不能覆盖"):
        refuse_taken([tmp_path / "new", target], {facts: "要读的数据文件"})
    with pytest.raises(UnreadableError, match="这是要读的数据文件，不能覆盖"):
        refuse_taken([facts], {target: "要读的数据文件"})


def test_what_is_not_there_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    refuse_taken([tmp_path / "old", tmp_path / "no" / "file", tmp_path / "old" / "x"], {})
    refuse_taken([tmp_path / "old"], {tmp_path / "lost": "要读的数据文件"})


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)


def _lost_link(path: Path) -> None:
    path.symlink_to("nowhere")


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


SPECIAL = {
    _pipe: "这是管道",
    _socket: "这是套接字",
    Path.mkdir: "这是一个文件夹",
    _lost_link: "这是符号链接",
    _circle: "这是符号链接",
}


@pytest.mark.parametrize(("make", "said"), SPECIAL.items(), ids=SPECIAL.values())
def test_what_is_no_ordinary_file_is_refused(
    make: Callable[[Path], None], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "t"
    make(target)
    with pytest.raises(UnreadableError, match=said):
        refuse_taken([target], {})
    assert target.is_symlink() or target.exists()


@pytest.mark.parametrize("name", ["名" * 100, "x\0y"])
def test_a_name_that_cannot_be(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="写不进去"):
        refuse_taken([tmp_path / name], {})
    with pytest.raises(UnreadableError, match="写不进去"):
        replace_files({tmp_path / name: b"new"})
    assert list(tmp_path.iterdir()) == []
