"""What every test may use: facts and forms made on the spot, published documents rendered once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.making import Make, Rendered, disclosure

# Every run tries the same examples: a failure is a change, never bad luck.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def no_settings() -> Iterator[None]:
    """The settings of whoever runs the tests change nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", os.devnull)
        yield


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Returns ``making.disclosure`` in a folder of its own."""
    return partial(disclosure, tmp_path)


@pytest.fixture(scope="session")
def rendered() -> Rendered:
    """Returns a function from a facts file to its PDF and DOCX, made once.

    The tests of one file belong in the group ``published-<stem>``, so that one process makes them.
    """

    @cache
    def make_once(path: Path) -> dict[str, bytes]:
        from generator import render

        return render(path, ["pdf", "docx"])

    return make_once
