"""Kills at any moment, a disk that is really full, a process that has next to nothing."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.cli.files import replace_files
from tests.hard.conftest import Office
from tests.making import PUBLISHED, ROOT, facts

PROGRAM = "from generator.cli.render import main; main()"
CALLS = ("open", "fsync", "replace", "link", "unlink", "mkdir", "scandir", "kill")
OLD, NEW = {"1": b"old 1", "2": b"old 2"}, {"1": b"new 1", "2": b"new 2"}


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _child(work: Callable[[], object], killed_at: int) -> int:
    """The status of a process of its own that does ``work`` and is killed at its nth call."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        seen = [0]
        kill, own = os.kill, os.getpid()

        def counted(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                seen[0] += 1
                if seen[0] == killed_at:
                    kill(own, signal.SIGKILL)
                return real(*arguments, **named)

            return call

        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)


@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_killed_at_each_call_of_the_system_in_turn(tmp_path: Path) -> None:
    """Each file is the old or the new one, whole; the next run leaves its own files only."""
    kills = 0
    for number in range(1, 200):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        for name, content in OLD.items():
            (folder / name).write_bytes(content)
        files = {folder / name: content for name, content in NEW.items()}
        status = _child(lambda files=files: replace_files(files), number)  # type: ignore[misc]
        found = _contents(folder)
        assert all(found[name] in (OLD[name], NEW[name]) for name in OLD)
        assert {name for name in found if not name.startswith(".gongkai-")} == set(OLD)
        replace_files(files)
        assert _contents(folder) == NEW
        if status == 0:
            break
        assert os.WTERMSIG(status) == signal.SIGKILL
        kills += 1
    assert status == 0
    assert kills > 10


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        pytest.skip(f"no disks can be made here: {error}")
    if mounted.returncode:
        pytest.skip(f"no disks can be made here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(small_disk: Path, office: Office) -> None:
    office.output = small_disk / "公开"
    assert office.render().exit_code == 0
    before = _contents(office.output)
    result = office.render(facts() + f"合理保障: {'字' * 20_000}\n")
    assert result.exit_code == 2
    assert "facts.html：写不进去（磁盘已满）" in result.stderr
    assert _contents(office.output) == before
    (small_disk / "rest").write_bytes(bytes(40_000))
    with pytest.raises(OSError, match="No space"):
        (small_disk / "more").write_bytes(bytes(40_000))
    result = office.render(facts() + "合理保障: 甲\n")  # no room left at all
    assert (result.exit_code, _contents(office.output)) == (2, before)


def _gone(folder: Path) -> None:
    inner = folder / "gone"
    inner.mkdir()
    os.chdir(inner)
    inner.rmdir()


def _masked(folder: Path) -> None:
    os.umask(0o077)


def _as_it_is(folder: Path) -> None:
    pass


Bare = tuple[dict[str, str | None], Callable[[Path], None]]
BARE: dict[str, Bare] = {
    "no home": ({"HOME": None, "XDG_CACHE_HOME": None}, _as_it_is),
    "a home that is not there": ({"HOME": "/nonexistent"}, _as_it_is),
    "no temporary folder": ({"TMPDIR": "/nonexistent"}, _as_it_is),
    "no locale": ({"LC_ALL": "C", "LANG": None, "PYTHONIOENCODING": "ascii"}, _as_it_is),
    "a folder that is gone": ({}, _gone),
    "files for nobody else": ({}, _masked),
}
ALL = {name: value for changes, _ in BARE.values() for name, value in changes.items()}


def _bare(
    office: Office, changes: dict[str, str | None], prepare: Callable[[Path], None]
) -> subprocess.CompletedProcess[bytes]:
    environment = {name: os.environ[name] for name in os.environ if changes.get(name, "") == ""}
    environment |= {name: value for name, value in changes.items() if value}
    words = [*office.form, str(office.save()), "-o", str(office.output)]
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True,
        check=False,
        env=environment,
        preexec_fn=lambda: prepare(office.folder),
    )


def _whole(office: Office) -> dict[str, bytes]:
    """What comes of it in this process, where nothing is lacking."""
    result = office.run("render", office.save(), "-o", office.folder / "whole")
    assert result.exit_code == 0, result.output
    return _contents(office.folder / "whole")


def _same(office: Office, run: subprocess.CompletedProcess[bytes]) -> None:
    assert run.returncode == 0, run.stderr
    assert b"Traceback" not in run.stderr
    assert _contents(office.output) == _whole(office)


def test_a_process_that_has_next_to_nothing(office: Office) -> None:
    def prepare(folder: Path) -> None:
        _masked(folder)
        _gone(folder)

    _same(office, _bare(office, ALL, prepare))
    assert {path.stat().st_mode & 0o777 for path in office.output.iterdir()} == {0o600}


