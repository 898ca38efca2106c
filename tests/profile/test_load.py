"""How a profile is found and what it inherits."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import load
from generator.findings import DeclarationError, GongkaiError
from generator.profile import ProfileError, known_profiles, load_profile
from tests.making import PUBLISHED, Make, page, printed

HEAD = "说明: {名称: 测试, 文种: [部门预算]}\n"


def _write(root: Path, name: str, text: str) -> None:
    (root / name).mkdir(parents=True)
    (root / name / "profile.yaml").write_text(text, "utf-8")


PARENT = f"""extends: _base
{HEAD}
words: {{甲: 父, 乙: 父}}
formats: {{text: {{decimals: 1}}}}
categories: {{科目: [一, 二, 三]}}
tables:
  - id: 表一
    title: 父
    orientation: landscape
    sum: {{of: 支出}}
    rows: [{{label: 合计, sum: {{}}}}]
    columns: [{{label: 项目, show: 标签}}, {{label: 数, sum: {{}}}}]
  - {{id: 表二, sum: {{of: 收入}}, rows: [{{label: 合计, sum: {{}}}}], columns: [{{sum: {{}}}}]}}
"""
CHILD = f"""extends: 父
{HEAD}
words: {{乙: 子, 丙: 子}}
formats: {{text: {{thousands: true}}}}
categories: {{科目: [四]}}
tables:
  - {{id: 表一, title: 子, columns: [{{label: 只有一栏, sum: {{}}}}]}}
  - {{id: 表三, sum: {{of: 支出}}, rows: [{{label: 合计, sum: {{}}}}], columns: [{{sum: {{}}}}]}}
print: [表三, 表一]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    _write(tmp_path, "父", PARENT)
    _write(tmp_path, "子", CHILD)
    return tmp_path


def test_mappings_are_merged_key_by_key(root: Path) -> None:
    data = load_profile("子", [root]).data
    assert {key: data.words[key] for key in "甲乙丙"} == {"甲": "父", "乙": "子", "丙": "子"}
    form = data.formats["text"]
    assert (form.decimals, form.thousands) == (1, True)
    assert "部门全称" in data.words


def test_lists_are_replaced(root: Path) -> None:
    assert load_profile("子", [root]).data.categories["科目"] == ["四"]


def test_tables_are_merged_by_their_id(root: Path) -> None:
    profile = load_profile("子", [root])
    first = profile.table("表一")
    assert (first.title, first.orientation) == ("子", "landscape")
    assert [column.label for column in first.columns] == ["只有一栏"]
    assert len(first.rows) == 1
    assert [table.id for table in profile.data.tables] == ["表一", "表二", "表三"]


def test_tables_are_printed_in_the_order_that_is_asked_for(root: Path) -> None:
    assert [table.id for table in load_profile("子", [root]).printed] == ["表三", "表一"]
    assert [table.id for table in load_profile("父", [root]).printed] == ["表一", "表二"]


def test_the_parent_is_left_as_it_was(root: Path) -> None:
    load_profile("子", [root])
    assert load_profile("父", [root]).table("表一").title == "父"


def test_templates_are_looked_for_in_the_nearest_folder_first(make: Make) -> None:
    made = make(
        extends="fujian-budget",
        document=page('{% include "cover.html" %}<p>子</p>{% include "own.html" %}'),
        cover="<p>换了封面</p>",
        own="<p>自己的</p>",
    )
    assert printed(made) == ["换了封面", "子", "自己的"]
    assert [folder.name for folder in made.profile.folders] == ["小格式", "fujian-budget", "_base"]


def test_the_first_root_wins(tmp_path: Path) -> None:
    for number in (1, 2):
        _write(tmp_path / str(number), "同名", f"extends: _base\n{HEAD}words: {{甲: {number}}}\n")
    roots = [tmp_path / "1", tmp_path / "2"]
    assert load_profile("同名", roots).data.words["甲"] == "1"
    assert load_profile("同名", roots[::-1]).data.words["甲"] == "2"


