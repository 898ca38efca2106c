"""A small disclosure whose template is written anew for each test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator import Disclosure
from tests.making import disclosure, page

PROFILE = """\
words: {数组: [1, 2]}
tables:
  - {id: 单, rows: [{sum: {of: 支出}}], columns: [{label: 甲, sum: {}}]}
  - {id: 单据, form: {widths: [1], rows: [{lines: [[甲]]}]}}
"""
Filled = Callable[..., Disclosure]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    """A small disclosure."""
    return disclosure(tmp_path_factory.mktemp("small"), profile=PROFILE)


@pytest.fixture
def filled(small: Disclosure) -> Filled:
    """Returns a function from blocks of a template, and further templates, to the disclosure."""

    def fill(*blocks: str, **templates: str) -> Disclosure:
        folder = small.profile.folders[0].path
        for name, text in {"document": page(*blocks), **templates}.items():
            (folder / f"{name}.html").write_text(text, "utf-8", errors="surrogatepass")
        return replace(small)

    return fill
