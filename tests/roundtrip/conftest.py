"""What the tests of the round trip share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.making import Rendered

from .__main__ import Report, examine, facts_of
from .corrections import expected


@pytest.fixture(scope="session")
def report(rendered: Rendered) -> Callable[[str], Report]:
    """Returns a function that renders a document once, and returns how it compares."""

    @cache
    def make(document: str) -> Report:
        return examine(expected(document), rendered(facts_of(document)))

    return make
