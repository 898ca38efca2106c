"""The figures in tables on the terminal, and against what is aimed at."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass
from datetime import date
from importlib import metadata
from statistics import median
from typing import Any

from benchmarks.cases import (
    FACTORS,
    FINDINGS,
    HELP,
    LIBREOFFICE,
    MANY,
    PDF,
    Benchmark,
    medians,
)
from benchmarks.process import Series
from benchmarks.tables import table

ENGLISH = {
    "import": "import generator",
    "读取": "读取 read",
    "生成": "生成 compose",
    "核对": "核对 check",
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
    return {**_figures(series), "steps": medians(series)}


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
    times = {lines: medians(series) for lines, series in scaling.items()}
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
    steps = [[ENGLISH[name], f"{seconds:.2f}"] for name, seconds in medians(many).items()]
    whole = ["whole process", f"{many.median:.2f}"]
    return ["", "median s"], [*steps, whole, ["peak MB", f"{many.memory:.0f}"]]


def _targets(
    whole: dict[str, Series],
    steps: dict[str, dict[str, float]],
    scaling: dict[int, Series],
) -> list[Target]:
    office = next((one.median for name, one in whole.items() if LIBREOFFICE in name), None)
    ours = [one for name, one in whole.items() if name.startswith("render")]
    small, large = medians(scaling[min(scaling)]), medians(scaling[max(scaling)])
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
