"""Texts that YAML reads other than they look: wrapped lines, and words behind a ``#``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

WIDE = (
    "\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\U00020000-\U0003ffff"
)
FOLD = re.compile(r"[ \t]*\n[ \t]*")
BLANK_LINES = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")
BETWEEN_WIDE = re.compile(rf"(?<=[{WIDE}])\0|\0(?=[{WIDE}])")
# a value, white space, and # with a word at it: a comment is written with a space
HASH = re.compile(r"[^\s\"'\[\]{},:][ \t]+(?P<cut>#[^\s#!][^\n]*)")
NUMBER = re.compile(r"[+-]?[0-9][0-9,.]*")


def unwrapped(text: str, node: yaml.ScalarNode) -> str | None:
    """The value of a text that stands on several lines, without blanks beside Chinese characters.

    None where it is on one line, or has nothing to mend.
    """
    if node.style in ("|", ">") or node.start_mark.line == node.end_mark.line:
        return None
    typed = text[node.start_mark.index : node.end_mark.index]
    if node.style:
        typed = typed[1:-1].replace("''", "'") if node.style == "'" else typed[1:-1]
    if "\0" in typed or "\\" in typed:
        return None
    typed = BLANK_LINES.sub(lambda found: "\1" * (found.group().count("\n") - 1), typed.strip())
    typed = FOLD.sub("\0", typed).replace("\1", "\n")
    if typed.replace("\0", " ") != node.value:
        return None
    joined = BETWEEN_WIDE.sub("", typed).replace("\0", " ")
    return None if joined == node.value else joined


class Cut(NamedTuple):
    """Words that became a comment: the text before them, themselves, and their offset."""

    kept: str
    cut: str
    start: int


def cut_off(text: str, root: yaml.Node) -> Iterator[Cut]:
    """Texts whose end is read as a comment, in the order of the file."""
    found = {one.start() + 1: one for one in HASH.finditer(text)}
    for node in _scalars(root) if found else ():
        one = found.pop(node.end_mark.index, None)
        if one and not node.style and node.value and not NUMBER.fullmatch(node.value):
            yield Cut(node.value, one["cut"].rstrip(), one.start("cut"))


def _scalars(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every scalar once, in the order of the file."""
    waiting: list[yaml.Node] = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            below = node.value
            if isinstance(node, yaml.MappingNode):
                below = [part for pair in node.value for part in pair]
            waiting += reversed(below)
