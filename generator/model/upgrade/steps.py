"""What changed from each version of the format of facts files to the next, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from generator.model.upgrade.edits import Edit, offset

Path = tuple[str, ...]  # keys from the top; * is any item of a list
Found = tuple[yaml.MappingNode, int]  # a mapping, and the number of one of its keys
ANY = "*"


@dataclass(frozen=True)
class Step:
    """What changed: keys that have another name, and keys that are gone, with what to do now."""

    renamed: Mapping[Path, str] = field(default_factory=dict)
    removed: Mapping[Path, str] = field(default_factory=dict)


# by the version that a step starts from
STEPS: dict[int, Step] = {
    1: Step(
        renamed={("公布文字", ANY, "原文"): "换", ("公布文字", ANY, "公布"): "为"},
        removed={
            ("项目", ANY, "目标表序号"): "次序与项目不同的，在“公布文字”里写“移动”",
        },
    ),
}


def edits(step: Step, text: str, root: yaml.MappingNode) -> Iterator[Edit]:
    """The edits that a step makes in the text whose root node this is."""
    for path, name in step.renamed.items():
        for mapping, number in _at(root, path):
            key = mapping.value[number][0]
            words = f"第 {key.start_mark.line + 1} 行：“{key.value}”改为“{name}”"
            yield Edit(offset(text, key.start_mark), offset(text, key.end_mark), name, words)
    for path, advice in step.removed.items():
        for mapping, number in _at(root, path):
            yield _removal(text, mapping, number, advice)


def keys(step: Step, root: yaml.MappingNode) -> Iterator[yaml.Node]:
    """The keys that a step changes."""
    for path in (*step.renamed, *step.removed):
        for mapping, number in _at(root, path):
            yield mapping.value[number][0]


def _at(node: yaml.Node, path: Path) -> Iterator[Found]:
    """Where the keys of a path stand."""
    step, *rest = path
    if step == ANY and isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _at(item, tuple(rest))
    if not isinstance(node, yaml.MappingNode):
        return
    for number, (key, value) in enumerate(node.value):
        if key.value == step:
            if rest:
                yield from _at(value, tuple(rest))
            else:
                yield node, number


def _removal(text: str, mapping: yaml.MappingNode, number: int, advice: str) -> Edit:
    """A key made a comment, or taken out of braces."""
    key, value = mapping.value[number]
    start, end = offset(text, key.start_mark), offset(text, value.end_mark)
    words = f"第 {key.start_mark.line + 1} 行：“{key.value}”不再用，"
    if not mapping.flow_style:
        return Edit(start, start, "# ", f"{words}已改为注释；{advice}")
    if number + 1 < len(mapping.value):
        end = offset(text, mapping.value[number + 1][0].start_mark)
    elif number:
        start = offset(text, mapping.value[number - 1][1].end_mark)
    return Edit(start, end, "", f"{words}已删去；{advice}")
