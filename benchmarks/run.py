"""Time and memory of whole runs, of their steps, beside other programs, and how they grow.

`make bench`, or `.venv/bin/python benchmarks/run.py [--runs N] [--json FILE]`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import peers
from benchmarks.facts import ROOT, enlarged, expenditure_lines, faulty
from benchmarks.process import BenchmarkError, Case, Series, rounds
from benchmarks.tables import table

PUBLISHED = ROOT / "data" / "published"
DOCUMENT = PUBLISHED / "quanzhou-2025-budget.yaml"
BIN = Path(sys.executable).parent
RENDER, CHECK = [str(BIN / "render"), "--quiet"], [str(BIN / "gongkai"), "check"]
STEPS = [sys.executable, "-m", "benchmarks.steps"]
PDF, DOCX, BOTH = "render --format pdf", "render --format docx", "render (both)"
HELP, FINDINGS, CHECKED = "render --help", "render, facts with a fault", "gongkai check"
BATCH = "render, {} documents in one process"
FACTORS = (1, 2, 5, 10)
MANY = 5000
COMPOSE, CHECKS = "生成", "核对"
ENGLISH = {
    "import": "import generator",
    "读取": "读取 read",
    COMPOSE: "生成 compose",
    CHECKS: "核对 check",
    "PDF": "PDF (imports WeasyPrint)",
    "排版": "排版 lay out only",
    "DOCX": "DOCX",
}


@dataclass(frozen=True)
class Target:
    """What is aimed at; ``measured`` is None where this machine cannot tell."""

    name: str
    limit: float
    unit: str
    measured: float | None

    @property
    def row(self) -> list[str]:
        if self.measured is None:
            return [self.name, f"≤ {self.limit:g} {self.unit}", "", "not measured"]
        verdict = "met" if self.measured <= self.limit else "MISSED"
        shown = f"{self.measured:.3g} {self.unit}"
        return [self.name, f"≤ {self.limit:g} {self.unit}", shown, verdict]


class Benchmark:
    """All measurements of one document, in a folder that is thrown away afterwards."""

    def __init__(self, document: Path, folder: Path, runs: int) -> None:
        self.document = document
        self.folder = folder
        self.runs = runs
        self.noise: list[float] = []
        self.skipped: list[str] = []
        self.programs: dict[str, str] = {}

    def _rounds(self, cases: Sequence[Case], count: int) -> dict[str, Series]:
        series, noise = rounds(cases, count)
        self.noise += noise
        return series

    def whole(self) -> dict[str, Series]:
        """Whole processes: ours, and those of other programs in the same rounds."""
        docx = self._render("html")
        ours = [self._render("pdf"), self._render("docx"), self._render("pdf,docx")]
        bad = faulty(self.document, self.folder / "faulty.yaml")
        quick = [
            Case(HELP, [*RENDER, "--help"]),
            Case(FINDINGS, [*RENDER, str(bad), "-o", str(self.folder)], code=1),
            Case(CHECKED, [*CHECK, str(self.document)]),
        ]
        rounds([docx, self._render("docx")], 0)
        return self._rounds([*ours, *quick, *self._peers()], self.runs)

    def _render(self, formats: str) -> Case:
        name = BOTH if "," in formats else f"render --format {formats}"
        folder = self.folder / "rendered"
        command = [*RENDER, str(self.document), "--format", formats, "-o", str(folder)]
        suffix = formats.rpartition(",")[2]
        return Case(name, command, writes=folder / f"{self.document.stem}.{suffix}")

    def _peers(self) -> Iterator[Case]:
        rendered = self.folder / "rendered" / self.document.stem
        for name, programs, suffix, case in (
            ("LibreOffice", peers.LIBREOFFICE, ".docx", peers.libreoffice),
            ("Chromium", peers.CHROMIUM, ".html", peers.chromium),
        ):
            program = peers.installed(programs)
            if program is None:
                self.skipped.append(f"{name}: not installed, skipped")
                continue
            self.programs[name] = peers.version(program)
            yield case(program, self._copied(rendered.with_suffix(suffix)), self._peer(name))

    def _peer(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir()
        return folder

    def _copied(self, file: Path) -> Path:
        """A copy that our own runs do not write again while another program reads it."""
        copy = self.folder / file.name
        copy.write_bytes(file.read_bytes())
        return copy

    def steps(self) -> dict[str, dict[str, float]]:
        """Median seconds of each step, cold, by what was written."""
        cases = [self._steps(f, self.document, f) for f in ("pdf", "docx", "pdf,docx")]
        return {name: _medians(one) for name, one in self._rounds(cases, self.runs).items()}

    def batch(self) -> dict[str, Series]:
        """All published documents in one process, one after another."""
        files = sorted(map(str, PUBLISHED.glob("*.yaml")))
        case = Case(BATCH.format(len(files)), [*RENDER, *files, "-o", str(self.folder / "batch")])
        return self._rounds([case], self._few)

    @property
    def _few(self) -> int:
        """Runs of what takes long."""
        return min(self.runs, max(3, self.runs // 2))

    def scaling(self) -> dict[int, Series]:
        """The steps by number of expenditure lines, imports left out."""
        own = expenditure_lines(self.document)
        cases = []
        for factor in FACTORS:
            file = enlarged(self.document, self.folder / f"times-{factor}.yaml", own * factor)
            cases.append(self._steps(str(own * factor), file, "pdf,docx", "--preload"))
        return {int(name): one for name, one in self._rounds(cases, self._few).items()}

    def many(self) -> Series:
        """Reading, composing and checking thousands of expenditure lines."""
        file = enlarged(self.document, self.folder / "many.yaml", MANY)
        return self._rounds([self._steps("many", file, "")], self._few)["many"]

    def _steps(self, name: str, file: Path, formats: str, *more: str) -> Case:
        command = [*STEPS, str(file), formats, *more]
        return Case(name, command, environment={"PYTHONPATH": str(ROOT)})


def _medians(series: Series) -> dict[str, float]:
    runs: list[dict[str, float]] = [json.loads(run.output) for run in series.runs]
    return {step: median(run[step] for run in runs) for step in runs[0]}


def main() -> int:
    """Run the command, return its exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks/run.py", description=__doc__)
    parser.add_argument("document", nargs="?", type=Path, default=DOCUMENT, metavar="FACTS")
    parser.add_argument("--runs", type=int, default=7, help="runs of each after a warm-up (7)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    with TemporaryDirectory(prefix="gongkai-bench-") as folder:
        bench = Benchmark(options.document.resolve(), Path(folder), options.runs)
        try:
            figures = report(bench)
        except BenchmarkError as error:
            print(f"cannot measure: {error}", file=sys.stderr)
            return 1
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def report(bench: Benchmark) -> dict[str, Any]:
    """Measure and print everything; returns all figures for JSON."""
    machine = _machine()
    print(" · ".join(machine.values()))
    print(f"{bench.document.name}, {bench.runs} runs of each after a warm-up, in rounds")
    whole = bench.whole()
    print(table("Whole processes, cold", *_whole_table(whole)))
    print(
        "\n".join([*(f"{name}: {said}" for name, said in bench.programs.items()), *bench.skipped])
    )
    batch = bench.batch()
    print(table("Several documents", *_whole_table(batch)))
    steps = bench.steps()
    print(table("Steps in seconds (median)", *_steps_table(steps)))
    scaling = bench.scaling()
    print(table("Growth: seconds, and times the first line", *_scaling_table(scaling)))
    many = bench.many()
    print(table(f"{MANY} expenditure lines", *_many_table(many)))
    targets = _targets({**whole, **batch}, steps, scaling)
    print(table("Targets", ["", "target", "measured", ""], [target.row for target in targets]))
    print(_noise_line(bench.noise))
    return {
        "machine": machine,
        "programs": bench.programs,
        "document": bench.document.name,
        "runs": bench.runs,
        "whole": {name: _figures(series) for name, series in whole.items()},
        "steps": steps,
        "batch": {name: _figures(series) for name, series in batch.items()},
        "scaling": {lines: _scaled(series) for lines, series in scaling.items()},
        "many": {"lines": MANY, **_scaled(many)},
        "targets": [asdict(target) for target in targets],
        "noise": bench.noise,
    }


def _machine() -> dict[str, str]:
    return {
        "date": date.today().isoformat(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "load": f"load {os.getloadavg()[0]:.2f}",
        "python": f"Python {platform.python_version()}",
        "weasyprint": f"WeasyPrint {metadata.version('weasyprint')}",
    }


def _figures(series: Series) -> dict[str, Any]:
    return {
        "seconds": series.seconds,
        "processor": [run.processor for run in series.runs],
        "memory": [run.memory for run in series.runs],
    }


def _scaled(series: Series) -> dict[str, Any]:
    return {**_figures(series), "steps": _medians(series)}


Table = tuple[list[str], list[list[str]]]


def _whole_table(whole: dict[str, Series]) -> Table:
    rivals = {name.partition(":")[0]: one.median for name, one in whole.items() if ":" in name}
    header = ["", "median s", "min", "max", "CPU s", "peak MB", *(f"÷ {name}" for name in rivals)]
    rows = [
        [
            name,
            *(f"{value:.2f}" for value in (one.median, min(one.seconds), max(one.seconds))),
            f"{one.processor:.2f}",
            f"{one.memory:.0f}",
            *(f"{one.median / rival:.2f}" for rival in rivals.values()),
        ]
        for name, one in whole.items()
    ]
    return header, rows


def _steps_table(steps: dict[str, dict[str, float]]) -> Table:
    names = [name for name in ENGLISH if any(name in times for times in steps.values())]
    rows = [
        [
            ENGLISH[name],
            *(f"{times[name]:.3f}" if name in times else "" for times in steps.values()),
        ]
        for name in names
    ]
    return ["", *steps], rows


def _scaling_table(scaling: dict[int, Series]) -> Table:
    times = {lines: _medians(series) for lines, series in scaling.items()}
    first, base = next(iter(times.items()))
    names = [name for name in base if name != "import"]
    rows = [
        [
            f"{lines} lines ({lines / first:g}×)",
            *(f"{seconds[name]:.3f}  {seconds[name] / base[name]:5.2f}×" for name in names),
            f"{scaling[lines].memory:.0f}",
        ]
        for lines, seconds in times.items()
    ]
    return ["", *names, "peak MB"], rows


def _many_table(many: Series) -> Table:
    steps = [[ENGLISH[name], f"{seconds:.2f}"] for name, seconds in _medians(many).items()]
    whole = ["whole process", f"{many.median:.2f}"]
    return ["", "median s"], [*steps, whole, ["peak MB", f"{many.memory:.0f}"]]


def _targets(
    whole: dict[str, Series],
    steps: dict[str, dict[str, float]],
    scaling: dict[int, Series],
) -> list[Target]:
    office = next((one.median for name, one in whole.items() if "LibreOffice" in name), None)
    ours = [one for name, one in whole.items() if name.startswith("render")]
    small, large = _medians(scaling[min(scaling)]), _medians(scaling[max(scaling)])
    growth = max(large[name] / small[name] for name in small if name != "import")
    return [
        Target("DOCX step", 0.4, "s", steps["pdf,docx"]["DOCX"]),
        Target(HELP, 0.5, "s", whole[HELP].median),
        Target(FINDINGS, 0.5, "s", whole[FINDINGS].median),
        Target(f"{PDF} ÷ LibreOffice", 1.2, "×", whole[PDF].median / office if office else None),
        Target("peak memory of any render", 300, "MB", max(one.memory for one in ours)),
        Target(f"time of any step at {max(FACTORS)} times the lines", 11, "×", growth),
    ]


def _noise_line(noise: list[float]) -> str:
    spread = (max(noise) - min(noise)) / median(noise)
    return (
        f"\nNoise: a fixed loop took {median(noise):.3f} s, {min(noise):.3f} to {max(noise):.3f}"
        f" ({spread:.0%}); load now {os.getloadavg()[0]:.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
