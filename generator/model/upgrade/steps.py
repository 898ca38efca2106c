"""What changed from each version of the format of facts files to the next, as data.

A file names its version under ``数据版本``; one that does not is of the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from generator.read.build import MERGE_KEY

Path = tuple[str, ...]  # keys from the top; * is any item of a list
ANY = "*"
KEY = "数据版本"


@dataclass(frozen=True)
class Step:
    """What changed: keys that have another name, and keys that are gone, with what to do now."""

    renamed: Mapping[Path, str] = field(default_factory=dict)
    removed: Mapping[Path, str] = field(default_factory=dict)


# by the version that a step starts from
STEPS: dict[int, Step] = {
    1: Step(
        renamed={("公布文字", ANY, "原文"): "换", ("公布文字", ANY, "公布"): "为"},
        removed={("项目", ANY, "目标表序号"): "要印成另一种次序的，在“公布文字”里写“移动”"},
    ),
}
FIRST, VERSION = min(STEPS), max(STEPS) + 1  # of a file that names none; of today
FORMER = frozenset(path[-1] for step in STEPS.values() for path in (*step.renamed, *step.removed))


class Change(NamedTuple):
    """A key of a mapping that has another name; or, without one, is gone, with what to do now."""

    mapping: yaml.MappingNode
    key: yaml.ScalarNode
    value: yaml.Node
    name: str
    advice: str = ""

    def do(self) -> None:
        """Change the nodes; the key keeps its place."""
        at = self.mapping.value.index((self.key, self.value))
        if self.name:
            marks = self.key.start_mark, self.key.end_mark
            new = yaml.ScalarNode(self.key.tag, self.name, *marks, self.key.style)
            self.mapping.value[at] = (new, self.value)
        else:
            del self.mapping.value[at]


def changes(step: Step, root: yaml.Node) -> list[Change]:
    """What a step changes under this root; a mapping that stands at several places once."""
    wanted = [(path, name, "") for path, name in step.renamed.items()]
    wanted += [(path, "", advice) for path, advice in step.removed.items()]
    found = {
        (id(mapping), key.value): Change(mapping, key, value, name, advice)
        for path, name, advice in wanted
        for mapping, key, value in _at(root, path)
    }
    return sorted(found.values(), key=lambda change: int(change.key.start_mark.index))


def _at(node: yaml.Node, path: Path) -> Iterator[tuple[yaml.MappingNode, Any, yaml.Node]]:
    """The mappings that have the last key of a path, with the key and its value."""
    step, *rest = path
    if step == ANY:
        for item in node.value if isinstance(node, yaml.SequenceNode) else []:
            yield from _at(item, tuple(rest))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == MERGE_KEY:
                for part in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                    yield from _at(part, path)
            elif key.value == step and rest:
                yield from _at(value, tuple(rest))
            elif key.value == step:
                yield node, key, value
