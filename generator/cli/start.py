"""Where a console command starts and ends: nothing but messages and an exit code comes out."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import traceback
from types import FrameType
from typing import NoReturn

import click

from generator.cli.messages import FINE, UNUSABLE, report, say
from generator.findings import GongkaiError

DEBUG = "GONGKAI_DEBUG"
INTERRUPTED = 130
TERMINATED = 143


def start(command: click.Command, name: str) -> NoReturn:
    """Run ``command`` under the name ``name`` and exit.

    An error that nobody foresaw becomes a message; with ``GONGKAI_DEBUG=1`` its traceback, too.
    """
    for stream in (sys.stdout, sys.stderr):
        # a file name may hold what the terminal's encoding does not have
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _terminate)
    # the process ends: Python need not look for cycles among all that is left
    atexit.register(gc.freeze)
    sys.exit(_run(command, name))


def _run(command: click.Command, name: str) -> int:
    try:
        command.main(prog_name=name, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("已中断，没有写完的文件保持原样")
        return INTERRUPTED
    except GongkaiError as error:
        return report(error)
    except Exception as error:
        return _unforeseen(error)
    return FINE


def _unforeseen(error: Exception) -> int:
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    what = "内存不足" if isinstance(error, MemoryError) else type(error).__name__
    say(f"错误：程序没有料到的问题（{what}），没有写文件")
    say(f"请设置环境变量 {DEBUG}=1 再运行一次，把显示的内容连同数据文件报告给开发者")
    return UNUSABLE


def _terminate(number: int, frame: FrameType | None) -> None:
    """Leave as after an error, so that what is half written is cleared away."""
    raise SystemExit(TERMINATED)
