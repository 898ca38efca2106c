"""Round trip of the published documents: `python -m tests.roundtrip [DOC…]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import docx, pdf
from .compare import Difference, Result, compare, not_in_order
from .corrections import expected
from .pages import Misplaced, misplaced, unlike
from .published import DOCUMENTS, Item

FACTS = Path(__file__).parent.parent.parent / "data" / "published"
SHOWN = 10


@dataclass
class Report:
    """What was found about a document: per format, in its plain text, in its contents list."""

    formats: dict[str, Result]
    unread: list[Difference]
    misplaced: list[Misplaced]
    entries: int
    seconds: float

    @property
    def same(self) -> bool:
        every = all(result.same for result in self.formats.values())
        return every and not self.unread and not self.misplaced


def facts_of(document: str) -> Path:
    """Takes the id of a document, returns the path of its facts."""
    return FACTS / f"{document}.yaml"


def examine(items: list[Item], rendered: dict[str, bytes]) -> Report:
    """Takes what a document must have and its files, returns what they have."""
    began = time.perf_counter()
    reading, blocks = pdf.read(rendered["pdf"]), docx.read(rendered["docx"])
    formats = {"pdf": compare(items, reading.blocks), "docx": compare(items, blocks)}
    wrong = [*misplaced(reading), *unlike(reading, blocks)]
    unread = not_in_order(items, pdf.plain_text(rendered["pdf"]))
    seconds = time.perf_counter() - began
    return Report(formats, unread, wrong, len(reading.contents), seconds)


def lines_of(document: str, report: Report, verbose: bool) -> Iterator[str]:
    """Takes a report, yields it in lines."""
    for name, result in report.formats.items():
        yield (
            f"{document:28} {name:5} rows {result.rows}  cells {result.cells}  "
            f"sentences {result.sentences}  lost in the text {result.lost}  "
            f"differences {len(result.differences)}"
        )
        yield from some(result.differences, verbose)
    yield f"{document:28} pdftotext lacks {len(report.unread)} paragraphs"
    yield from some(report.unread, verbose)
    yield (
        f"{document:28} contents list: {report.entries} page numbers, wrong {len(report.misplaced)}"
        f"  ({report.seconds:.1f} s to read and compare)"
    )
    yield from some(report.misplaced, verbose)


def some(found: list[Difference] | list[Misplaced], verbose: bool) -> Iterator[str]:
    """Takes what was found, yields the first few, or all."""
    shown = found if verbose else found[:SHOWN]
    for one in shown:
        yield "    " + str(one).replace("\n", "\n    ")
    if len(shown) < len(found):
        yield f"    … {len(found) - len(shown)} more (--verbose)"


def run(document: str, verbose: bool) -> bool:
    """Takes the id of a document, prints how it compares, returns whether it is as published."""
    path = facts_of(document)
    if not path.exists():
        print(f"{document:28} no facts yet: {path.name}")
        return False
    from generator import render

    try:
        rendered = render(path, ["pdf", "docx"])
    except Exception as error:  # the other documents are still to be compared
        print(f"{document:28} cannot be rendered: {error}")
        return False
    report = examine(expected(document), rendered)
    print("\n".join(lines_of(document, report, verbose)))
    return report.same


def main() -> int:
    """Runs the command, returns its exit code: 1 when anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.roundtrip", description=__doc__)
    parser.add_argument("documents", nargs="*", metavar="DOC", help=", ".join(DOCUMENTS))
    parser.add_argument("--verbose", action="store_true", help="show all differences")
    options = parser.parse_args()
    unknown = [name for name in options.documents if name not in DOCUMENTS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}")
    same = [run(name, options.verbose) for name in options.documents or DOCUMENTS]
    return 0 if all(same) else 1


if __name__ == "__main__":
    sys.exit(main())
