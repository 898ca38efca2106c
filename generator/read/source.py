"""YAML without guesses: every scalar stays the text that was typed.

PyYAML's resolvers would turn ``071002`` into an octal number, ``12.10`` into a float and ``no``
into False, so none of them is used; amounts, dates and numbers are parsed by the model.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from generator.findings import Finding, FindingsError, Loc, shortened
from generator.read.build import MERGE_KEY, Builder
from generator.read.characters import plain_code
from generator.read.content import Decoded, decode, read_bytes
from generator.read.hidden import mended, place
from generator.read.slips.scalars import cut_off
from generator.read.syntax import wide_colon
from generator.read.tree import compose

MOST_CUT = 200  # texts cut off by a “#” that are told

__all__ = ["Source", "read_source", "source_of"]


@dataclass(frozen=True)
class Source:
    """A facts file as read: plain ``data`` (dict, list, str) and the nodes that know its places.

    ``text`` is what was understood, line by line that of the file; ``notes`` are findings on what
    was understood although it was not written as it should be; ``given`` are the places whose
    values do not come from the file, with what gave them.
    """

    path: Path
    data: dict[str, Any]
    root: yaml.MappingNode
    text: str
    notes: tuple[Finding, ...] = ()
    given: dict[Loc, str] = field(default_factory=dict)

    def place(self, loc: Loc) -> tuple[int, int]:
        """Line and column (from 1) of the deepest part of ``loc`` that the file has.

        A key that does not exist is placed at the mapping that should hold it; an existing one at
        its value where that is a single value or stands in brackets, and at the key otherwise.
        """
        node: yaml.Node = self.root
        mark = node.start_mark
        for step in loc:
            found = _child(node, step)
            if found is None:
                break
            key, node = found
            mark = key.start_mark if key is not None and _is_block(node) else node.start_mark
        return mark.line + 1, mark.column + 1

    def locate(self, finding: Finding) -> Finding:
        """The finding with its file, line and column, and what gave the value, filled in."""
        placed = finding.at(self.path, *self.place(finding.loc))
        option = self._option(finding.loc)
        return replace(placed, option=option) if option else placed

    def _option(self, loc: Loc) -> str:
        """What gave the value at ``loc``; empty where the file did."""
        return next((self.given[one] for one in self.given if loc[: len(one)] == one), "")

    def where(self, loc: Loc) -> str:
        """The place in words: file, line and column, or the option that gave the value."""
        line, column = self.place(loc)
        option = self._option(loc)
        return f"--set {option}" if option else f"{self.path}:{line}:{column}"


def read_source(path: Path, keys: Collection[str] = ()) -> Source:
    """Read ``path``: UTF-8 (with or without a byte order mark), GBK or UTF-16.

    ``keys`` are those that facts can have: with them slips that can mean one thing are mended.
    Raises ``UnreadableError`` where the file cannot be opened, ``FindingsError`` where its content
    is not one YAML mapping, a key stands twice, or text holds what cannot be printed.
    """
    return source_of(path, decode(path, read_bytes(path)), keys)


def source_of(path: Path, decoded: Decoded, keys: Collection[str] = ()) -> Source:
    """The same of a text that was read from ``path``."""
    notes = []
    if decoded.encoding:
        notes.append(Finding("R201", {"encoding": decoded.encoding}).at(path, 1, 1))
    text, more = mended(path, decoded.text)
    root, text, slips = compose(path, text, keys)
    if not isinstance(root, yaml.MappingNode):
        raise FindingsError([_not_a_mapping(root).at(path, 1, 1)])
    builder = Builder(path, text, keys)
    data = builder.build(root)
    if builder.findings:
        raise FindingsError(builder.findings)
    more += [*slips.notes(path), *builder.slips.notes(path), *_cut_off(path, text, root)]
    return Source(path, data, root, text, (*notes, *more))


def _cut_off(path: Path, text: str, root: yaml.Node) -> Iterator[Finding]:
    """Warnings on texts whose end is read as a comment."""
    for cut in islice(cut_off(text, root), MOST_CUT):
        params = {"kept": shortened(cut.kept), "cut": shortened(cut.cut)}
        yield Finding("R117", params).at(path, *place(text, cut.start))


def _not_a_mapping(root: yaml.Node | None) -> Finding:
    if root is None or root.value == "":
        return Finding("R114")
    if isinstance(root, yaml.ScalarNode) and (key := wide_colon(root.value)):
        return Finding("R112", {"key": key})
    return Finding("R103")


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (None, node.value[step]) if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        name = str(step)
        for same in (str, plain_code):
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode) and same(key.value) == name:
                    return key, value
        for part in _merged_in(node):
            if found := _child(part, step):
                return found
    return None


def _merged_in(node: yaml.MappingNode) -> Iterator[yaml.Node]:
    """The mappings that ``<<`` merges into this one."""
    for key, value in node.value:
        if key.value == MERGE_KEY:
            yield from value.value if isinstance(value, yaml.SequenceNode) else [value]
