"""Lines that YAML does not take, rewritten as they are meant.

Only lines that the parser complains of are touched, and those that have the same slip after a key
of the facts: a file that can be read stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from generator.read.characters import FULL_WIDTH_COLON, FULL_WIDTH_COMMA, WIDE_SPACES
from generator.read.slips.keys import own_lines
from generator.read.slips.notes import Slips

OPENED = 5  # lines with a quotation mark that is not closed, before a mistake
LONGEST = 1000  # characters of a line that is looked through
NO_KEY = rf"\s:{FULL_WIDTH_COLON}\"'“”#{{}}\[\],{FULL_WIDTH_COMMA}。；、"
KEY = rf"[^{NO_KEY}\-][^{NO_KEY}]*"
GAP = rf"[ {WIDE_SPACES}]*"
# what stands for a colon and a space
MARK = rf"(?: *{FULL_WIDTH_COLON}{GAP}|:[{WIDE_SPACES}]{GAP}|:(?=[^\s/]))"
START = r"(?P<lead> *(?:- +)*)"
VALUE = rf"(?P<lead> *(?:- +)*(?:{KEY}: +)?)"
COLON = re.compile(rf"{START}(?P<key>{KEY}){MARK}(?P<rest>.*)")
QUOTED = re.compile(rf"{VALUE}(?P<text>(?P<quote>[\"'])[^\"']*(?P=quote) *[^\s\"',#:][^\"'#]*?) *")
OPEN = re.compile(rf"{VALUE}(?P<quote>[\"'])(?P<text>[^\"']+?) *")
WORDS = r"[^\"'{}\[\],:]*"
HASH = re.compile(rf"[:,{{\[] *(?P<text>[^\s\"'{{}}\[\],:]{WORDS} #{WORDS}?)(?= *[,}}\]])")
CODE = re.compile(r"[0-9]{3,7}")
IN_BRACES = re.compile(
    rf"(?P<before>[{{,] *)(?P<key>{KEY}){MARK}"
    rf"|(?P<wide>{FULL_WIDTH_COMMA} *)(?P<last>{KEY})(?:{MARK}|: +)"
)


class Mended(NamedTuple):
    """A line as it is meant: the kind of slip, its column (from 1), the words to show of it."""

    line: str
    kind: str
    column: int
    shown: str


def _colon(line: str) -> Mended | None:
    """A key whose colon is full-width, has no space behind it, or a full-width one."""
    found = COLON.fullmatch(line)
    if not found:
        return None
    text = f"{found['lead']}{found['key']}: {found['rest']}".rstrip()
    return Mended(text, "R211", len(found["lead"]) + 1, found["key"])


def _in_braces(line: str, keys: Collection[str]) -> Mended | None:
    """The same between braces, where full-width commas part the items, too."""
    begin = line.find("{")
    if begin < 0:
        return None
    slips: list[re.Match[str]] = []

    def meant(found: re.Match[str]) -> str:
        key = found["key"] or found["last"]
        if not _is_key(key, keys):
            return found.group()
        slips.append(found)
        return f"{found['before'] or ', '}{key}: "

    text = line[:begin] + IN_BRACES.sub(meant, line[begin:])
    if not slips:
        return None
    group = "key" if slips[0]["key"] else "last"
    return Mended(text, "R211", begin + slips[0].start(group) + 1, slips[0][group])


def _quoted(line: str) -> Mended | None:
    """A text that begins with quotation marks and goes on behind them."""
    found = QUOTED.fullmatch(line)
    if not found:
        return None
    text = found["text"].replace("'", "''")
    return Mended(f"{found['lead']}'{text}'", "R212", len(found["lead"]) + 1, found["text"])


def _open(line: str) -> Mended | None:
    """A quotation mark that is not closed on its line."""
    found = OPEN.fullmatch(line)
    if not found:
        return None
    shown = found["quote"] + found["text"]
    return Mended(line.rstrip() + found["quote"], "R213", len(found["lead"]) + 1, shown)


def _hash(line: str) -> Mended | None:
    """A ``#`` in a text between braces, which makes a comment of all that follows."""
    found = HASH.search(line)
    if not found or line.count("{") != line.count("}"):
        return None
    text = found["text"].replace("'", "''")
    mended = f"{line[: found.start('text')]}'{text}'{line[found.end('text') :]}"
    return Mended(mended, "R214", found.start("text") + 1, found["text"])


def _is_key(key: str, keys: Collection[str]) -> bool:
    return key in keys or CODE.fullmatch(key) is not None


def _kinds(keys: Collection[str]) -> Sequence[Callable[[str], Mended | None]]:
    return (_colon, lambda line: _in_braces(line, keys), _hash, _quoted, _open)


def mended_lines(
    text: str, suspects: Sequence[int], keys: Collection[str], slips: Slips
) -> Iterator[tuple[str, Slips]]:
    """Ways to read ``text`` whose mistake is on one of the lines ``suspects`` (from 0).

    Each is the whole text, and the slips that it mends beside those before. A colon is mended on
    every other line, too, whose key is one of ``keys`` or a code; at last on those alone, since a
    slip may stand lines before the mistake that it makes.
    """
    lines = text.split("\n")
    for kind in _kinds(keys):
        for number in _opened(lines, suspects) if kind is _open else suspects:
            mended = kind(lines[number]) if len(lines[number]) <= LONGEST else None
            if mended is None or mended.line == lines[number]:
                continue
            changed = {number: mended}
            if mended.kind == "R211":
                changed |= _alike(lines, keys)
            yield _with(lines, changed), slips.more(changed)
    if alike := _alike(lines, keys):
        yield _with(lines, alike), slips.more(alike)


def _opened(lines: Sequence[str], suspects: Sequence[int]) -> Iterator[int]:
    """The lines whose quotation mark may be the one that is not closed, the nearest first."""
    near = range(max(suspects, default=-1), -1, -1)
    return islice((n for n in near if len(lines[n]) <= LONGEST and _open(lines[n])), OPENED)


def plain_lines(text: str, keys: Collection[str], slips: Slips) -> tuple[str, Slips]:
    """A file without one half-width colon: each line's first full-width one is meant as such."""
    lines = text.split("\n")
    changed = _alike(lines, keys)
    for number, line in enumerate(lines):
        if number not in changed and len(line) <= LONGEST and (mended := _colon(line)):
            changed[number] = mended
    return _with(lines, changed), slips.more(changed)


def _alike(lines: Sequence[str], keys: Collection[str]) -> dict[int, Mended]:
    """Every line with a slip at the colon of a key that facts can have."""
    found = {}
    own = own_lines(lines, keys)
    for number, line in enumerate(lines):
        if len(line) > LONGEST or (FULL_WIDTH_COLON not in line and ":" not in line):
            continue
        mended = _colon(line)
        if mended is not None and not (number in own or _is_key(mended.shown, keys)):
            mended = None
        inner = _in_braces(mended.line if mended else line, keys)
        if inner:
            mended = inner._replace(column=mended.column, shown=mended.shown) if mended else inner
        if mended:
            found[number] = mended
    return found


def _with(lines: Sequence[str], changed: dict[int, Mended]) -> str:
    return "\n".join(
        changed[number].line if number in changed else line for number, line in enumerate(lines)
    )
