"""Wrong facts files must end in a document or in findings: ``python -m tests.fuzz``.

Two kinds of files take turns: ``mutation`` makes published ones wrong in text and structure,
``invention`` makes files from the model and from parts of others. Whatever else happens, or takes
longer than ``PATIENCE``, is a crash: its file and its traceback are kept, and printed with its
number.
"""

from __future__ import annotations

import argparse
import math
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random
from types import FrameType

from generator import check, load
from generator.findings import Finding, FindingsError, GongkaiError
from generator.theme import load_theme
from generator.write import write
from tests.invention import invented
from tests.mutation import mutated
from tests.nasty import EXECUTED

ROOT = Path(__file__).parent.parent
FACTS = sorted((ROOT / "data" / "published").glob("*.yaml"))
WORKERS = 2
PATIENCE = 60  # seconds of processor time for one case
LONGEST = 5  # seconds of processor time for one case, those that write a PDF excepted
KINDS = {"mutation": mutated, "invention": invented}
EVERY = {"html": 10, "docx": 50, "pdf": 500}
CHINESE = re.compile("[\u4e00-\u9fff]")


class SurpriseError(AssertionError):
    """An outcome that is neither a document nor findings, or one that is not as it should be."""


@dataclass
class Tally:
    """How the cases ended; what was said beside findings; crashes by case with their traceback."""

    outcomes: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    errors: dict[str, int] = field(default_factory=dict)
    crashes: dict[int, str] = field(default_factory=dict)
    slowest: tuple[float, int] = (0.0, 0)

    @property
    def tried(self) -> int:
        return sum(self.outcomes.values())

    def add(self, other: Tally) -> None:
        self.outcomes += other.outcomes
        self.codes += other.codes
        self.errors |= other.errors
        self.crashes |= other.crashes
        self.slowest = max(self.slowest, other.slowest)


