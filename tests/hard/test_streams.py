"""A message that cannot be written changes nothing of what is written, nor the exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from generator.cli.gongkai import command
from tests.hard.conftest import Office
from tests.making import facts

PROGRAM = "from generator.cli.gongkai import main; main()"
TOLD = facts()  # warnings and notes
WRONG = facts("支出: [{科目: 2101501, 基本支出: 一}]\n")
FULL = "/dev/full"


@pytest.fixture(scope="module")
def document() -> Iterator[bytes]:
    """What the facts give where all streams are in order."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        office = Office(Path(folder))
        assert office.render(TOLD).exit_code == 0
        yield (office.output / "facts.html").read_bytes()


def _run(
    shell: str, *words: str | Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The real command as a shell starts it: ``$@`` with redirections."""
    return subprocess.run(
        ["sh", "-c", shell, "sh", sys.executable, "-c", PROGRAM, *map(str, words)],
        capture_output=True,
        check=False,
        env=environment,
    )


def _words(office: Office, text: str) -> Sequence[str | Path]:
    path = office.save(text)
    return ["render", *office.form, path, "-o", office.output, "--format", "html"]


REDIRECTED = {
    "stdout is full": f'exec "$@" >{FULL}',
    "stderr is full": f'exec "$@" 2>{FULL}',
    "both are full": f'exec "$@" >{FULL} 2>&1',
    "stdout is closed": 'exec "$@" >&-',
    "stderr is closed": 'exec "$@" 2>&-',
    "all are closed": 'exec "$@" <&- >&- 2>&-',
    "nobody reads": '{ "$@" 2>&1; echo $? >&3; } 3>"$0.code" | true; exit $(cat "$0.code")',
}


@pytest.mark.parametrize("shell", REDIRECTED.values(), ids=REDIRECTED)
def test_the_document_is_written_all_the_same(shell: str, office: Office, document: bytes) -> None:
    shell = shell.replace("$0", str(office.folder / "run"))
    run = _run(shell, *_words(office, TOLD))
    assert run.returncode == 0, run.stderr
    assert [path.name for path in office.output.iterdir()] == ["facts.html"]
    assert (office.output / "facts.html").read_bytes() == document
    assert b"Traceback" not in run.stderr and b"Exception ignored" not in run.stderr


@pytest.mark.parametrize("case", ["both are full", "all are closed", "nobody reads"])
def test_wrong_facts_end_with_1_all_the_same(case: str, office: Office) -> None:
    run = _run(REDIRECTED[case].replace("$0", str(office.folder / "run")), *_words(office, WRONG))
    assert run.returncode == 1, run.stderr
    assert not office.output.exists()


ENVIRONMENTS = {
    "C": {"LC_ALL": "C"},
    "ascii": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "nothing": {},
}


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_any_encoding(environment: dict[str, str], office: Office, document: bytes) -> None:
    run = _run('exec "$@"', *_words(office, TOLD), environment=environment)
    assert run.returncode == 0, run.stderr
    assert (office.output / "facts.html").read_bytes() == document
    assert b"facts.html" in run.stdout and b"C608" in run.stderr


class _Raising:
    """A stream as no stream should be."""

    encoding = "utf-8"

    def __getattr__(self, name: str) -> object:
        raise RuntimeError("no stream")


def test_streams_that_raise(
    office: Office, document: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [str(word) for word in _words(office, TOLD)]
    monkeypatch.setattr(sys, "stdout", _Raising())
    monkeypatch.setattr(sys, "stderr", _Raising())
    with pytest.raises(SystemExit) as ended:
        command.main(words, standalone_mode=False)
    assert ended.value.code == 0
    assert (office.output / "facts.html").read_bytes() == document


ASKED = [["check", "--report", "json", "{}"], ["schema"], ["profiles"], ["explain", "E902"]]


@pytest.mark.parametrize("words", ASKED, ids=lambda words: words[0])
def test_what_was_asked_for_and_cannot_be_written_is_an_error(
    words: list[str], office: Office
) -> None:
    words = [word.format(office.save(TOLD)) for word in words]
    words += office.form if words[0] == "check" else []
    run = _run(f'exec "$@" >{FULL}', *words)
    assert (run.returncode, run.stdout) == (2, b"")
    assert "标准输出：写不进去（磁盘已满）" in run.stderr.decode()
    assert b"Traceback" not in run.stderr


def test_a_report_for_nobody(office: Office) -> None:
    words = ["check", *office.form, "--report", "json", str(office.save(TOLD))]
    run = _run('exec "$@" >&-', *words)
    assert run.returncode == 2
    assert "标准输出：写不进去（已经关闭）" in run.stderr.decode()
    gone = '{ "$@"; echo $? >&3; } 3>"$0" | true; exit $(cat "$0")'
    assert _run(gone.replace("$0", str(office.folder / "code")), *words).returncode == 0


def test_reports_are_utf_8_whatever_the_terminal_has(office: Office) -> None:
    ascii_only = ENVIRONMENTS["ascii"]
    words = ["check", *office.form, "--report", "json", str(office.save(WRONG))]
    run = _run('exec "$@"', *words, environment=ascii_only)
    [file] = json.loads(run.stdout.decode("utf-8"))
    assert run.returncode == 1 and "错误" not in file["findings"][0]["message"]
    assert "一" in file["findings"][0]["message"]
    assert json.loads(_run('exec "$@"', "schema", environment=ascii_only).stdout.decode("utf-8"))


def test_wrong_use_is_told_without_control_characters(office: Office) -> None:
    run = _run('exec "$@"', "render", "--\x1b[31m\nx")
    assert run.returncode == 2
    assert run.stderr and b"\x1b" not in run.stderr


def test_a_hang_up_that_is_not_to_be_heard(office: Office, document: bytes) -> None:
    """As under ``nohup``."""
    hook = "import os; fsync = os.fsync; os.fsync = lambda h: (os.kill(os.getpid(), 1), fsync(h))"
    words = map(str, _words(office, TOLD))
    run = subprocess.run(
        [sys.executable, "-c", f"{hook}\n{PROGRAM}", *words],
        check=False,
        capture_output=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    assert run.returncode == 0
    assert (office.output / "facts.html").read_bytes() == document


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals of this kind")
def test_a_line_for_each_file_on_a_terminal_only(office: Office) -> None:
    first, second = office.save(TOLD, "甲.yaml"), office.save(TOLD, "乙.yaml")
    words = ["render", *office.form, str(first), str(second), "-o", str(office.output)]
    words += ["--format", "html"]
    leader, follower = os.openpty()
    with os.fdopen(leader, "rb", closefd=True) as terminal:
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, *words],
            stdout=subprocess.PIPE,
            stderr=follower,
            check=False,
        )
        os.close(follower)
        shown = os.read(terminal.fileno(), 65536).decode()
    assert run.returncode == 0
    assert f"[1/2] {first}" in shown and f"[2/2] {second}" in shown
    assert b"[1/2]" not in run.stdout
    plain = _run('exec "$@"', *words)
    assert b"[1/2]" not in plain.stdout + plain.stderr
