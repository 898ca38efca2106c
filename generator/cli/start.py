"""Where a console command starts and ends: nothing but messages and an exit code comes out."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from contextlib import suppress
from io import StringIO
from types import FrameType
from typing import NoReturn

import click

from generator.cli.messages import FINE, report, say, unforeseen
from generator.findings import GongkaiError

INTERRUPTED = 130
# what ends a run from outside; the exit code is that of a shell, 128 and the signal's number
STOPS = ("SIGTERM", "SIGHUP")


def start(command: click.Command, name: str) -> NoReturn:
    """Run ``command`` under the name ``name`` and exit.

    An error that nobody foresaw becomes a message; with ``GONGKAI_DEBUG=1`` its traceback, too.
    """
    _open_streams()
    for stop in STOPS:
        number = getattr(signal, stop, None)
        # a run under nohup stays deaf to what it was told not to hear
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)
    # the process ends: Python need not look for cycles among all that is left
    atexit.register(gc.freeze)
    try:
        code = _run(command, name)
    finally:
        _close_streams()
    sys.exit(code)


def _open_streams() -> None:
    """Keep the numbers of closed streams from the files that are written; lose no character."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    for stream in (sys.stdout, sys.stderr):
        # a file name may hold what the terminal's encoding does not have
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def _close_streams() -> None:
    """Let go of what could not be written, lest Python complains of it at the very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except Exception:
            with suppress(Exception):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(command: click.Command, name: str) -> int:
    try:
        command.main(prog_name=name, standalone_mode=False)
    except click.ClickException as error:
        return _wrong_use(error)
    except (click.Abort, KeyboardInterrupt):
        say("已中断，没有写完的文件保持原样")
        return INTERRUPTED
    except GongkaiError as error:
        return report(error)
    except Exception as error:
        if isinstance(error.__context__, KeyboardInterrupt):  # click could not say so
            return INTERRUPTED
        return unforeseen(error)
    return FINE


def _wrong_use(error: click.ClickException) -> int:
    shown = StringIO()
    error.show(shown)
    for line in shown.getvalue().splitlines():
        say(line, None)
    return error.exit_code


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """Leave as after an error, so that what is half written is cleared away."""
    raise SystemExit(128 + number)
