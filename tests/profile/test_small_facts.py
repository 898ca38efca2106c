"""Every profile with the least that it can print without an error: nothing is claimed of what is
not there, and a unit's document speaks of the unit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from generator import Disclosure, check, load
from generator.findings import Level
from generator.profile import known_profiles, load_profile
from tests.making import blocks

DOCUMENTS = [
    (name, kind) for name in known_profiles() for kind in load_profile(name).data.description.kinds
]
NONE = dict.fromkeys(("因公出国（境）费", "公务接待费", "公务用车购置费", "公务用车运行费"), "0")
COUNTS = ("组织出国团组", "参加出国团组", "出国人次", "公务用车购置数", "公务用车保有量")
TOTALS = ("收支总计", "收入合计", "支出合计", "财政拨款收支总计", "一般公共预算支出")
# what is called so whoever publishes it
TERMS = re.compile(
    "主管部门|财政部门|本级部门|部门专项|部门（单位）|部门预算支出经济分类|部门预算项目（政策）"
)


def least(kind: str, profile: str, year: int) -> dict[str, Any]:
    """One line of expenditure, and nothing of all else that the forms ask for."""
    account = kind.endswith("决算")
    line = {"科目": "2101501", "人员经费": "20.00", "公用经费": "5.00"}
    facts: dict[str, Any] = {
        "数据版本": "2",
        **{"文种": kind, "格式": profile, "年度": f"{year}", "部门": {"名称": "云岭市某局"}},
        "部门概况": {
            "主要职责": {"条目": ["管理水资源。"]},
            "机构设置": {"内设机构": "2"},
            "主要工作": {"条目": ["安全度汛。"]},
        },
        "支出": [line],
        "基本支出经济分类": {"30101": "20.00", "30201": "5.00"},
        "三公经费": NONE,
        "机关运行经费": "5.00",
        "政府采购": dict.fromkeys(("货物", "工程", "服务"), "0"),
        "国有资产": {"车辆": {}, **dict.fromkeys(("单位价值100万元以上设备", "购置车辆"), "0")},
        "上年": {**dict.fromkeys(TOTALS, "25.00"), "三公经费": NONE, "机关运行经费": "5.00"},
    }
    facts["国有资产"]["购置设备"] = "0"
    if account:
        line["上年"] = "25.00"
        small = (*(f"中小企业{one}" for one in facts["政府采购"]), "小微企业")
        facts["政府采购"] |= dict.fromkeys(small, "0")
        counted = dict.fromkeys((*COUNTS, "接待批次", "接待人次"), "0")
        facts["三公经费"] = {"预算": NONE, "决算": NONE, "情况": counted}
        facts["收入"] = [{"科目": "2101501", "一般公共预算": "25.00"}]
    return facts


def made(folder: Path, profile: str, kind: str, without: str = "") -> Disclosure:
    year = load_profile(profile).data.description.years[0][0]
    path = folder / "facts.yaml"
    facts = {key: value for key, value in least(kind, profile, year).items() if key != without}
    path.write_text(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False), "utf-8")
    return load(path)


@pytest.mark.parametrize(("profile", "kind"), DOCUMENTS)
def test_what_is_there_is_not_missed(profile: str, kind: str, tmp_path: Path) -> None:
    report = check(made(tmp_path, profile, kind))
    told = [one for one in report.findings if one.code != "C615"]
    assert [str(one) for one in told if one.level is Level.ERROR] == []
    [missed] = [one.message for one in told if one.code == "C608"] or [""]
    assert ("机构设置" in missed) == ("只有表" in missed)


@pytest.mark.parametrize(("profile", "kind"), [one for one in DOCUMENTS if one[1][:2] == "单位"])
def test_a_unit_speaks_of_itself(profile: str, kind: str, tmp_path: Path) -> None:
    printed = blocks(made(tmp_path, profile, kind).printed.document)
    assert [one for one in printed if "部门" in TERMS.sub("", one)] == []


@pytest.mark.parametrize(("profile", "kind"), DOCUMENTS)
def test_zeros_that_were_typed_are_a_table_without_data(
    profile: str, kind: str, tmp_path: Path
) -> None:
    """A note says so below it; what was not typed at all is no such table."""
    document = made(tmp_path, profile, kind).printed.document
    notes = ["".join(map(str, p.itertext())) for p in document.body.iter("p") if _is_note(p)]
    assert len([one for one in notes if "“三公”经费" in one and "没有" in one]) == 1
    body = made(tmp_path, profile, kind, without="三公经费").printed.document.body
    notes = ["".join(map(str, p.itertext())) for p in body.iter("p") if _is_note(p)]
    assert not [one for one in notes if "“三公”经费" in one and "没有" in one]


def _is_note(block: etree._Element) -> bool:
    return block.get("class") == "note"


def test_a_form_of_nothing_is_empty(tmp_path: Path) -> None:
    """Neither an amount nor whose it is, but a note that there is none."""
    document = made(tmp_path, "xiamen-budget", "部门预算").printed.document
    printed = blocks(document)
    start = printed.index("一级项目绩效目标表（2025年）")
    assert [one for one in printed[start:] if re.search(r"\d\.\d|云岭市", one)] == [
        "2025年云岭市某局没有编制一级项目绩效目标。"
    ]
    assert "云岭市某局2025年没有编制一级项目绩效目标。" in printed


@pytest.mark.parametrize("profile", ["fujian-budget", "quanzhou-budget", "zhangzhou-budget"])
def test_of_one_part_no_heading_counts(profile: str, tmp_path: Path) -> None:
    printed = blocks(made(tmp_path, profile, "部门预算").printed.document)
    end = len(printed) - printed[::-1].index("八、其他重要事项说明") - 1
    year = load_profile(profile).data.description.years[0][0]
    told = f"{year}年云岭市某局没有设置项目绩效目标。"
    assert printed[end - 2 : end] == ["七、预算绩效目标情况", told]


@pytest.mark.parametrize("profile", known_profiles())
def test_a_profile_says_where_and_when_it_comes_from(profile: str, tmp_path: Path) -> None:
    about = load_profile(profile).data.description
    assert about.place and about.years and about.source
    kind = about.kinds[0]
    other = about.years[-1][-1] + 1
    path = tmp_path / "facts.yaml"
    text = yaml.safe_dump(least(kind, profile, other), allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")
    [told] = [one for one in check(load(path)).findings if one.code == "C616"]
    assert f"是 {about.told_years} 年的，数据是 {other} 年的" in told.message
    assert "C616" not in [one.code for one in check(made(tmp_path, profile, kind)).findings]
