"""Items between braces parted by the wrong marks: 「，」「：」, or a comma inside a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

import yaml

from generator.read.characters import FULL_WIDTH_COLON, FULL_WIDTH_COMMA

SPLIT = re.compile(
    rf"{FULL_WIDTH_COMMA} *(?=[^:{FULL_WIDTH_COLON}{FULL_WIDTH_COMMA}]+(?:[:{FULL_WIDTH_COLON}]|$))"
)
PAIR = re.compile(
    rf"(?P<key>[^:{FULL_WIDTH_COLON}{FULL_WIDTH_COMMA}]+?) *[:{FULL_WIDTH_COLON}] *(?P<value>.*)"
)
COLON, COMMA = "R211", "R215"
Pair = tuple[yaml.Node, yaml.Node]


class Slipped(NamedTuple):
    """A slip between braces: the code of its note, its column (from 1), the words to show."""

    kind: str
    column: int
    shown: str


def meant(node: yaml.MappingNode, text: str, keys: Collection[str]) -> Iterator[Slipped]:
    """Put the items of a mapping between braces as they are meant; yields what was mended."""
    pairs: list[Pair] = []
    for key, value in node.value:
        parted = _parted(key, value, keys)
        if parted is not None:
            yield Slipped(COLON, key.start_mark.column + 1, _words(key))
            pairs += parted
        elif pairs and _goes_on(pairs[-1][1], key, text, keys):
            last = pairs[-1][1]
            whole = text[last.start_mark.index : key.end_mark.index]
            pairs[-1] = pairs[-1][0], _scalar(whole, last.start_mark, key.end_mark)
            yield Slipped(COMMA, last.start_mark.column + 1, whole)
        else:
            pairs.append((key, value))
    node.value = pairs


def _words(node: yaml.Node) -> str:
    return str(node.value)


def _scalar(value: str, start: yaml.Mark, end: yaml.Mark) -> yaml.ScalarNode:
    return yaml.ScalarNode("", value, start, end)


def _is_plain(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style


def _parted(key: yaml.Node, value: yaml.Node, keys: Collection[str]) -> list[Pair] | None:
    """The pairs that a key and its value hold by full-width marks; None where they hold one."""
    if not keys or not _is_plain(key):
        return None
    *whole, last = _pieces(key.value, keys)
    pairs = [_pair(piece, keys, key) for piece in whole]
    if _is_plain(value) and value.value:
        first, *rest = _pieces(value.value, keys)
        pairs.append(
            (
                _scalar(last, key.start_mark, key.end_mark),
                _scalar(first, value.start_mark, value.end_mark),
            )
        )
        pairs += [_pair(piece, keys, value) for piece in rest]
        known = last in keys
    elif value.value:
        pairs.append((_scalar(last, key.start_mark, key.end_mark), value))
        known = last in keys
    else:
        pairs.append(_pair(last, keys, key))
        known = pairs[-1] is not None
    if not known or None in pairs or (len(pairs) == 1 and last == key.value and value.value):
        return None
    return [pair for pair in pairs if pair]


def _pieces(text: str, keys: Collection[str]) -> list[str]:
    """The text cut before each key of the facts that follows a full-width comma."""
    pieces: list[str] = []
    for piece in SPLIT.split(text):
        found = PAIR.fullmatch(piece)
        if pieces and (found["key"] if found else piece) not in keys:
            pieces[-1] += FULL_WIDTH_COMMA + piece
        else:
            pieces.append(piece)
    return pieces


def _pair(piece: str, keys: Collection[str], node: yaml.Node) -> Pair | None:
    found = PAIR.fullmatch(piece)
    if found is None or found["key"] not in keys:
        return None
    start, end = node.start_mark, node.end_mark
    return _scalar(found["key"], start, end), _scalar(found["value"], start, end)


def _goes_on(last: yaml.Node, key: yaml.Node, text: str, keys: Collection[str]) -> bool:
    """Whether a key without a colon is what follows a comma inside the text before it."""
    return (
        _is_plain(last)
        and bool(last.value)
        and _is_plain(key)
        and key.value not in keys
        and not text.startswith(":", _after(text, key.end_mark.index))
        and text[last.end_mark.index : key.start_mark.index].strip() == ","
    )


def _after(text: str, index: int) -> int:
    """The index of the first character from ``index`` on that is no space."""
    while text[index : index + 1] in (" ", "\n") and index < len(text):
        index += 1
    return index
