"""The same facts give the same bytes: in another process, at another time, in another order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from generator.write import FORMATS
from tests.making import PUBLISHED, ROOT

# A process of its own: another seed of hashes, another folder, another day.
PROGRAM = """
import sys, time
from pathlib import Path
later, facts, target = sys.argv[1:]
clock = time.time
time.time = lambda: clock() + float(later)
from generator import load, render
from generator.write import FORMATS
for name, content in render(load(Path(facts)), FORMATS).items():
    (Path(target) / f"out.{name}").write_bytes(content)
"""
FACTS = min(PUBLISHED, key=lambda path: path.stat().st_size)


def _start(folder: Path, seed: int, later: float) -> subprocess.Popen[bytes]:
    folder.mkdir()
    arguments = [str(later), str(FACTS), str(folder)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    environment["TZ"] = f"UTC-{seed % 12}"
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, *arguments], cwd=folder, env=environment
    )


def test_same_bytes_in_two_processes(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    runs = [
        _start(folder, seed, later)
        for folder, seed, later in zip(folders, (1, 4242), (0, 40_000_000), strict=True)
    ]
    assert [run.wait() for run in runs] == [0, 0]
    for name in FORMATS:
        one, two = ((folder / f"out.{name}").read_bytes() for folder in folders)
        assert len(one) > 10_000
        assert one == two, f"{name} differs"
