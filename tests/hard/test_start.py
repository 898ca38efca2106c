"""The last line: what nobody foresaw ends in a message and an exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

import generator.api
from generator.cli import gongkai, render
from tests.hard.conftest import Office

FAILURES = {
    RuntimeError("secret"): "RuntimeError",
    RecursionError("deep"): "RecursionError",
    KeyError("x"): "KeyError",
    AssertionError(): "AssertionError",
    MemoryError(): "内存不足",
    OSError(5, "I/O error"): "OSError，磁盘读写出错",
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"): "UnicodeEncodeError",
}
MAINS: list[tuple[Callable[[], None], list[str]]] = [
    (render.main, ["render"]),
    (gongkai.main, ["gongkai", "render"]),
]


@pytest.mark.parametrize(("main", "words"), MAINS, ids=["render", "gongkai"])
@pytest.mark.parametrize(("failure", "said"), FAILURES.items(), ids=FAILURES.values())
def test_the_unforeseen(
    failure: Exception,
    said: str,
    main: Callable[[], None],
    words: list[str],
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise failure

    monkeypatch.setattr(generator.api, "render", fail)
    given = [*words, *office.form, str(office.save()), "-o", str(office.output)]
    monkeypatch.setattr(sys, "argv", given)
    monkeypatch.delenv("GONGKAI_DEBUG", raising=False)
    with pytest.raises(SystemExit) as ended:
        main()
    out, errors = capfd.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert len(errors.splitlines()) == 2
    advice = "分成几份文件" if isinstance(failure, MemoryError) else "GONGKAI_DEBUG=1"
    assert said in errors and advice in errors
    assert "Traceback" not in errors and "secret" not in errors


def test_the_traceback_is_there_for_who_asks(
    office: Office, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(generator.api, "render", fail)
    monkeypatch.setattr(sys, "argv", ["render", *office.form, str(office.save())])
    monkeypatch.setenv("GONGKAI_DEBUG", "1")
    with pytest.raises(SystemExit):
        render.main()
    errors = capfd.readouterr().err
    assert "Traceback" in errors and "RuntimeError: secret" in errors
    assert "程序没有料到的问题" in errors


USES = [
    ([], 2, "数据文件"),
    (["--没有"], 2, "--没有"),
    (["--format", "exe", "x.yaml"], 2, "没有文件格式“exe”"),
    (["没有.yaml"], 2, "没有.yaml：没有这个文件"),
    (["--help"], 0, "退出码"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), USES, ids=range(len(USES)))
def test_wrong_use(arguments: list[str], code: int, said: str) -> None:
    program = "from generator.cli.render import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert run.returncode == code
    assert said in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_nobody_listens(office: Office) -> None:
    """The reader of the output has gone, as after ``| head -0``."""
    path = office.save()
    program = "from generator.cli.gongkai import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "check", *office.form, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdout and run.stderr
        run.stdout.close()
        errors = run.stderr.read()
    assert run.returncode in (0, 1)
    assert "Traceback" not in errors and "BrokenPipe" not in errors


def test_a_terminal_without_chinese(office: Office) -> None:
    path = office.save()
    program = "from generator.cli.render import main; main()"
    words = [*office.form, str(path), "-o", str(office.output), "--format", "html"]
    run = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert b"facts.html" in run.stdout and b"Traceback" not in run.stderr
