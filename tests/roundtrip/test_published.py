"""The published documents: rendered, read back, and nothing differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .__main__ import Report, facts_of, some
from .published import DOCUMENTS


def marked(document: str) -> Any:
    """Takes a document, returns it with a group of its own, so that one process renders it once."""
    marks: list[Any] = [pytest.mark.xdist_group(f"published-{document}")]
    if not facts_of(document).exists():
        marks.append(pytest.mark.skip(reason="no facts yet"))
    return pytest.param(document, marks=marks)


PUBLISHED = [marked(document) for document in DOCUMENTS]
Make = Callable[[str], Report]


@pytest.mark.parametrize("name", ["pdf", "docx"])
@pytest.mark.parametrize("document", PUBLISHED)
def test_as_published(document: str, name: str, report: Make) -> None:
    result = report(document).formats[name]
    assert not result.differences, "\n".join(some(result.differences, verbose=False))


@pytest.mark.parametrize("document", PUBLISHED)
def test_another_reader_finds_every_paragraph(document: str, report: Make) -> None:
    unread = report(document).unread
    assert not unread, "\n".join(some(unread, verbose=False))


@pytest.mark.parametrize("document", PUBLISHED)
def test_contents_list_has_the_real_page_numbers(document: str, report: Make) -> None:
    wrong = report(document).misplaced
    assert not wrong, "\n".join(some(wrong, verbose=False))