def test_unknown_profiles_are_named_with_the_known_ones(root: Path) -> None:
    with pytest.raises(ProfileError) as raised:
        load_profile("孙", [root])
    message = str(raised.value)
    assert "没有格式“孙”" in message
    for name in ("父", "子", "fujian-budget"):
        assert name in message
    assert "_base" not in message
    with pytest.raises(ProfileError, match="没有格式“fujian-budge”；是不是“fujian-budget”？"):
        load_profile("fujian-budge", [root])


@pytest.mark.parametrize("name", ["../父", "父/", ".", "..", "", "/etc", "父/../子"])
def test_a_name_is_no_path(name: str, root: Path) -> None:
    with pytest.raises(ProfileError):
        load_profile(name, [root / "父", root])


def test_profiles_that_extend_each_other(tmp_path: Path) -> None:
    _write(tmp_path, "甲", f"extends: 乙\n{HEAD}")
    _write(tmp_path, "乙", f"extends: 甲\n{HEAD}")
    with pytest.raises(DeclarationError, match="互相引用"):
        load_profile("甲", [tmp_path])


MISTAKES = {
    # the place is in the file that says it: the child's, or the parent's where only that has it
    ("formats: {甲: {decimals: 两位}}", ""): ("子", "4:25 F203"),
    ("", "formats: {甲: {decimals: 两位}}"): ("父", "3:25 F203"),
    ("tables: [{id: 乙, title: 子}]", "tables: [{id: 甲}, {id: 乙, sum: {of: 无}}]"): (
        "父",
        "3:32 G101",
    ),
    ("tables: [{id: 乙, sum: {of: 无}}]", "tables: [{id: 甲}, {id: 乙}]"): ("子", "4:23 G101"),
    ("tables: [{id: 丙, foo: 1}]", "tables: [{id: 甲}, {id: 乙}]"): ("子", "4:23 F202"),
    ("", "tables: 一"): ("父", "3:9 F205"),
}


@pytest.mark.parametrize(("texts", "found"), MISTAKES.items(), ids=range(len(MISTAKES)))
def test_a_mistake_is_placed_in_the_file_that_makes_it(
    texts: tuple[str, str], found: tuple[str, str], tmp_path: Path
) -> None:
    child, parent = texts
    _write(tmp_path, "父", f"extends: _base\n{HEAD}{parent}\n")
    _write(tmp_path, "子", f"extends: 父\n{HEAD}words: {{甲: 乙}}\n{child}\n")
    with pytest.raises(DeclarationError) as raised:
        load_profile("子", [tmp_path])
    assert found in [
        (one.file.parent.name, f"{one.line}:{one.column} {one.code}")
        for one in raised.value.findings
        if one.file
    ]


def test_every_packaged_profile_is_whole() -> None:
    names = known_profiles()
    assert len(names) >= 5
    for name in names:
        profile = load_profile(name)
        assert profile.printed
        assert profile.data.description.kinds


def test_every_published_document_has_its_profile() -> None:
    profiles = {load(path).profile.id for path in PUBLISHED}
    assert len(profiles) == len(PUBLISHED)
    assert profiles <= set(known_profiles())


@pytest.mark.parametrize(
    ("typed", "told", "years"),
    [
        ("2025", "2025", {2025}),
        ("2021-2023", "2021-2023", {2021, 2022, 2023}),
        ("[2019, 2021-2022]", "2019、2021-2022", {2019, 2021, 2022}),
    ],
)
def test_years_are_data(typed: str, told: str, years: set[int], tmp_path: Path) -> None:
    _write(
        tmp_path, "甲", f"extends: _base\n说明: {{名称: 测试, 文种: [部门预算], 年度: {typed}}}\n"
    )
    about = load_profile("甲", [tmp_path]).data.description
    assert (about.told_years, {year for some in about.years for year in some}) == (told, years)


@pytest.mark.parametrize("typed", ["二〇二五", "2025年", "2025-2024", "[2024, 25]"])
def test_years_that_are_none(typed: str, tmp_path: Path) -> None:
    _write(
        tmp_path, "甲", f"extends: _base\n说明: {{名称: 测试, 文种: [部门预算], 年度: {typed}}}\n"
    )
    with pytest.raises(GongkaiError, match="年份"):
        load_profile("甲", [tmp_path])
