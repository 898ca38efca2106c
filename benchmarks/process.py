"""Whole processes measured from outside: wall time, peak memory, exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

LIMIT = 300.0  # seconds after which a process counts as hanging
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in one unit of ru_maxrss
SPINS = 2_000_000


class BenchmarkError(Exception):
    """A command that did not do what is to be measured."""


@dataclass(frozen=True)
class Case:
    """A command to measure: the exit code it must have, and the file it must write."""

    name: str
    command: Sequence[str]
    code: int = 0
    writes: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """One process: seconds of wall time and of processor time, peak resident memory in bytes.

    Processes that the command starts and waits for count, too; the peak is that of the largest.
    """

    seconds: float
    processor: float
    memory: int
    output: str


@dataclass
class Series:
    """Several runs of one command."""

    runs: list[Run] = field(default_factory=list)

    @property
    def seconds(self) -> list[float]:
        return [run.seconds for run in self.runs]

    @property
    def median(self) -> float:
        """Seconds."""
        return median(self.seconds)

    @property
    def processor(self) -> float:
        """Median of the processor time in seconds: it suffers less from other work going on."""
        return median(run.processor for run in self.runs)

    @property
    def memory(self) -> float:
        """Median of the peaks in MB (10⁶ bytes)."""
        return median(run.memory for run in self.runs) / 1e6


def run(case: Case) -> Run:
    """Run a command once. Raises ``BenchmarkError`` where it fails or writes nothing."""
    if case.writes is not None:
        case.writes.unlink(missing_ok=True)
    with TemporaryFile("w+", encoding="utf-8") as output:
        start = perf_counter()
        process = subprocess.Popen(
            case.command,
            env={**os.environ, **case.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
        watch = threading.Timer(LIMIT, _kill, [process.pid])
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    if process.returncode != case.code:
        raise BenchmarkError(f"{case.name}: exit code {process.returncode}, not {case.code}")
    if case.writes is not None and not (case.writes.is_file() and case.writes.stat().st_size):
        raise BenchmarkError(f"{case.name}: wrote no {case.writes.name}")
    processor = usage.ru_utime + usage.ru_stime
    return Run(seconds, processor, usage.ru_maxrss * RSS_UNIT, said)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def rounds(cases: Sequence[Case], count: int) -> tuple[dict[str, Series], list[float]]:
    """Each case once to warm up, then ``count`` rounds of all, so that noise falls on all alike.

    Returns the runs by case, and the seconds of a fixed piece of work done in every round: their
    spread is the noise of the machine.
    """
    for case in cases:
        run(case)
    series = {case.name: Series() for case in cases}
    noise: list[float] = []
    for _ in range(count):
        noise.append(spin())
        for case in cases:
            series[case.name].runs.append(run(case))
    return series, noise


def spin() -> float:
    """Seconds that a fixed piece of arithmetic takes."""
    start = perf_counter()
    total = 0
    for number in range(SPINS):
        total += number
    return perf_counter() - start
