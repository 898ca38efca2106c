"""Findings as data, to compare with the files that pin them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml

from generator.findings import Finding, FindingsError


def found_by(act: Callable[[], object]) -> list[Finding]:
    """The findings that ``act`` raises."""
    with pytest.raises(FindingsError) as raised:
        act()
    assert raised.value.findings
    return list(raised.value.findings)


def shown(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Place (line:column), code and message of each finding."""
    return [
        {"place": f"{one.line}:{one.column}", "code": one.code, "message": one.message}
        for one in findings
    ]


def expected(path: Path) -> list[dict[str, str]]:
    """The findings that a file pins."""
    loaded = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert loaded
    return list(loaded)
