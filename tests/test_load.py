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
        ("某格式", "F207", 5, "没有格式“某格式”"),
        ("_base", "F207", 5, "没有格式“_base”"),
        ("../xiamen-budget", "F207", 5, "没有格式“../xiamen-budget”"),
        ("national-final-account", "F208", 4, "格式“national-final-account”不印“部门预算”"),
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


def test_of_very_many_mistakes_the_first_are_listed(tmp_path: Path) -> None:
    lines = "\n".join(f"  - {{科目: 错{number}, 基本支出: 1}}" for number in range(500))
    head = "文种: 部门预算\n格式: quanzhou-budget\n年度: 2025\n部门: {名称: 某局}\n支出:\n"
    facts = tmp_path / "facts.yaml"
    facts.write_text(f"{head}{lines}\n", "utf-8")
    with pytest.raises(FindingsError) as caught:
        load(facts)
    codes = [finding.code for finding in caught.value.findings]
    assert codes.count("F203") < 500
    assert codes[-1] == "F210"
    assert str(500 - codes.count("F203")) in caught.value.findings[-1].message
