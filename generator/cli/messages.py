"""What the commands say, and the exit code that follows: 0 fine, 1 findings, 2 cannot run."""

from __future__ import annotations

import click

from generator.findings import Finding, FindingsError, GongkaiError, Level, UnreadableError

FINE, FOUND, UNUSABLE = 0, 1, 2
COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def show(finding: Finding) -> None:
    """Print a finding to stderr, in its level's colour on a terminal."""
    click.secho(str(finding), fg=COLOURS[finding.level], err=True)


def report(error: GongkaiError) -> int:
    """Print an error to stderr and return the exit code it asks for."""
    if isinstance(error, FindingsError):
        for finding in error.findings:
            show(finding)
        return FOUND
    click.secho(f"错误：{error}", fg="red", err=True)
    return UNUSABLE if isinstance(error, UnreadableError) else FOUND
