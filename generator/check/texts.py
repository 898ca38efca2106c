"""The texts that checks read: what was typed into the facts, and what the document prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from generator.compose.published import text_of
from generator.findings import Loc

# what is published as it was, and what is never printed
OUTSIDE = ("公布数", "公布文字", "豁免", "科目名称", "签署", "批复", "车辆")
CODES = (
    "文种",
    "格式",
    "金额单位",
    "编码",
    "单位编码",
    "区划编码",
    "科目",
    "资金性质",
    "方向",
    "单位",
    "余额",
    "经费",
    "经济科目",
    "完成时限",
)
NAMES = (
    "名称",
    "单位名称",
    "项目",
    "项目名称",
    "指标",
    "目标值",
    "实际值",
    "转移支付项目",
    "转移支付类型",
    "经费性质",
    "单位性质",
    "主管部门",
    "实施单位",
    "实施期限",
)
HEADINGS = ("h1", "h2", "h3", "h4")
CELLS = ("td", "th")
TEXTS = (*HEADINGS, "p", *CELLS)
CHINESE = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Written:
    """A text of the facts with its path of keys; ``name`` marks names, which are no sentences."""

    loc: Loc
    text: str
    name: bool

    @property
    def key(self) -> str:
        """The last key on the way to the text."""
        return next(str(step) for step in reversed(self.loc) if isinstance(step, str))


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed text, the heading above it, and the keys of the figures in it."""

    text: str
    heading: str
    figures: tuple[str, ...]
    tag: str


def written(facts: Mapping[str, Any]) -> Iterator[Written]:
    """Every text of the facts but codes, and what stands in for published words."""
    for key, value in facts.items():
        if value and key not in OUTSIDE:
            yield from _below(value, (key,), key)


def _below(value: Any, loc: Loc, key: str) -> Iterator[Written]:
    if isinstance(value, str):
        if key not in CODES:
            yield Written(loc, value, key in NAMES)
    elif isinstance(value, Mapping):
        for below, inner in value.items():
            if inner and below not in OUTSIDE:
                yield from _below(inner, (*loc, below), below)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _below(inner, (*loc, index), key)


@lru_cache(maxsize=1)
def printed(root: etree._Element) -> tuple[Printed, ...]:
    """The printed texts in order; cells with an amount or a code are left out.

    The same text is there once under each heading, in cells once in all. Several checks ask for
    those of one document: they are remembered.
    """
    return tuple(_printed(root))


def _printed(root: etree._Element) -> Iterator[Printed]:
    heading = ""
    seen: set[tuple[str, str]] = set()
    for block in root.iter(*TEXTS):
        if block.get("data-figure"):
            continue
        tag = str(block.tag)
        text = text_of(block, "\n") if len(block) else (block.text or "")
        if tag in HEADINGS:
            heading = text.replace("\n", " ")
        here = (text, "" if tag in CELLS else heading)
        if here in seen or (text.isascii() and tag in CELLS):
            continue
        seen.add(here)
        keys = (str(data.get("value", "")) for data in block.iter("data")) if len(block) else ()
        if text:
            yield Printed(text, heading, tuple(keys), tag)


def around(text: str, match: re.Match[str], reach: int = 12) -> str:
    """What was found with a little of the text on both sides."""
    return cut(text, match.start(), match.end(), reach)


def cut(text: str, start: int, end: int, reach: int = 12) -> str:
    """The text from ``start`` to ``end`` with ``reach`` characters on both sides."""
    first, last = max(0, start - reach), min(len(text), end + reach)
    part = text[first:last].replace("\n", " ")
    return ("…" if first else "") + part + ("…" if last < len(text) else "")


def shortened(text: str, length: int = 30) -> str:
    """The beginning of a text."""
    return text if len(text) <= length else text[: length - 1] + "…"
