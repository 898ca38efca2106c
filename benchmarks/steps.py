"""The steps of one render in a fresh process, as JSON: `python -m benchmarks.steps FILE pdf,docx`.

With ``--preload`` the libraries of the writers are imported before anything is timed, so that the
steps hold work alone.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from time import perf_counter


def main() -> None:
    """Run the command: seconds by step on standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.steps", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("formats", help="pdf,docx; an empty string reads, composes and checks")
    parser.add_argument("--preload", action="store_true")
    options = parser.parse_args()
    print(json.dumps(steps(options.file, options.formats, options.preload)))


def steps(file: Path, formats: str, preload: bool) -> dict[str, float]:
    """Seconds by step: the import of the package, then each step that ``render`` reports."""
    start = perf_counter()
    from generator.api import render

    times = {"import": perf_counter() - start}
    if preload:
        import docx  # noqa: F401
        import weasyprint  # noqa: F401
    render(file, [name for name in formats.split(",") if name], timer=times.__setitem__)
    return times


if __name__ == "__main__":
    main()
