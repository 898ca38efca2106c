"""Reports: order, exemptions, summary."""

from __future__ import annotations

from pathlib import Path

from generator import Report, check, load
from generator.findings import Level

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
ZHANGZHOU = (PUBLISHED / "zhangzhou-2024-budget.yaml").read_text("utf-8")


def _report(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "facts.yaml"
    path.write_text(text, "utf-8")
    return check(load(path))


def test_findings_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    lines = [finding.line for finding in _report(tmp_path, ZHANGZHOU).findings]
    assert len(lines) > 5
    assert lines == sorted(lines)


def test_every_published_figure_is_reported_with_both_values(tmp_path: Path) -> None:
    found = [f for f in _report(tmp_path, ZHANGZHOU).findings if f.code == "P304"]
    assert len(found) == 9
    assert "公布 16506.19，按数据为 16506.20，尾差 -0.01" in found[0].message


def test_a_published_figure_that_no_longer_differs_is_an_error(tmp_path: Path) -> None:
    text = ZHANGZHOU.replace("{位置: 收入预算, 公布: 16506.19", "{位置: 收入预算, 公布: 16506.20")
    codes = {f.code: f for f in _report(tmp_path, text).of(Level.ERROR)}
    assert "P305" in codes
    assert codes["P305"].line > 0


def test_a_large_gap_is_a_warning(tmp_path: Path) -> None:
    text = ZHANGZHOU.replace("{位置: 收入预算, 公布: 16506.19", "{位置: 收入预算, 公布: 16516.20")
    assert any(f.code == "P303" for f in _report(tmp_path, text).findings)


def test_published_words_are_reported(tmp_path: Path) -> None:
    assert any(f.code == "P306" for f in _report(tmp_path, ZHANGZHOU).findings)


def test_an_exemption_silences_and_is_counted(tmp_path: Path) -> None:
    before = _report(tmp_path, ZHANGZHOU)
    text = ZHANGZHOU + "\n豁免:\n  - {代码: P306, 原因: 照当年}\n"
    after = _report(tmp_path, text)
    words = [f for f in before.findings if f.code == "P306"]
    assert not any(f.code == "P306" for f in after.findings)
    assert {f.code for f in after.silenced} == {"P306"}
    assert len(after.silenced) == len(words) > 1
    assert len(after.findings) == len(before.findings) - len(words)
    assert f"{len(words)} 个按“豁免”不再列出" in after.summary


def test_an_exemption_for_another_place_does_not_silence(tmp_path: Path) -> None:
    text = ZHANGZHOU + "\n豁免:\n  - {代码: P306, 位置: 第九章, 原因: 试}\n"
    codes = [f.code for f in _report(tmp_path, text).findings]
    assert "P306" in codes
    assert "E901" in codes