@pytest.mark.slow
@pytest.mark.parametrize(("changes", "prepare"), BARE.values(), ids=BARE)
def test_each_lack_alone(
    changes: dict[str, str | None], prepare: Callable[[Path], None], office: Office
) -> None:
    _same(office, _bare(office, changes, prepare))


@pytest.mark.slow
def test_a_program_in_folders_that_cannot_be_written(office: Office) -> None:
    """As in a container, or installed by an administrator."""
    shown = [
        f"mount --bind '{folder}' '{folder}' && mount -o remount,bind,ro '{folder}'"
        for folder in (ROOT, sys.prefix)
    ]
    tried = f"touch '{ROOT}/x' 2>/dev/null && exit 9"
    inside = ["unshare", "-m", "sh", "-c", "\n".join([*shown, tried, 'exec "$@"']), "sh"]
    if not shutil.which("unshare") or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    words = [*office.form, str(office.save()), "-o", str(office.output)]
    run = subprocess.run(
        [*inside, sys.executable, "-c", PROGRAM, *words],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    _same(office, run)


# A moment is a time of the processor's own, so that a busy machine moves none. Nobody hears the
# timer's signal: the system ends the process there and then, as SIGKILL does.
TIMED = "import os, signal\nsignal.setitimer(signal.ITIMER_PROF, {})\n"
ASKED = "signal.signal(signal.SIGPROF, lambda *given: os.kill(os.getpid(), {}))\n"
KILLED = -signal.SIGPROF


class _Stopping:
    """The real command on real facts, stopped and tried again; each of two versions in turn."""

    def __init__(self, folder: Path, formats: str) -> None:
        self.folder, self.formats = folder, formats
        self.facts, self.output = folder / "facts.yaml", folder / "out"
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        text = min(PUBLISHED, key=lambda path: path.stat().st_size).read_text("utf-8")
        self.texts = [text, text.replace("局", "处")]
        self.versions: list[dict[str, bytes]] = []
        before = self.spent()
        for number in (0, 1):
            assert self.run(number)[0] in (0, 1)
            self.versions.append(_contents(self.output))
        self.longest = (self.spent() - before) / 2
        assert self.versions[0] != self.versions[1]

    def spent(self) -> float:
        """The seconds of processor time of all that were run."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def run(self, number: int, before: str = "") -> tuple[int, bytes]:
        """The exit code, and what was said."""
        self.facts.write_text(self.texts[number % 2], "utf-8")
        words = [str(self.facts), "-o", str(self.output), "--format", self.formats, "--draft"]
        run = subprocess.run(
            [sys.executable, "-c", before + PROGRAM, *words],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(self.temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        return run.returncode, run.stderr

    def once(self, number: int, before: str) -> tuple[int, bytes]:
        """A run that is stopped: results and facts are whole then."""
        code, said = self.run(number, before)
        for name, content in _contents(self.output).items():
            if not name.startswith(".gongkai-"):
                assert content in [version[name] for version in self.versions]
        assert self.facts.read_text("utf-8") == self.texts[number % 2]
        assert list(self.temporary.iterdir()) == []
        return code, said

    def finish(self) -> None:
        """The next runs are as if nothing had been, and nothing is left behind."""
        for number in (0, 1):
            assert self.run(number)[0] in (0, 1)
            assert _contents(self.output) == self.versions[number]
        assert sorted(path.name for path in self.folder.iterdir()) == ["facts.yaml", "out", "tmp"]


@pytest.mark.slow
@pytest.mark.parametrize(("formats", "times"), [("pdf,docx", 40), ("html", 60)])
def test_kills_at_random_moments(formats: str, times: int, tmp_path: Path) -> None:
    stopping, moments = _Stopping(tmp_path, formats), random.Random(formats)
    codes = []
    for number in range(times):
        before = TIMED.format(moments.uniform(0.01, 1.1 * stopping.longest))
        codes.append(stopping.once(number, before)[0])
    assert set(codes) <= {0, 1, KILLED}
    assert codes.count(KILLED) > times / 2
    stopping.finish()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_stops_at_random_moments(how: signal.Signals, tmp_path: Path) -> None:
    """A run that is told to stop leaves nothing behind itself."""
    stopping, moments = _Stopping(tmp_path, "pdf,docx"), random.Random(how)
    for number in range(15):
        before = TIMED.format(moments.uniform(0.01, 1.1 * stopping.longest)) + ASKED.format(
            int(how)
        )
        code, said = stopping.once(number, before)
        # as it ends, Python hears the timer no more: that ends it as a kill would
        assert code in (0, 1, 128 + how, -how, KILLED), said
        assert b"Traceback" not in said or code != 128 + how
        assert not [name for name in _contents(stopping.output) if name.startswith(".gongkai-")]
    stopping.finish()
