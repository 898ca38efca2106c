"""Checks: what publishers get wrong, found before anyone else does."""

from generator.check import (
    arithmetic,
    completeness,
    flows,
    glyphs,
    likelihoods,
    performance,
    prior_year,
    published,
    quantities,
    relations,
    subjects,
    sums,
    undivided,
    unit,
    unprinted,
    wording,
)
from generator.check.registry import CHECKS
from generator.check.report import Report, run_checks

__all__ = [
    "CHECKS",
    "Report",
    "arithmetic",
    "completeness",
    "flows",
    "glyphs",
    "likelihoods",
    "performance",
    "prior_year",
    "published",
    "quantities",
    "relations",
    "run_checks",
    "subjects",
    "sums",
    "undivided",
    "unit",
    "unprinted",
    "wording",
]
