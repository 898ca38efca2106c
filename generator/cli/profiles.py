"""``gongkai profiles``: the forms there are, with the tables that each prints."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.messages import FINE, FOUND
from generator.profile import Profile, ProfileError, known_profiles, load_profile

WIDE = ("W", "F", "A")
LINE = 96
GAP = 2


@click.command()
@click.option("--templates", multiple=True, metavar="文件夹", help="另加的格式文件夹，可多次使用。")
def profiles(templates: tuple[str, ...]) -> None:
    """列出可用的格式：名字、地区、年度、文种和所印的表。"""
    roots = [Path(name) for name in templates]
    found, faults = _load(roots)
    click.echo("\n".join(listing(found)))
    for fault in faults:
        click.secho(f"错误：{fault}", fg="red", err=True)
    sys.exit(FOUND if faults else FINE)


def _load(roots: Sequence[Path]) -> tuple[list[Profile], list[str]]:
    """The profiles that can be used, and what is wrong with the others and with the folders."""
    faults = [f"没有文件夹“{root}”" for root in roots if not root.is_dir()]
    found = []
    for name in known_profiles(roots):
        try:
            found.append(load_profile(name, roots))
        except ProfileError as error:
            faults.append(str(error))
    return found, faults


def listing(found: Sequence[Profile]) -> list[str]:
    """The lines of the list: a row of facts for each profile, and its tables below."""
    rows = [("格式", "地区", "年度", "文种"), *map(_facts, found)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = [_aligned(rows[0], widths)]
    for profile, row in zip(found, rows[1:], strict=True):
        lines += ["", _aligned(row, widths), f"  {profile.data.description.title}"]
        lines += _wrapped([table.id for table in profile.printed], indent=2)
    return lines


def _facts(profile: Profile) -> tuple[str, ...]:
    about = profile.data.description
    return profile.id, about.place or "不限", about.years or "不限", "、".join(about.kinds)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (size - width(cell) + GAP) for cell, size in zip(cells, widths, strict=True)
    )
    return "".join(padded).rstrip()


def _wrapped(words: Sequence[str], indent: int) -> list[str]:
    lines = [" " * indent]
    for number, word in enumerate(words, start=1):
        text = word + ("、" if number < len(words) else "")
        if lines[-1].strip() and width(lines[-1] + text) > LINE:
            lines.append(" " * indent)
        lines[-1] += text
    return lines


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in WIDE else 1 for char in text)
