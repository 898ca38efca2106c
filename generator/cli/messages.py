"""What the commands say, and the exit code that follows: 0 fine, 1 wrong facts, 2 all else."""

from __future__ import annotations

import re

import click

from generator.findings import DeclarationError, Finding, FindingsError, GongkaiError, Level

FINE, FOUND, UNUSABLE = 0, 1, 2
UNASKED = "R207"  # the one note that every command tells: the output may not be what was expected
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def printable(text: str) -> str:
    """The text with control characters and stray bytes spelt out: a file's name may hold some."""
    return CONTROL.sub(lambda found: repr(found.group())[1:-1], text)


def say(text: str, colour: str = "red") -> None:
    """Print to stderr, in colour on a terminal."""
    click.secho(printable(text), fg=colour, err=True)


def show(finding: Finding) -> None:
    """Print a finding to stderr, in its level's colour on a terminal."""
    say(str(finding), COLOURS[finding.level])


def report(error: GongkaiError) -> int:
    """Print an error to stderr and return the exit code it asks for."""
    if isinstance(error, FindingsError | DeclarationError):
        for finding in error.findings:
            show(finding)
    else:
        say(f"错误：{error}")
    return FOUND if isinstance(error, FindingsError) else UNUSABLE
