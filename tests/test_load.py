"""Facts that name a profile which cannot print them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import load
from generator.findings import Finding, FindingsError

FACTS = Path(__file__).parent.parent / "data" / "published" / "quanzhou-2025-budget.yaml"


@pytest.mark.parametrize(
    ("profile", "code", "line", "message"),
    [
        ("某格式", "F207", 4, "没有格式“某格式”"),
        ("_base", "F207", 4, "没有格式“_base”"),
        ("../xiamen-budget", "F207", 4, "没有格式“../xiamen-budget”"),
        ("national-final-account", "F208", 3, "格式“national-final-account”不印“部门预算”"),
    ],
)
def test_a_profile_that_cannot_print_the_facts(
    tmp_path: Path, profile: str, code: str, line: int, message: str
) -> None:
    text = FACTS.read_text("utf-8").replace("格式: quanzhou-budget", f"格式: {profile}")
    facts = tmp_path / "facts.yaml"
    facts.write_text(text, "utf-8")
    with pytest.raises(FindingsError) as caught:
        load(facts)
    [finding] = caught.value.findings
    assert isinstance(finding, Finding)
    assert (finding.code, finding.line, finding.message) == (code, line, message)
    assert finding.hint
