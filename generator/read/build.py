"""Nodes to plain data: dict, list and the text that was typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import yaml

from generator import limits
from generator.findings import Finding, FindingsError, shortened
from generator.read.characters import WEIGHTLESS, WIDE_SPACES, plain_code
from generator.read.hidden import hidden
from generator.read.slips import Slips
from generator.read.slips.braces import Slipped, meant
from generator.read.slips.scalars import unwrapped
from generator.read.syntax import wide_colon
from generator.read.tree import marked, too_large

MERGE_KEY = "<<"
MOST = 200  # findings, after which the rest of the file is not looked at
# what a thousands separator leaves of a number between braces: 1,234.56 is 1 and 234.56
HEAD = re.compile(r"[+-]?[0-9]{1,3}")
TAIL = re.compile(r"[0-9]{3}(\.[0-9]+)?")


class Builder:
    """Builds data once, guarding against exploding references.

    ``findings`` holds what was wrong; the data is of use only where it is empty. ``slips`` holds
    what was read as it was meant.
    """

    def __init__(self, path: Path, text: str, keys: Collection[str] = ()) -> None:
        self.path = path
        self.text = text
        self.keys = keys
        self.slips = Slips()
        self.findings: list[Finding] = []
        self.nodes = 0
        self.characters = 0

    def build(self, node: yaml.Node, depth: int = 0) -> Any:
        """The data of a node. Raises ``FindingsError`` where references make it too large."""
        self._count(node, depth)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if len(node.value) > limits.LIST_ITEMS:
            self._beyond("R119", node, limits.LIST_ITEMS)
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return self._mapping(node, depth) if isinstance(node, yaml.MappingNode) else None

    def _count(self, node: yaml.Node, depth: int) -> None:
        self.nodes += 1
        self.characters += len(node.value) if isinstance(node, yaml.ScalarNode) else 0
        if self.nodes > limits.FILE_ITEMS:
            raise too_large(self.path, f"超过 {limits.FILE_ITEMS} 项", node.start_mark)
        if self.characters > limits.FILE_BYTES:
            raise too_large(self.path, f"超过 {limits.FILE_BYTES} 字", node.start_mark)
        if depth > limits.FILE_DEPTH:
            raise too_large(self.path, f"超过 {limits.FILE_DEPTH} 层", node.start_mark)

    def _find(self, code: str, node: yaml.Node, params: Mapping[str, str] | None = None) -> None:
        self.findings.append(marked(self.path, code, params or {}, node.start_mark))
        if len(self.findings) == MOST:
            raise FindingsError(self.findings)

    def _beyond(self, code: str, node: yaml.Node, limit: int) -> None:
        self._find(code, node, {"count": f"{len(node.value):,}", "limit": f"{limit:,}"})

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        """The text as typed; an empty plain scalar, ``~`` or ``null`` is no value."""
        value: str = node.value
        if len(value) > limits.TYPED_CHARACTERS:
            self._beyond("R118", node, limits.TYPED_CHARACTERS)
            return None
        if not node.style and value in ("", "~", "null"):
            return None
        if node.style == '"':
            value = WEIGHTLESS.sub("", value)
            for code, params, _ in islice(hidden(value), 1):
                self._find(code, node, params)
        if (joined := unwrapped(self.text, node)) is not None:
            slip = Slipped("R216", node.start_mark.column + 1, joined)
            self.slips = self.slips.more({node.start_mark.line: slip})
            return joined
        return value

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        first: dict[str, int] = {}
        self._split_numbers(node)
        if node.flow_style:
            for slip in meant(node, self.text, self.keys):
                self.slips = self.slips.more({node.start_mark.line: slip})
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._find("R108", key)
            elif key.value == MERGE_KEY and not key.style:
                merged = self._merged(value, depth) | merged
            elif self._usable(key, first):
                result[key.value] = self.build(value, depth + 1)
        return merged | result if merged else result

    def _usable(self, key: yaml.ScalarNode, first: dict[str, int]) -> bool:
        """Whether a key is one, and stands here for the first time."""
        name = plain_code(key.value)
        if key.value.startswith(tuple(WIDE_SPACES)):
            self._find("R113", key, {"key": shortened(key.value)})
        elif (slip := wide_colon(key.value)) and not key.style:
            self._find("R112", key, {"key": slip})
        elif name in first:
            self._find("R102", key, {"key": shortened(key.value), "first": str(first[name])})
        else:
            first[name] = key.start_mark.line + 1
            self._scalar(key)
            return True
        return False

    def _merged(self, value: yaml.Node, depth: int) -> dict[str, Any]:
        """What ``<<`` brings in; of several the first wins."""
        built = self.build(value, depth + 1)
        parts = built if isinstance(built, list) else [built]
        if not all(isinstance(part, dict) for part in parts):
            self._find("R116", value)
            return {}
        merged: dict[str, Any] = {}
        for part in parts:
            merged = part | merged
        return merged

    def _split_numbers(self, node: yaml.MappingNode) -> None:
        """Find a number that thousands separators have split between braces."""
        pieces: list[yaml.ScalarNode] = []
        for (_, value), (key, rest) in pairwise(node.value if node.flow_style else []):
            if pieces and not _continues(pieces[-1], key, rest):
                break
            if pieces:
                pieces.append(key)
            elif _is_head(value) and _continues(value, key, rest):
                pieces += [value, key]
        if pieces:
            number = ",".join(piece.value for piece in pieces)
            self._find("R111", pieces[0], {"number": number})
            raise FindingsError(self.findings)


def _continues(last: yaml.Node, key: yaml.Node, rest: yaml.Node) -> bool:
    """Whether a key without a value is what follows the separator after ``last``."""
    return (
        isinstance(key, yaml.ScalarNode)
        and TAIL.fullmatch(key.value) is not None
        and rest.value == ""
        and key.start_mark.index == last.end_mark.index + 1
    )


def _is_head(value: yaml.Node) -> bool:
    return isinstance(value, yaml.ScalarNode) and HEAD.fullmatch(value.value) is not None
