"""The language of templates: the part of Jinja that forms are written in, metered.

A template is read into Jinja's tree. What is not listed here is refused, branches that are not
taken included; what is listed is changed so that it pays for its work while it runs, and so that
every element it writes knows its line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any, NoReturn

from jinja2 import nodes
from jinja2.parser import Parser
from markupsafe import escape

from generator import limits
from generator.compose.sandbox.budget import CALL, INCLUDE
from generator.compose.sandbox.errors import RefusedError
from generator.nearest import not_found

AT = "data-at"  # of an element: the template and the line that wrote it
# Filters that templates cannot name, because no name has a space: what the tree is changed to call.
PAY, EACH, ONE, HELD, CUT, JOINED = " pay", " each", " one", " held", " cut", " joined"

OPENING = re.compile(r"<[A-Za-z][^\s<>/]*")
# what XML cannot hold
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RESERVED = frozenset({"self", "super", "caller", "varargs", "kwargs"})
STATEMENTS = "for、if、set、macro、include"
OPERATORS = "+ - * // % ~"

_ALLOWED = frozenset(
    {
        *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Macro),
        *(nodes.Include, nodes.Assign, nodes.AssignBlock, nodes.Name, nodes.NSRef, nodes.Const),
        *(nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr),
        *(nodes.Filter, nodes.Test, nodes.Call, nodes.Getattr, nodes.Getitem, nodes.Slice),
        *(nodes.Concat, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
        *(nodes.Add, nodes.Sub, nodes.Mul, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos),
    }
)
_TAGS: Mapping[type[nodes.Node], str] = {
    nodes.Block: "block",
    nodes.Extends: "extends",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.With: "with",
    nodes.Scope: "autoescape",
}
_SIGNS: Mapping[type[nodes.Node], str] = {nodes.Div: "/", nodes.Pow: "**"}


class TemplateParser(Parser):
    """Jinja's parser, which says in Chinese which tag is unknown or not closed."""

    def fail_unknown_tag(self, name: str, lineno: int | None = None) -> NoReturn:
        closing = name.startswith(("end", "el"))
        what = "前面没有与它成对的标签，或者里面还有没关闭的" if closing else f"可用：{STATEMENTS}"
        self.fail(f"这里不能写“{name}”；{what}", lineno, RefusedError)

    def fail_eof(
        self, end_tokens: tuple[str, ...] | None = None, lineno: int | None = None
    ) -> NoReturn:
        wanted = "、".join(token.removeprefix("name:") for token in end_tokens or ())
        self.fail(f"到末尾还没有“{wanted}”", lineno, RefusedError)


