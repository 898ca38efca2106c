"""The vocabulary of templates (docs/vocabulary.md), checked once, before any writer.

What passes here is known to every writer. The marks that say where an element was written (``AT``)
are taken off on the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree

from generator.compose.sandbox import AT
from generator.compose.vocabulary.elements import (
    HEADINGS,
    TABLE_LINES,
    VocabularyError,
    class_of,
    described,
)
from generator.compose.vocabulary.shape import shape_of

SHEET = "data-sheet"  # of a table: the number of the program's own that stands there
MOST_SPANS = 3  # left, centre, right

_NO_CLASS = frozenset({""})
_INLINE = frozenset({"br", "b", "a", "data"})
_SECTIONS = frozenset({"cover", "contents", "divider", "text", "sheet", "sheet landscape"})
_PARAGRAPHS = TABLE_LINES | {"plain", "center", "document-title", "cover-line"}
_PARAGRAPHS |= {"contents-title", "note"}
TABLE_CLASSES = frozenset({"grid", "wide", "dense", "form", "compact"})

_ANY = re.compile(r".*", re.DOTALL)
_SPAN = re.compile(r"[1-9][0-9]{0,2}")
_SPANS = {"colspan": _SPAN, "rowspan": _SPAN}


class _Rule(NamedTuple):
    """What an element has: attributes (those needed, those possible), classes ("" is none),
    child elements, text."""

    needed: Mapping[str, re.Pattern[str]] = {}
    possible: Mapping[str, re.Pattern[str]] = {}
    classes: frozenset[str] = _NO_CLASS
    children: frozenset[str] = frozenset()
    text: bool = False


def _below(*names: str) -> frozenset[str]:
    return frozenset(names)


_HEADING = _Rule({}, {"data-contents": _ANY}, _NO_CLASS | {"table-title"}, _INLINE, True)
_RULES: Mapping[str, _Rule] = {
    "html": _Rule({"lang": re.compile("zh-CN")}, children=_below("head", "body")),
    "head": _Rule(children=_below("title", "meta")),
    "title": _Rule(text=True),
    "meta": _Rule({"name": re.compile("author"), "content": _ANY}),
    "body": _Rule(children=_below("section")),
    "section": _Rule(
        possible={"data-start": re.compile(r"[1-9][0-9]{0,3}")},
        classes=_SECTIONS,
        children=_below(*HEADINGS, "p", "nav", "table"),
    ),
    "nav": _Rule(classes=_NO_CLASS | {"unnumbered"}),
    "p": _Rule(classes=_NO_CLASS | _PARAGRAPHS, children=_INLINE, text=True),
    "table": _Rule(classes=TABLE_CLASSES, children=_below("colgroup", "thead", "tbody")),
    "colgroup": _Rule(children=_below("col")),
    "col": _Rule({"style": re.compile(r"width:[0-9]{1,3}(\.[0-9]{1,6})?%")}),
    "thead": _Rule(children=_below("tr")),
    "tbody": _Rule(children=_below("tr")),
    "tr": _Rule(classes=_NO_CLASS | {"total"}, children=_below("th", "td")),
    "th": _Rule({}, _SPANS | {"scope": re.compile("col|row")}, _NO_CLASS, _INLINE, True),
    "td": _Rule({}, _SPANS | {"data-figure": _ANY}, _below("", "c", "n"), _INLINE, True),
    "br": _Rule(),
    "b": _Rule(children=_below("br", "data"), text=True),
    "a": _Rule({"href": re.compile(r"#h[0-9]+")}, children=_below("br", "b", "data"), text=True),
    "data": _Rule({"value": _ANY}, children=_below("br"), text=True),
    "span": _Rule(children=_INLINE, text=True),
    **dict.fromkeys(HEADINGS, _HEADING),
}
# The same elements where another rule holds.
_OWN_TABLE = _Rule({SHEET: re.compile(r"[0-9]{1,9}")}, children=_below("thead"))
_LINE_ROW = _RULES["tr"]._replace(classes=_NO_CLASS | {"total", "line"})
_LINE_CELL = _RULES["th"]._replace(classes=_NO_CLASS | TABLE_LINES)


def check_vocabulary(root: etree._Element) -> None:
    """Take the marks off a document as templates write it.

    Raises ``VocabularyError`` at the first thing in it that is not in the vocabulary.
    """
    if root.tag != "html":
        raise _wrong(root, root.get(AT, ""), '文件应以 <html lang="zh-CN"> 开始')
    _check(root, _RULES["html"], "")


def _check(element: etree._Element, rule: _Rule, above: str) -> None:
    at = str(element.attrib.pop(AT, above))
    _check_attributes(element, rule, at)
    if not rule.text and _strays(element):
        raise _wrong(element, at, "这里不能直接写文字")
    for child in element:
        if child.tag not in rule.children:
            mark = child.get(AT, at) if isinstance(child.tag, str) else at
            raise _wrong(child, mark, f"{described(element)} 里不能有这个元素")
        _check(child, _rule_of(child, element), at)
    if structure := _STRUCTURES.get(element.tag):
        try:
            structure(element)
        except VocabularyError as error:
            raise _wrong(element, at, str(error)) from None


def _check_attributes(element: etree._Element, rule: _Rule, at: str) -> None:
    for key, value in ((str(key), str(value)) for key, value in element.items()):
        shape = rule.needed.get(key) or rule.possible.get(key)
        if key == "class":
            continue
        if shape is None:
            raise _wrong(element, at, f"不认识的属性 {key}")
        if not shape.fullmatch(value):
            raise _wrong(element, at, f"{key} 不能写成“{value}”")
    if missing := [key for key in rule.needed if element.get(key) is None]:
        raise _wrong(element, at, f"要写 {missing[0]}")
    if class_of(element) not in rule.classes:
        raise _wrong(element, at, f"不认识的类“{class_of(element)}”")
    if element.nsmap:
        raise _wrong(element, at, "不能写 xmlns")


def _rule_of(element: etree._Element, parent: etree._Element) -> _Rule:
    rule = _RULES[element.tag]
    if element.tag == "table" and element.get(SHEET) is not None:
        rule = _OWN_TABLE
    elif element.tag == "tr" and parent.tag == "thead":
        rule = _LINE_ROW
    elif element.tag == "th" and class_of(parent) == "line":
        rule = _LINE_CELL
    if class_of(element) == "spread":
        rule = rule._replace(children=rule.children | {"span"})
    return rule


def _strays(element: etree._Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    return any(text and not text.isspace() for text in texts)


def _wrong(element: etree._Element, at: str, what: str) -> VocabularyError:
    place = f"模板 {at}：" if at else ""
    return VocabularyError(f"{place}{described(element)}：{what}")


# structure: what the elements inside make together


def _document(html: etree._Element) -> None:
    if [child.tag for child in html] != ["head", "body"]:
        raise VocabularyError("应有一个 <head>，后面一个 <body>")


def _head(head: etree._Element) -> None:
    if sorted(child.tag for child in head) not in (["title"], ["meta", "title"]):
        raise VocabularyError('应有一个 <title>，至多一个 <meta name="author">')


def _filled(element: etree._Element) -> None:
    if not len(element):
        raise VocabularyError("里面没有内容；没有内容的，连它一起不写")


def _paragraph(block: etree._Element) -> None:
    """Parts of a line stand alone in it, and are three at most."""
    spans = [child for child in block if child.tag == "span"]
    if spans and (len(spans) > MOST_SPANS or len(spans) < len(block) or _strays(block)):
        raise VocabularyError(f"里面应只有一至 {MOST_SPANS} 个 <span>")


def _table(table: etree._Element) -> None:
    if table.get(SHEET) is not None:
        if any(class_of(row) != "line" for row in table.iter("tr")):
            raise VocabularyError("这里只能有表上的行")
        return
    if [child.tag for child in table] not in (
        ["colgroup", "tbody"],
        ["colgroup", "thead", "tbody"],
    ):
        raise VocabularyError("里面应依次是 <colgroup>、<thead>（可以没有）、<tbody>")
    shape_of(table)


_STRUCTURES: Mapping[str, Callable[[etree._Element], None]] = {
    "html": _document,
    "head": _head,
    "body": _filled,
    "section": _filled,
    "p": _paragraph,
    "th": _paragraph,
    "table": _table,
}
