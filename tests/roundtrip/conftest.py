"""What the tests of the round trip share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from .__main__ import Report, examine, facts_of
from .corrections import expected


@pytest.fixture(scope="session")
def report() -> Callable[[str], Report]:
    """Returns a function that renders a document once, and returns how it compares."""

    @cache
    def make(document: str) -> Report:
        from generator import render

        return examine(expected(document), render(facts_of(document), ["pdf", "docx"]))

    return make
