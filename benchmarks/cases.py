"""What is measured: whole runs, their steps, other programs, several documents, growth."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks import peers
from benchmarks.facts import ROOT, enlarged, expenditure_lines, faulty
from benchmarks.process import Case, Series, rounds, run

PUBLISHED = ROOT / "data" / "published"
DOCUMENT = PUBLISHED / "quanzhou-2025-budget.yaml"
BIN = Path(sys.executable).parent
RENDER, CHECK = [str(BIN / "render"), "--quiet"], [str(BIN / "gongkai"), "check"]
STEPS = [sys.executable, "-m", "benchmarks.steps"]
PDF, DOCX, BOTH = "render --format pdf", "render --format docx", "render (both)"
HELP, FINDINGS, CHECKED = "render --help", "render, facts with a fault", "gongkai check"
BATCH = "render, {} documents in one process"
LIBREOFFICE, CHROMIUM = "LibreOffice", "Chromium"
FACTORS = (1, 2, 5, 10)
MANY = 5000


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
        ours = [self._render("pdf"), self._render("docx"), self._render("pdf,docx")]
        bad = faulty(self.document, self.folder / "faulty.yaml")
        quick = [
            Case(HELP, [*RENDER, "--help"]),
            Case(FINDINGS, [*RENDER, str(bad), "-o", str(self.folder)], code=1),
            Case(CHECKED, [*CHECK, str(self.document)]),
        ]
        for written in ("docx", "html"):
            run(self._render(written))
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
            (LIBREOFFICE, peers.LIBREOFFICE, ".docx", peers.libreoffice),
            (CHROMIUM, peers.CHROMIUM, ".html", peers.chromium),
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
        return {name: medians(one) for name, one in self._rounds(cases, self.runs).items()}

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


def medians(series: Series) -> dict[str, float]:
    """Median seconds of each step over several runs of `benchmarks.steps`."""
    runs: list[dict[str, float]] = [json.loads(run.output) for run in series.runs]
    return {step: median(run[step] for run in runs) for step in runs[0]}