def case(seed: int, number: int) -> bytes:
    """The file of a case: the same seed and number always give the same."""
    random = Random(f"{seed}:{number}")
    make = list(KINDS.values())[number // WORKERS % len(KINDS)]
    return make(random.choice(FACTS).read_text("utf-8"), random)


def attempt(path: Path, number: int, every: Mapping[str, int]) -> Iterator[str]:
    """Take a file through the whole program; yields codes of findings, then how it ended.

    ``every`` says of which cases (one in so many) a format is written.

    Raises whatever the program should not have raised.
    """
    try:
        disclosure = load(path)
        document = disclosure.printed.document
        if EXECUTED in document.html():
            raise SurpriseError("text of the facts was run as a template")
        report = check(disclosure)
        yield from {finding.code for finding in _sound(report.findings)}
        formats = [name for name, share in every.items() if number % share == 0]
        if formats:
            write(document, load_theme(disclosure.profile.data.theme), formats, _ignore)
        yield "document" + "".join(f" {name}" for name in formats)
    except FindingsError as error:
        yield from {finding.code for finding in _sound(error.findings)}
        yield "findings"
    except GongkaiError as error:
        if not CHINESE.search(str(error)):
            raise SurpriseError(f"not in Chinese: {error}") from error
        yield f"{type(error).__name__}: {error}"


def _ignore(step: str, seconds: float) -> None:
    pass


def _sound(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, each of which says where and what."""
    for finding in findings:
        if not finding.line or not finding.column or not CHINESE.search(finding.message):
            raise SurpriseError(f"a finding without a place or a message: {finding}")
    return findings


def run(
    seed: int,
    numbers: Iterator[int],
    folder: Path,
    deadline: float,
    every: Mapping[str, int] = EVERY,
) -> Tally:
    """Try the cases ``numbers`` until ``deadline`` (``time.monotonic``); files go to ``folder``."""
    tally = Tally()
    path = folder / "facts.yaml"
    for number in numbers:
        if time.monotonic() > deadline:
            break
        path.write_bytes(case(seed, number))
        begin = time.process_time()
        try:
            *codes, ending = _in_time(path, number, every)
            if time.process_time() - begin > LONGEST and "pdf" not in ending:
                raise SurpriseError(f"more than {LONGEST} s of processor time")
            tally.codes.update(codes)
            outcome, colon, _ = ending.partition(":")
            if colon:
                tally.errors[ending] = number
        except Exception:
            outcome = "CRASH"
            tally.crashes[number] = traceback.format_exc()
        tally.outcomes[outcome] += 1
        tally.slowest = max(tally.slowest, (time.process_time() - begin, number))
    return tally


def _in_time(path: Path, number: int, every: Mapping[str, int]) -> list[str]:
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        return list(attempt(path, number, every))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise SurpriseError(f"no end after {PATIENCE} s")


def work(
    seed: int, worker: int, folder: Path, deadline: float, most: int, every: Mapping[str, int]
) -> Tally:
    """One worker's share of the cases."""
    own = folder / str(worker)
    own.mkdir()
    numbers = (number for number in count(worker, WORKERS))
    chosen = range(worker, most, WORKERS) if most else numbers
    return run(seed, iter(chosen), own, deadline, every)


def together(seed: int, seconds: float, most: int, folder: Path, every: Mapping[str, int]) -> Tally:
    """All workers at once, for ``seconds`` or until ``most`` cases (0: no limit) are tried."""
    deadline = time.monotonic() + seconds
    tally = Tally()
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        shares = [
            pool.submit(work, seed, worker, folder, deadline, most, every)
            for worker in range(WORKERS)
        ]
        for worker, share in enumerate(shares):
            try:
                tally.add(share.result())
            except BrokenProcessPool:
                tally.outcomes["CRASH"] += 1
                tally.crashes[-1 - worker] = "a worker died; the last files of all are kept"
    return tally


def _save(tally: Tally, seed: int, scratch: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, trace in tally.crashes.items():
        name = f"{seed}-{number}"
        kept = case(seed, number) if number >= 0 else (scratch / str(-1 - number) / "facts.yaml")
        content = kept if isinstance(kept, bytes) else kept.read_bytes()
        (folder / f"{name}.yaml").write_bytes(content)
        (folder / f"{name}.txt").write_text(trace, "utf-8")
        print(f"\nCRASH --seed {seed} --case {number}: {folder / name}.yaml\n{trace}")


def main() -> int:
    """The program; exit code 1 where anything crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, help="60 where no --count is given")
    parser.add_argument("--count", type=int, default=0, help="stop after so many cases")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--case", type=int, help="try one case of the seed and print its outcome")
    for name, share in EVERY.items():
        parser.add_argument(f"--{name}", type=int, default=share, help="written one time in N")
    parser.add_argument("--save", type=Path, default=ROOT / "outputs" / "fuzz")
    options = parser.parse_args()
    every = {name: getattr(options, name) for name in EVERY}
    seconds = options.seconds or (math.inf if options.count else 60)
    seed = options.seed if options.seed is not None else int(time.time())
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        if options.case is not None:
            path = scratch / "facts.yaml"
            path.write_bytes(case(seed, options.case))
            print(*attempt(path, options.case, every))
            return 0
        begin = time.monotonic()
        tally = together(seed, seconds, options.count, scratch, every)
        spent = time.monotonic() - begin
        _save(tally, seed, scratch, options.save)
    print(
        f"seed {seed}: {tally.tried} cases in {spent:.0f} s, {tally.tried / spent:.1f} per second"
    )
    for outcome, number in tally.outcomes.most_common():
        print(f"  {number:6} {outcome}")
    for error, number in sorted(tally.errors.items()):
        print(f"  case {number}: {error}")
    print("  findings by code: " + ", ".join(f"{c} {n}" for c, n in sorted(tally.codes.items())))
    print(f"  most processor time: case {tally.slowest[1]}, {tally.slowest[0]:.1f} s")
    return 1 if tally.crashes else 0


if __name__ == "__main__":
    sys.exit(main())
