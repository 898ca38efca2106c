"""``gongkai profiles``: the forms there are, with the tables that each prints."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from generator.cli import options
from generator.cli.chinese import verb
from generator.cli.messages import FINE, publish, report
from generator.findings import GongkaiError
from generator.profile import Profile, known_profiles, load_profile
from generator.resources import Folder, resource
from generator.theme import load_theme


class ProfileName(options.Type):
    """The name of a profile; whether there is one is told by whoever loads it."""

    name = "格式"

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[CompletionItem]:
        known = known_profiles(ctx.params.get("templates") or ())
        return [CompletionItem(name) for name in known if name.startswith(incomplete)]


WIDE = ("W", "F", "A")
LINE = 96
GAP = 2


@verb()
@click.argument("names", metavar="[格式]...", nargs=-1, type=ProfileName())
@options.templates
def profiles(names: Sequence[str], templates: Sequence[Path]) -> None:
    """列出可用的格式，或者只列出指明的：名字、地区、年度、文种、依据和所印的表。

    有自己的格式文件夹的，也说出每个格式在哪里。格式写错的，说出错在哪里。
    """
    found, faults = _load(names or known_profiles(templates), templates)
    code = max(map(report, faults), default=FINE)
    publish(listing(found, folders=bool(templates)))
    sys.exit(code)


def _load(names: Sequence[str], roots: Sequence[Path]) -> tuple[list[Profile], list[GongkaiError]]:
    """The profiles that can be used, and what is wrong with the others."""
    found, faults = [], []
    for name in names:
        try:
            profile = load_profile(name, roots)
            load_theme(profile.data.theme, roots)
            found.append(profile)
        except GongkaiError as error:
            faults.append(error)
    return found, faults


def listing(found: Sequence[Profile], *, folders: bool = False) -> list[str]:
    """The lines of the list: a row of facts for each profile, and its tables below.

    ``folders``: also where its files are, those that only replace templates included.
    """
    rows = [("格式", "地区", "年度", "文种"), *map(_facts, found)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = [_aligned(rows[0], widths)]
    for profile, row in zip(found, rows[1:], strict=True):
        lines += ["", _aligned(row, widths), f"  {profile.data.description.title}"]
        if folders:
            lines.append(f"  文件夹：{'、'.join(map(_where, profile.folders))}")
        if source := profile.data.description.source:
            lines.append(f"  依据：{source}")
        lines += _wrapped([table.id for table in profile.printed], indent=2)
    return lines


def _facts(profile: Profile) -> tuple[str, ...]:
    about = profile.data.description
    return profile.id, about.place or "不限", about.told_years or "不限", "、".join(about.kinds)


def _where(folder: Folder) -> str:
    packaged = folder.path.is_relative_to(resource("templates"))
    return f"{folder.name}（随软件安装）" if packaged else str(folder.path)


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
