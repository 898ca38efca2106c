"""The reports of a run over several files, each of which stands alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from generator.check import Report
from generator.check.formats import FORMATS
from generator.check.report import unchecked
from generator.cli.messages import FINE, FOUND, publish, report, unforeseen, what
from generator.findings import DeclarationError, FindingsError, GongkaiError

TEXT = "text"


@dataclass
class Reporting:
    """What was found in each file, and how it is told: as text while it is found, or in a ``form``
    for programs, alone on stdout, when all is done."""

    form: str = TEXT
    reports: list[tuple[Path, Report]] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.form == TEXT

    def alone(self, path: Path, work: Callable[[], Report]) -> tuple[Report, int]:
        """The report that ``work`` gives on one file, or what kept it from one, and the exit code.

        What is wrong in the facts is left to the caller to tell; all else is told here.
        """
        try:
            found, code = work(), FINE
        except FindingsError as error:
            found, code = Report(error.findings, ()), FOUND
        except DeclarationError as error:
            found, code = Report(error.findings, ()), report(error)
        except GongkaiError as error:
            found, code = unchecked(str(error)), report(error)
        except Exception as error:
            found, code = unchecked(what(error)), unforeseen(error, f"{path}：")
        self.reports.append((path, found))
        return found, code

    def conclude(self) -> None:
        """Publish the report for programs. Raises ``UnreadableError`` where that fails."""
        if not self.is_text:
            publish(FORMATS[self.form](self.reports).encode())
