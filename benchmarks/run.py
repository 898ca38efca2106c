"""Time and memory of whole runs, of their steps, beside other programs, and how they grow.

`make bench`, or `.venv/bin/python benchmarks/run.py [--runs N] [--json FILE]`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.cases import DOCUMENT, Benchmark
from benchmarks.process import BenchmarkError
from benchmarks.report import report


def main() -> int:
    """Run the command, return its exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks/run.py", description=__doc__)
    parser.add_argument("document", nargs="?", type=Path, default=DOCUMENT, metavar="FACTS")
    parser.add_argument("--runs", type=int, default=7, help="runs of each after a warm-up (7)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, too")
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
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


if __name__ == "__main__":
    sys.exit(main())
