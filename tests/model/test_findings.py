"""What is said about facts that do not fit, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings import RULES
from generator.model import parse
from generator.read import read_source
from tests.findings import expected, found_by, shown
from tests.making import facts

HERE = Path(__file__).parent


@pytest.mark.parametrize("kind", ["budget", "account"])
def test_everything_wrong_is_found_at_once(kind: str) -> None:
    source = read_source(HERE / f"wrong_{kind}.yaml")
    assert shown(found_by(lambda: parse(source))) == expected(HERE / f"expected_{kind}.yaml")


def test_every_code_of_single_facts_is_pinned() -> None:
    pinned = {
        finding["code"]
        for kind in ("budget", "account")
        for finding in expected(HERE / f"expected_{kind}.yaml")
    }
    assert pinned == {"F201", "F202", "F203", "F204", "F205", "F206"} <= set(RULES)


def _hints(folder: Path, text: str) -> list[str]:
    path = folder / "facts.yaml"
    path.write_text(text, "utf-8")
    return [finding.hint for finding in found_by(lambda: parse(read_source(path)))]


NEAR = [
    ("部门概貌: {}\n", "部门概况"),
    ("基本支出经济科目: {}\n", "基本支出经济分类"),
    ("上年: {收入总计: 1}\n", "收支总计"),
    ("上年: {三公经费: {因公出国(境)费: 0}}\n", "因公出国（境）费"),
    ("国有资产: {单位价值100万以上设备: 0}\n", "单位价值100万元以上设备"),
    ("政府采购: {货物: 0, 工程: 0, 服务: 0, 中小企业货品: 0}\n", "中小企业货物"),
    ("部门概况: {主要职责: {条目: [{标题: 甲, 段落: [], 段洛: []}]}}\n", "段落"),
    ("整体绩效目标: {总体目标: [], 年度主要任务: [{名称: 甲, 金颔: 1}], 指标: {}}\n", "金额"),
    ("整体绩效目标: {总体目标: [], 指标: {甲: {乙: [{指标名: 丙}]}}}\n", "指标"),
]


@pytest.mark.parametrize(("text", "key"), NEAR, ids=[key for _, key in NEAR])
def test_the_nearest_key_is_suggested(text: str, key: str, tmp_path: Path) -> None:
    assert f"是不是“{key}”？" in _hints(tmp_path, facts("支出: []\n" + text))


def test_without_a_near_key_all_are_named(tmp_path: Path) -> None:
    [hint] = _hints(tmp_path, facts("支出: [{科目: 2101501, x: 1}]\n"))
    assert hint.startswith("这里可用的键：科目、资金性质、收入来源、")


NO_KIND = [
    ("格式: 某格式\n", "1:1", "F201", "缺少“文种”"),
    ("格式: 某格式\n文种: 预算\n", "2:5", "F206", "“文种”不能是“预算”"),
    ("文种:\n  - 部门预算\n", "1:1", "F205", "“文种”应是一段文字"),
    ("格式: 某格式\n文种:\n", "2:4", "F204", "“文种”没有填写"),
]


@pytest.mark.parametrize(("text", "place", "code", "message"), NO_KIND, ids=range(len(NO_KIND)))
def test_kind_of_document(text: str, place: str, code: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(text, "utf-8")
    found = found_by(lambda: parse(read_source(path)))
    assert shown(found) == [{"place": place, "code": code, "message": message}]


@pytest.mark.parametrize("key", ["用途", "上年结转", "项目支出", "原因"])
def test_a_key_without_a_value_is_not_passed_over(key: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(facts(f"支出:\n  - 科目: 2101501\n    {key}:\n    基本支出: 1\n"), "utf-8")
    found = found_by(lambda: parse(read_source(path)))
    column = len(f"    {key}:") + 1
    message = f"“{key}”没有填写"
    assert shown(found) == [{"place": f"7:{column}", "code": "F204", "message": message}]
