"""Facts and a form for tests: small ones, made on the spot, and the published ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from generator import Disclosure, load
from generator.compose import ComposedDocument
from generator.derive.grid import Grid
from generator.derive.tables import TableBuilder

Make = Callable[..., Disclosure]
Rendered = Callable[[Path], dict[str, bytes]]
ROOT = Path(__file__).parent.parent
PUBLISHED = sorted((ROOT / "data" / "published").glob("*.yaml"))
FORM = "小格式"
HEAD = f"""\
格式: {FORM}
年度: 2031
部门: {{名称: 某某局}}
"""
LINES = """\
支出:
  - {科目: 2080505, 基本支出: 10.00}
  - {科目: 2101501, 基本支出: 20.00, 项目支出: 5.50}
"""
PROFILE = "说明: {名称: 测试用的格式, 文种: [部门预算, 单位预算, 部门决算, 单位决算]}\n"


def facts(body: str = LINES, kind: str = "部门预算") -> str:
    """A facts file: its head and ``body``."""
    return f"文种: {kind}\n{HEAD}{body}"


def page(*blocks: str) -> str:
    """The main template of a form: a document of one section with these blocks."""
    return (
        '<html lang="zh-CN"><head><title>{{ 标题 }}</title>'
        '<meta name="author" content="{{ 部门.名称 }}"/></head>'
        f'<body><section class="text">{"".join(blocks)}</section></body></html>'
    )


def disclosure(
    folder: Path,
    text: str = facts(),
    *,
    profile: str = "",
    extends: str = "_base",
    template: str = "",
    **templates: str,
) -> Disclosure:
    """The disclosure of a facts file with ``text`` in a form of its own.

    ``profile`` is YAML added to the form, ``template`` blocks of its document; ``templates`` are
    further files ``<name>.html``. Everything is written to ``folder``.
    """
    form = folder / "templates" / FORM
    form.mkdir(parents=True, exist_ok=True)
    (form / "profile.yaml").write_text(f"extends: {extends}\n{PROFILE}{profile}", "utf-8")
    for name, content in {"document": page(template), **templates}.items():
        (form / f"{name}.html").write_text(content, "utf-8")
    path = folder / "facts.yaml"
    path.write_text(text, "utf-8")
    return load(path, [folder / "templates"])


def printed(made: Disclosure) -> list[str]:
    """The text of every block of the composed document."""
    return blocks(made.printed.document)


def blocks(document: ComposedDocument) -> list[str]:
    """The text of every block of a document."""
    names = ("h1", "h2", "h3", "h4", "p", "th", "td")
    return ["".join(map(str, block.itertext())) for block in document.body.iter(*names)]


def grids(made: Disclosure, name: str, record: dict[str, Any] | None = None) -> list[Grid]:
    """A table of the form, whether or not it is printed."""
    return TableBuilder(made.derived, made.text, made.text.context).grids(name, record)


def body_rows(made: Disclosure, name: str, record: dict[str, Any] | None = None) -> list[list[str]]:
    """The cells of a table's body, row by row."""
    grid = grids(made, name, record)[0]
    return [[cell.text for cell in line.cells] for line in grid.body]


def document(*sections: str, title: str = "部门预算", author: str = "某某局") -> ComposedDocument:
    """A composed document of these sections, for writers."""
    head = f'<head><title>{title}</title><meta name="author" content="{author}"/></head>'
    text = f'<html lang="zh-CN">{head}<body>{"".join(sections)}</body></html>'
    return ComposedDocument(etree.fromstring(text), title, author)


def cases(values: Mapping[str, Any], *, slow: Collection[str]) -> list[Any]:
    """Parameters of a test under their names; those in ``slow`` are for ``make proof``."""
    assert set(slow) <= set(values)
    return [
        pytest.param(value, id=name, marks=[pytest.mark.slow] if name in slow else [])
        for name, value in values.items()
    ]