class Language:
    """Reads templates of one environment: its filters and tests, and which includes which."""

    def __init__(self, filters: Collection[str], tests: Collection[str], *, includes: bool) -> None:
        self.filters = filters
        self.tests = tests
        self.includes = includes
        self.included: dict[str, set[str]] = {}

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What the code of a template depends on, beside its text."""
        return self.includes, *sorted(self.filters), *sorted(self.tests)

    def metered(self, tree: nodes.Template, name: str | None, file: str | None) -> nodes.Template:
        """The tree of the template ``name``, made to pay. Raises ``RefusedError``."""
        read = _Reading(self, name or "", file)
        read.body(tree, tree.body)
        return tree

    def include(self, name: str, other: str) -> bool:
        """Note that a template includes another; False where that leads back to it."""
        self.included.setdefault(name, set()).add(other)
        return not self._leads(other, name, set())

    def includes_all(self, name: str | None, others: Iterable[str]) -> bool:
        """Note what a template includes; False where one of them leads back to it."""
        return all(self.include(name or "", other) for other in others)

    def _leads(self, start: str, end: str, seen: set[str]) -> bool:
        if start == end:
            return True
        seen.add(start)
        return any(self._leads(n, end, seen) for n in self.included.get(start, ()) if n not in seen)


class _Reading:
    """One template as it is read: how deep, how many loops, what its bodies cost."""

    def __init__(self, language: Language, name: str, file: str | None) -> None:
        self.language = language
        self.name = name
        self.file = file
        self.depth = 0
        self.loops = 0
        self.costs: list[int] = []

    def body(self, owner: nodes.Node, statements: list[nodes.Node]) -> None:
        """Read what runs as a whole, and let it pay first for what it does."""
        self.costs.append(1)
        self.all(statements)
        cost = nodes.Const(self.costs.pop(), lineno=owner.lineno)
        paying = nodes.ExprStmt(_filtered(PAY, cost), lineno=owner.lineno)
        statements.insert(0, paying)

    def all(self, found: list[Any]) -> None:
        """Read nodes, each in its place."""
        found[:] = [self.node(one) for one in found]

    def node(self, node: Any) -> Any:
        """The node as it is to run."""
        if type(node) not in _ALLOWED:
            self.refuse(node, _unknown(type(node)))
        self.costs[-1] += 1
        self.depth += 1
        if self.depth > limits.TEMPLATE_DEPTH:
            advice = "分成几步写，用 set 记下中间结果"
            self.refuse(node, f"写法一层套一层，超过 {limits.TEMPLATE_DEPTH} 层的上限（{advice}）")
        special = getattr(self, f"_{type(node).__name__.lower()}", self._parts)
        made = special(node)
        self.depth -= 1
        return node if made is None else made

    def refuse(self, node: nodes.Node, problem: str) -> NoReturn:
        """Raise ``RefusedError`` at the node."""
        inside = (node, *node.iter_child_nodes())
        line = next((one.lineno for one in inside if one.lineno), 1)
        raise RefusedError(problem, line, self.name, self.file)

    def _parts(self, node: nodes.Node) -> None:
        for field, value in node.iter_fields():
            if isinstance(value, nodes.Node):
                setattr(node, field, self.node(value))
            elif isinstance(value, list):
                value[:] = [self.node(v) if isinstance(v, nodes.Node) else v for v in value]

    # statements

    def _for(self, node: nodes.For) -> None:
        if node.recursive:
            self.refuse(node, "for 不能用 recursive")
        node.target = self.node(node.target)
        node.iter = _filtered(EACH, self.node(node.iter))
        self.loops += 1
        if self.loops > limits.TEMPLATE_LOOPS:
            self.refuse(node, f"循环套循环，超过 {limits.TEMPLATE_LOOPS} 层的上限（减少层数）")
        node.test = node.test and self.node(node.test)
        self.body(node, node.body)
        self.loops -= 1
        self.all(node.else_)

    def _macro(self, node: nodes.Macro) -> None:
        self.all(node.args)
        self.all(node.defaults)
        outside, self.loops = self.loops, 0
        self.body(node, node.body)
        self.loops = outside

    def _include(self, node: nodes.Include) -> None:
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str) or node.ignore_missing or not node.with_context:
            self.refuse(node, 'include 只能写成 {% include "文件名" %}')
        if not self.language.includes:
            self.refuse(node, "这里不能用 include")
        if not self.language.include(self.name, name):
            self.refuse(node, f"include 互相引用，没有尽头：“{name}”又引入“{self.name}”")
        self.costs[-1] += INCLUDE

    def _assign(self, node: nodes.Assign) -> None:
        self._parts(node)
        if isinstance(node.target, nodes.Tuple):
            node.node = nodes.Filter(node.node, EACH, [], [], None, None, lineno=node.lineno)

    def _assignblock(self, node: nodes.AssignBlock) -> None:
        if node.filter is not None:
            self.refuse(node, "set 里不能直接用过滤器，先记下再用")
        node.target = self.node(node.target)
        self.all(node.body)

    def _templatedata(self, node: nodes.TemplateData) -> None:
        for mark in ("<!", "<?"):
            if (found := node.data.find(mark)) >= 0:
                node.lineno += node.data.count("\n", 0, found)
                self.refuse(node, f"不能写“{mark}”；注释写成 {{# … #}}，不会印出来")
        if self.name:
            lines = enumerate(node.data.split("\n"), start=node.lineno)
            node.data = "\n".join(self._marked(text, line) for line, text in lines)

    def _marked(self, text: str, line: int) -> str:
        mark = f' {AT}="{escape(self.name)}:{line}"'
        return OPENING.sub(lambda found: found[0] + mark, text)

    # expressions

    def _name(self, node: nodes.Name) -> None:
        if node.name in RESERVED or (node.name == "loop" and node.ctx != "load"):
            self.refuse(node, f"“{node.name}”不能用作名字")

    def _nsref(self, node: nodes.NSRef) -> None:
        if node.attr.startswith("_"):
            self.refuse(node, f"“{node.attr}”不能用作名字")

    def _const(self, node: nodes.Const) -> None:
        value = node.value
        if isinstance(value, float):
            self.refuse(node, "模板里不写小数；数用“数”取得，写法在 formats 里定")
        if isinstance(value, int) and abs(value) >= 10**limits.NUMBER_DIGITS:
            self.refuse(node, f"数超过 {limits.NUMBER_DIGITS} 位的上限（模板里不写这样大的数）")
        if isinstance(value, str) and (found := UNPRINTABLE.search(value)):
            self.refuse(node, f"引号里有不成文字的字符（U+{ord(found[0]):04X}）")

    def _filter(self, node: nodes.Filter) -> None:
        self._known(node, "过滤器", node.name, self.language.filters)
        self._call(node)

    def _test(self, node: nodes.Test) -> None:
        self._known(node, "测试", node.name, self.language.tests)
        self._call(node)

    def _known(self, node: nodes.Node, what: str, name: str, known: Collection[str]) -> None:
        if name not in known:
            self.refuse(node, not_found(what, name, [one for one in known if " " not in one]))

    def _if(self, node: nodes.If) -> None:
        if len(node.elif_) > limits.TEMPLATE_DEPTH:
            self.refuse(node, f"elif 超过 {limits.TEMPLATE_DEPTH} 个的上限（写成一组键值来查）")
        self._parts(node)

    def _call(self, node: nodes.Filter | nodes.Test | nodes.Call) -> None:
        self.costs[-1] += CALL
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self.refuse(node, "括号里不能用 * 或 **")
        self._parts(node)

    def _getattr(self, node: nodes.Getattr) -> None:
        if node.attr.startswith("_"):
            self.refuse(node, f"没有“{node.attr}”这一项")
        self._parts(node)

    def _getitem(self, node: nodes.Getitem) -> None:
        self._parts(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filtered(CUT, node.node)

    def _pair(self, node: nodes.Pair) -> None:
        self._parts(node)
        node.key = _filtered(ONE, node.key)

    def _compare(self, node: nodes.Compare) -> None:
        """Only single values are compared: what holds others would be gone through unseen."""
        node.expr = _filtered(ONE, self.node(node.expr))
        for operand in node.ops:
            inside = operand.op in ("in", "notin")
            operand.expr = _filtered(HELD if inside else ONE, self.node(operand.expr))

    def _concat(self, node: nodes.Concat) -> nodes.Filter:
        self._parts(node)
        return _filtered(JOINED, nodes.Tuple(node.nodes, "load", lineno=node.lineno))


def _filtered(name: str, node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _unknown(kind: type[nodes.Node]) -> str:
    if kind in _TAGS:
        return f"不能用“{_TAGS[kind]}”；可用：{STATEMENTS}"
    sign = _SIGNS.get(kind, kind.__name__)
    return f"不能用“{sign}”；可用：{OPERATORS}（占百分之几用“占比”）"
