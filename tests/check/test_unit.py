"""Amounts typed in another unit than the file names."""

from __future__ import annotations

from generator.check import run_checks
from tests.making import Make, facts

PAGE = "<p>某某局</p>"


def test_amounts_in_yuan_without_saying_so(make: Make) -> None:
    codes = ("2080505", "2080506", "2101501", "2101502", "2210201")
    lines = [f"{{科目: {code}, 基本支出: 5060000.00}}" for code in codes]
    made = make(facts(f"支出: [{', '.join(lines)}]\n"), template=PAGE)
    [found] = [one for one in run_checks(made).findings if one.code == "A301"]
    assert "像是按元写的" in found.message and "金额单位: 元" in found.hint
    typed = made.source.path.read_text("utf-8") + "金额单位: 元\n"
    made.source.path.write_text(typed, "utf-8")
    assert "A301" not in {one.code for one in run_checks(make(typed, template=PAGE)).findings}
    small = typed.replace("5060000.00", "506.00")
    [found] = [one for one in run_checks(make(small, template=PAGE)).findings if one.code == "A301"]
    assert "像是按万元写的" in found.message
