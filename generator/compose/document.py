"""The composed document: semantic HTML, parsed once, that every writer walks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from generator import limits
from generator.compose.compose import Composed
from generator.compose.parsing import parsed
from generator.compose.published import publish, text_of
from generator.compose.sandbox import AT, OverLimitError, TemplateError
from generator.compose.vocabulary import HEADINGS, VocabularyError, check_vocabulary, described
from generator.derive.grid import Grid
from generator.findings import Finding, shortened
from generator.model.common import PublishedText

LINE = 40  # characters
LISTED = {"h1": "contents-1", "h2": "contents-2", "h3": "contents-2", "h4": "contents-2"}
CONTAINERS = ("html", "head", "body", "section", "nav", "table", "thead", "tbody", "tr")


@dataclass(frozen=True)
class ComposedDocument:
    """The document as a tree of the vocabulary, with its metadata."""

    root: etree._Element
    title: str
    author: str
    draft: bool = False
    derived: str = ""  # its text before anything was printed as published

    @property
    def head(self) -> etree._Element:
        return self._child("head")

    @property
    def body(self) -> etree._Element:
        return self._child("body")

    def _child(self, name: str) -> etree._Element:
        found = self.root.find(name)
        if found is None:
            raise TemplateError(f"模板写出的 HTML 没有 <{name}>")
        return found

    @property
    def parts(self) -> int:
        """How many cells and paragraphs are to be laid out, a line's characters for one more: what
        that takes memory and time for."""
        blocks = sum(1 for _ in self.body.iter(*HEADINGS, "p", "th", "td"))
        return blocks + sum(map(len, self.body.itertext())) // LINE

    def html(self) -> str:
        """The document as HTML text."""
        text: str = etree.tostring(self.root, encoding="unicode", method="html")
        return "<!DOCTYPE html>\n" + text


@dataclass(frozen=True)
class Parsed:
    """A document, the tables that stand in it, and findings on ``公布文字`` that found no place."""

    document: ComposedDocument
    grids: list[Grid]
    findings: list[Finding]


def parse_document(composed: Composed, author: str, published: Sequence[PublishedText]) -> Parsed:
    """Parse composed HTML and check it, put its tables in, number its headings, print what was
    published, fill the contents list.

    Raises ``TemplateError`` where the HTML is not whole or not in the vocabulary.
    """
    root = _parsed(composed.html)
    check_vocabulary(root)
    _tidy(root)
    grids = composed.tables.put(root)
    derived = "".join(map(str, root.itertext()))
    findings = publish(root, published, contents=False)
    headings = list(_identify(root))
    _check_links(root)
    for nav in root.iter("nav"):
        _fill_contents(nav, headings)
    findings += publish(root, published, contents=True)
    if not root.findall("body/section"):
        raise TemplateError("文件没有一节内容（公布文字把全文都删去了）")
    document = ComposedDocument(root, composed.title, author, derived=derived)
    return Parsed(document, grids, findings)


MARK = re.compile(f' {AT}="([^"]*)"')
LONG = re.compile(r"<[^<]{1000,}")  # an element's opening and the text after it
MOST_ATTRIBUTES = 50
# What libxml2 finds, by its number.
PROBLEMS = {
    4: "没有写出一个元素",
    5: "最外层的元素之后还有内容",
    9: "有不成文字的字符",
    23: "“&”后面缺“;”；要印“&”，写成“&amp;”",
    26: "有 HTML 的实体；只能用 &amp; &lt; &gt; 和 &#编号;，其他字符直接写",
    38: "引号里有“<”；要印“<”，写成“&lt;”",
    39: "属性的值要用引号括起来",
    41: "属性没有值",
    42: "一个元素的同一属性写了两次",
    62: "有“]]>”；写成“]]&gt;”",
    65: "属性之间缺空格",
    68: "“<”或“&”后面不是名字；要印它，写成“&lt;”“&amp;”",
    73: "标签没有写完，缺“>”",
    76: "前后标签不成对",
    77: "标签没有关闭",
    114: "元素套得太深",
    201: "名字里有冒号",
    202: "名字里有冒号",
}


def _parsed(html: str) -> etree._Element:
    for mark in ("<!", "<?"):
        if mark in html:
            raise TemplateError(f"模板写出的 HTML 里有“{mark}”；注释写成 {{# … #}}，不会印出来")
    if html.count("</") + html.count("/>") > limits.COMPOSED_ELEMENTS:
        advice = "一份文件写不了这么多段；数据多的，分成几份"
        raise OverLimitError("模板写出的元素", limits.COMPOSED_ELEMENTS, "个", advice)
    for tag in LONG.findall(html):  # libxml2 compares each attribute with all before it
        if tag.count('="') + tag.count("='") > MOST_ATTRIBUTES:
            raise TemplateError(f"模板写出的元素属性太多：“{shortened(tag)}”")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return parsed(html.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise TemplateError(_not_whole(html, error)) from None
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        raise TemplateError(f"模板写出的 HTML 里有不成文字的字符（U+{code:04X}）") from None


def _not_whole(html: str, error: etree.XMLSyntaxError) -> str:
    """What is wrong, after the last element that was written before it."""
    lines = html.split("\n")[: error.lineno or 0]
    marks = MARK.findall("\n".join(lines))
    place = f"模板 {marks[-1]} 前后：" if marks else ""
    shown = shortened(MARK.sub("", lines[-1])) if lines else ""
    unknown = f"写法有误（{MARK.sub('', error.msg or '')}）"
    problem = PROBLEMS.get(getattr(error, "code", 0), unknown)
    return f"{place}写出的 HTML 不完整：{problem}：“{shown}”"


def _check_links(root: etree._Element) -> None:
    """A link leads to a heading; the contents list is not filled yet."""
    known = {heading.get("id") for heading in root.iter(*HEADINGS)}
    for link in root.iter("a"):
        if link.get("href", "").removeprefix("#") not in known:
            raise VocabularyError(f"{described(link)}：没有这个标题")


def _tidy(root: etree._Element) -> None:
    """Drop the white space that templates leave around blocks and inside Chinese text."""
    for element in root.iter():
        name = element.tag
        if name in ("p", *HEADINGS):
            _strip(element)
        elif name in CONTAINERS:
            element.text = None
            for child in element:
                child.tail = None


def _strip(block: etree._Element) -> None:
    if block.text:
        block.text = re.sub(r"\s*\n\s*", "", block.text).lstrip()
    for child in block.iter():
        if child is not block and child.tail:
            child.tail = re.sub(r"\s*\n\s*", "", child.tail)
    if len(block):
        block[-1].tail = (block[-1].tail or "").rstrip() or None
    elif block.text:
        block.text = block.text.rstrip()


def _identify(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Give headings their ids; yield those of the contents list with the text printed there."""
    for number, heading in enumerate(root.iter(*HEADINGS), start=1):
        heading.set("id", f"h{number}")
        listed = heading.attrib.pop("data-contents", "")
        if listed == "no" or (not listed and heading.tag not in ("h1", "h2")):
            continue
        yield heading, str(listed) or text_of(heading, " ")


def _fill_contents(nav: etree._Element, headings: list[tuple[etree._Element, str]]) -> None:
    for heading, text in headings:
        entry = etree.SubElement(nav, "p", {"class": LISTED[heading.tag]})
        link = etree.SubElement(entry, "a", {"href": f"#{heading.get('id')}"})
        link.text = text
