"""Checks: what publishers get wrong, found before anyone else does."""

from generator.check import (
    arithmetic,
    completeness,
    performance,
    published,
    relations,
    subjects,
    wording,
)
from generator.check.registry import CHECKS
from generator.check.report import Report, run_checks

__all__ = [
    "CHECKS",
    "Report",
    "arithmetic",
    "completeness",
    "performance",
    "published",
    "relations",
    "run_checks",
    "subjects",
    "wording",
]
