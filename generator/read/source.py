"""YAML without guesses: every scalar stays the text that was typed.

PyYAML's resolvers would turn ``071002`` into an octal number, ``12.10`` into a float and ``no``
into False, so none of them is used; amounts, dates and numbers are parsed by the model.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.findings import Finding, FindingsError, Loc, UnreadableError
from generator.read import rules as rules

MAX_BYTES = 8 * 1024 * 1024
MAX_NODES = 400_000
MAX_DEPTH = 40
MERGE_KEY = "<<"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f\ufffe\uffff]")


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """A loader without implicit resolvers; composes nodes, constructs nothing itself."""


@dataclass(frozen=True)
class Source:
    """A facts file as read: plain ``data`` (dict, list, str) and the nodes that know its places."""

    path: Path
    data: dict[str, Any]
    root: yaml.Node
    notes: tuple[Finding, ...] = ()

    def place(self, loc: Loc) -> tuple[int, int]:
        """Line and column (from 1) of the deepest part of ``loc`` that the file has.

        A key that does not exist is placed at the mapping that should hold it; the place of an
        existing key is its value, or the key itself where the last part is marked ``KEY_MARK``.
        """
        node, mark = self.root, self.root.start_mark
        for step in loc:
            found = _child(node, step)
            if found is None:
                break
            key, node = found
            mark = key.start_mark if key is not None and _is_block(node) else node.start_mark
        return mark.line + 1, mark.column + 1

    def locate(self, finding: Finding) -> Finding:
        """The finding with its file, line and column filled in."""
        return finding.at(self.path, *self.place(finding.loc))


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (None, node.value[step]) if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
        for key, value in node.value:
            if key.value == MERGE_KEY and (found := _child(value, step)):
                return found
    return None


def read_source(path: Path) -> Source:
    """Read ``path`` (UTF-8, with or without a byte order mark, or GBK).

    Raises ``UnreadableError`` where the file cannot be opened, ``FindingsError`` where its content
    is not one YAML mapping or a key stands twice.
    """
    text = _decode(path, _read_bytes(path))
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        code = f"{ord(found.group()):04X}"
        raise FindingsError([Finding("R106", {"code": code}).at(path, line, column)])
    root = _compose(path, text)
    if not isinstance(root, yaml.MappingNode):
        raise FindingsError([Finding("R103").at(path, 1, 1)])
    builder = _Builder(path)
    data = builder.build(root, 0)
    if builder.findings:
        raise FindingsError(builder.findings)
    return Source(path, data, root)


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise UnreadableError(f"{path}：这是一个文件夹，请指明其中的数据文件") from None
    except FileNotFoundError:
        raise UnreadableError(f"{path}：没有这个文件") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"{path}：读不出来（{reason}）") from None
    if len(content) > MAX_BYTES:
        what = f"超过 {MAX_BYTES // 1024 // 1024} MB"
        raise FindingsError([Finding("R105", {"what": what}).at(path, 1, 1)])
    return content


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + 1
    try:
        if b"\0" not in content:
            return content.decode("gb18030")
    except UnicodeDecodeError:
        pass
    raise FindingsError([Finding("R104", {"offset": offset}).at(path, 1, 1)])


def _compose(path: Path, text: str) -> yaml.Node | None:
    try:
        loader = _Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.composer.ComposerError as error:
        several = "single document" in str(error)
        code, params = ("R107", {}) if several else ("R101", {"problem": _problem(error)})
        raise FindingsError([_marked(path, code, params, error.problem_mark)]) from None
    except yaml.MarkedYAMLError as error:
        problem = {"problem": _problem(error)}
        raise FindingsError([_marked(path, "R101", problem, error.problem_mark)]) from None
    except (yaml.YAMLError, RecursionError) as error:
        problem = {"problem": str(error).splitlines()[0]}
        raise FindingsError([Finding("R101", problem).at(path, 1, 1)]) from None
    return node


def _marked(path: Path, code: str, params: dict[str, str], mark: yaml.Mark | None) -> Finding:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Finding(code, params).at(path, line, column)


PROBLEMS = {
    "found character '\\t' that cannot start any token": "缩进用了制表符（Tab），应改用空格",
    "found character that cannot start any token": "有不能开头的字符（如制表符、@、`）",
    "mapping values are not allowed in this context": (
        "冒号的位置不对（一行里有两个“键: ”，或缩进不齐）"
    ),
    "could not find expected ':'": "缺少冒号",
    "did not find expected key": "缩进不齐，或引号、括号没有成对",
    "found unexpected end of stream": "引号没有成对",
    "did not find expected ',' or ']'": "方括号没有成对，或缺少逗号",
    "did not find expected ',' or '}'": "花括号没有成对，或缺少逗号",
    "did not find expected '-' indicator": "列表的缩进不齐",
    "found undefined alias": "引用（*）的名字没有定义",
    "block sequence entries are not allowed in this context": "列表项“- ”的位置不对",
    "did not find expected <document start>": "前面的内容已经结束，多出了这一行",
}


def _problem(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or str(error)
    return next((text for key, text in PROBLEMS.items() if key in problem), problem)


class _Builder:
    """Nodes to plain data, finding duplicate keys and guarding against exploding references."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.nodes = 0

    def build(self, node: yaml.Node, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            what = f"超过 {MAX_NODES} 项" if self.nodes > MAX_NODES else f"超过 {MAX_DEPTH} 层"
            raise FindingsError([_marked(self.path, "R105", {"what": what}, node.start_mark)])
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.findings.append(_marked(self.path, "R108", {}, key.start_mark))
            elif key.value == MERGE_KEY and not key.style:
                parts = self.build(value, depth + 1)
                for part in parts if isinstance(parts, list) else [parts]:
                    if isinstance(part, dict):
                        merged = part | merged
            elif key.value in first:
                params = {"key": key.value, "first": str(first[key.value])}
                self.findings.append(_marked(self.path, "R102", params, key.start_mark))
            else:
                first[key.value] = key.start_mark.line + 1
                result[key.value] = self.build(value, depth + 1)
        return merged | result if merged else result


def _scalar(node: yaml.ScalarNode) -> str | None:
    """The text as typed; an empty plain scalar, ``~`` or ``null`` is no value."""
    if not node.style and node.value in ("", "~", "null"):
        return None
    value: str = node.value
    return value
