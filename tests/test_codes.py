"""Every registered code is raised, or at least looked at, by a test."""

from __future__ import annotations

from pathlib import Path

from generator.check import CHECKS
from generator.findings import RULES

TESTS = Path(__file__).parent


def test_every_code_has_a_test() -> None:
    assert CHECKS
    files = [path for path in TESTS.rglob("*") if path.suffix in (".py", ".yaml")]
    assert len(files) > 50
    text = "\n".join(path.read_text("utf-8") for path in files if path.name != "test_codes.py")
    assert len(RULES) > 100
    assert [code for code in RULES if code not in text] == []
