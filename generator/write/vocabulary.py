"""The vocabulary of composed documents (docs/vocabulary.md), checked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from generator.findings import GongkaiError

HEADINGS = ("h1", "h2", "h3", "h4")
TABLE_LINES = frozenset({"table-title", "table-subtitle", "table-number", "table-unit", "spread"})
TABLE_CLASSES = frozenset({"grid", "wide", "dense", "form", "compact"})

_NONE: frozenset[str] = frozenset()
_INLINE = frozenset({"br", "b", "a", "data"})
_SECTIONS = frozenset({"cover", "contents", "divider", "text", "sheet", "sheet landscape"})
_PARAGRAPHS = TABLE_LINES | {"plain", "center", "document-title", "cover-line"}
_PARAGRAPHS |= {"contents-title", "note"}
_SPANS = frozenset({"colspan", "rowspan"})


class VocabularyError(GongkaiError):
    """The base: HTML that a writer cannot write without loss."""


class UnknownElementError(VocabularyError):
    """An element, class or attribute value outside the vocabulary."""


class _Rule(NamedTuple):
    """What an element may have: attributes, classes ("" is none), child elements, text."""

    attributes: frozenset[str] = _NONE
    classes: frozenset[str] = frozenset({""})
    children: frozenset[str] = _NONE
    text: bool = False


def _rule(
    attributes: str = "", classes: frozenset[str] = _NONE, children: str = "", text: bool = False
) -> _Rule:
    return _Rule(
        frozenset(attributes.split()), classes or frozenset({""}), frozenset(children.split()), text
    )


_OPTIONAL = frozenset({""})
_RULES: Mapping[str, _Rule] = {
    "html": _rule("lang", children="head body"),
    "head": _rule(children="title meta"),
    "title": _rule(text=True),
    "meta": _rule("name content charset"),
    "body": _rule(children="section"),
    "section": _rule("class data-start", _SECTIONS, "h1 h2 h3 h4 p nav table"),
    "nav": _rule("class", _OPTIONAL | {"unnumbered"}, "p"),
    "p": _Rule(frozenset({"class"}), _OPTIONAL | _PARAGRAPHS, _INLINE, True),
    "table": _rule("class", TABLE_CLASSES, "colgroup thead tbody"),
    "colgroup": _rule(children="col"),
    "col": _rule("style"),
    "thead": _rule(children="tr"),
    "tbody": _rule(children="tr"),
    "tr": _rule("class", _OPTIONAL | {"total"}, "th td"),
    "th": _Rule(_SPANS | {"class", "scope"}, _OPTIONAL, _INLINE, True),
    "td": _Rule(_SPANS | {"class", "data-figure"}, _OPTIONAL | {"c", "n"}, _INLINE, True),
    "br": _rule(),
    "b": _Rule(children=_INLINE - {"b"}, text=True),
    "a": _Rule(frozenset({"href"}), children=_INLINE - {"a"}, text=True),
    "data": _Rule(frozenset({"value"}), children=frozenset({"br", "b"}), text=True),
    "span": _Rule(children=_INLINE, text=True),
} | {
    tag: _Rule(
        frozenset({"id", "data-contents", "class"}), _OPTIONAL | {"table-title"}, _INLINE, True
    )
    for tag in HEADINGS
}

# The same elements where another rule holds: by the parent and the element.
_SPREAD = _Rule(children=_INLINE | {"span"}, text=True)
_ENTRY = _Rule(frozenset({"class"}), frozenset({"contents-1", "contents-2"}), frozenset({"a"}))
_LINE_ROW = _rule("class", _OPTIONAL | {"total", "line"}, "th td")
_SCOPES = frozenset({"", "col", "row"})


def class_of(element: etree._Element) -> str:
    """The element's class, its words parted by one space; "" without one."""
    value = element.get("class", "")
    return value if " " not in value else " ".join(value.split())


def is_divider_title(element: etree._Element) -> bool:
    """Is it the title on a part's title page?"""
    section = element.getparent()
    return element.tag == "h1" and section is not None and class_of(section) == "divider"


def described(element: etree._Element) -> str:
    """The element as an error shows it: its opening tag."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return "<!-- -->"
    attributes = "".join(f' {key!s}="{value!s}"' for key, value in element.items())
    return f"<{tag}{attributes}>"


def check_vocabulary(root: etree._Element) -> None:
    """Raise ``UnknownElementError`` at the first thing below ``root`` that is not in it."""
    if root.tag != "html" or root.get("lang") != "zh-CN":
        raise UnknownElementError(f'文件应以 <html lang="zh-CN"> 开始，不是 {described(root)}')
    _check(root, _RULES["html"])


def _check(element: etree._Element, rule: _Rule) -> None:
    unknown = {str(key) for key, _ in element.items()} - rule.attributes
    if unknown:
        raise _unknown(element, f"不认识的属性 {'、'.join(sorted(unknown))}")
    if class_of(element) not in rule.classes:
        raise _unknown(element, f"不认识的类 {class_of(element)!r}")
    if not rule.text and _strays(element):
        raise _unknown(element, "这里不能直接写文字")
    _check_values(element)
    for child in element:
        if child.tag not in rule.children:
            raise _unknown(child, f"{described(element)} 里不能有这个元素")
        _check(child, _rule_of(child, element))


def _rule_of(element: etree._Element, parent: etree._Element) -> _Rule:
    tag, above = element.tag, parent.tag
    if above == "nav":
        return _ENTRY
    if tag == "tr" and above == "thead":
        return _LINE_ROW
    rule = _RULES[tag]
    if above == "tr" and class_of(parent) == "line":
        rule = rule._replace(classes=rule.classes | TABLE_LINES)
    if class_of(element) == "spread":
        rule = rule._replace(children=_SPREAD.children)
    return rule


def _strays(element: etree._Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    return any(text and not text.isspace() for text in texts)


def _check_values(element: etree._Element) -> None:
    if element.get("scope", "") not in _SCOPES:
        raise _unknown(element, "scope 只能是 col 或 row")
    start = element.get("data-start")
    if start is not None and not start.isdecimal():
        raise _unknown(element, "data-start 应是一个页码")


def _unknown(element: etree._Element, what: str) -> UnknownElementError:
    line = f"（第 {element.sourceline} 行）" if element.sourceline else ""
    return UnknownElementError(f"{described(element)}{line}：{what}")
