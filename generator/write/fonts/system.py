"""The fonts of the system, as fontconfig knows them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.oserrors import reason
from generator.write.fonts.coverage import Coverage, Range, merged

SECONDS = 20  # that fc-list may take


@dataclass(frozen=True)
class Installed:
    """The families that fontconfig knows; ``problem`` says why it could not be asked."""

    families: frozenset[str]
    problem: str = ""


@cache
def installed() -> Installed:
    """The families of the system: without ``fc-list`` none is used, which is told, not hidden."""
    lines, problem = _listed("family", ":")
    families = frozenset(name.strip() for line in lines for name in line.split(","))
    return Installed(families - {""}, problem)


@cache
def installed_characters() -> Coverage:
    """The characters of the fonts of the system that can be drawn at any size."""
    lines, _ = _listed("charset", ":scalable=true")
    return merged(one for line in lines for one in _ranges(line))


def _ranges(line: str) -> Iterator[Range]:
    """A set of characters as fontconfig writes it: ``20-7e a0``, in hexadecimal."""
    for part in line.split():
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)


def _listed(element: str, pattern: str) -> tuple[list[str], str]:
    """What ``fc-list`` says of each font that fits, or why it says nothing.

    Its output is bytes: a name in an encoding that is not UTF-8 is none that a theme could name.
    """
    command = ["fc-list", "--format", f"%{{{element}}}\\n", pattern]
    try:
        listed = subprocess.run(command, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return [], f"fc-list 在 {SECONDS} 秒内没有答复"
    except OSError as error:
        return [], f"fc-list 不能运行（{reason(error)}）"
    if listed.returncode:
        said = listed.stderr.decode("utf-8", "replace").strip()
        return [], f"fc-list 出错（退出码 {listed.returncode}）：{said}"
    return listed.stdout.decode("utf-8", "replace").splitlines(), ""
