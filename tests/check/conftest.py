"""What the tests of the checks share: the published facts, and the findings on changed ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from generator import load
from generator.check import run_checks
from generator.findings import Finding
from tests.making import PUBLISHED

Facts = Callable[[str], str]
FindingsOf = Callable[[str], list[Finding]]


@cache
def _published(name: str) -> str:
    [path] = [path for path in PUBLISHED if path.stem == name]
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def facts() -> Facts:
    """Returns a function from the name of a published document to the YAML text of its facts."""
    return _published


@pytest.fixture(scope="session")
def findings_of(tmp_path_factory: pytest.TempPathFactory) -> FindingsOf:
    """Returns a function from the YAML text of facts to every finding on them, placed in order."""
    path = tmp_path_factory.mktemp("facts") / "facts.yaml"

    def find(text: str) -> list[Finding]:
        path.write_text(text, "utf-8")
        return list(run_checks(load(path)).findings)

    return find
