"""``gongkai profiles`` and ``gongkai schema``."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from docs.build import FOLDER
from generator.cli.gongkai import command
from generator.cli.profiles import width
from generator.profile import known_profiles

GOOD = (
    "extends: fujian-budget\n说明: {名称: 某市格式, 地区: 某市, 年度: '2031', 文种: [单位预算]}\n"
)


def profile(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir()
    (folder / name / "profile.yaml").write_text(text, encoding="utf-8")


def test_profiles_lists_packaged_ones_with_their_tables() -> None:
    result = CliRunner().invoke(command, ["profiles"])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    listed = [line.split()[0] for line in lines[1:] if line and not line.startswith(" ")]
    assert listed == known_profiles()
    assert "_base" not in result.stdout
    start = next(index for index, line in enumerate(lines) if line.startswith("xiamen-final"))
    assert lines[start].split() == ["xiamen-final-account", "福建省厦门市", "2023", "部门决算"]
    assert lines[start + 1] == "  厦门市部门决算"
    assert lines[start + 2] == "  依据：厦门市医疗保障局2023年度公开的部门决算"
    assert lines[start + 3].startswith("  收入支出决算总表、收入决算表、")
    assert max(map(width, lines)) <= 100


def test_columns_stand_below_each_other() -> None:
    lines = CliRunner().invoke(command, ["profiles"]).stdout.splitlines()
    rows = [line for line in lines if line and not line.startswith(" ")]
    kinds = {width(line[: line.rindex("  ")]) for line in rows}
    assert len(rows) > 5 and len(kinds) == 1


def test_profiles_of_ones_own_are_listed_and_faulty_ones_reported(tmp_path: Path) -> None:
    profile(tmp_path, "good", GOOD)
    profile(tmp_path, "bad", "extends: nobody\n")
    profile(tmp_path, "worse", "a: b: c")
    result = CliRunner().invoke(command, ["profiles", "--templates", str(tmp_path)])
    assert result.exit_code == 2
    assert "\ngood  " in result.stdout and "\nbad" not in result.stdout
    assert (
        f"{tmp_path}/bad/profile.yaml:1:10: G101 错误：extends：没有格式“nobody”" in result.stderr
    )
    assert f"{tmp_path}/worse/profile.yaml:1:5: R101 错误：YAML 写法有误" in result.stderr


def test_the_folders_of_each_are_told_where_some_are_ones_own(tmp_path: Path) -> None:
    profile(tmp_path, "good", GOOD)
    (tmp_path / "quanzhou-budget").mkdir()
    lines = CliRunner().invoke(command, ["profiles", "--templates", str(tmp_path)]).stdout
    assert f"  文件夹：{tmp_path}/good、fujian-budget（随软件安装）、_base（随软件安装）\n" in lines
    assert f"  文件夹：{tmp_path}/quanzhou-budget、quanzhou-budget（随软件安装）、" in lines
    assert "文件夹：" not in CliRunner().invoke(command, ["profiles"]).stdout


def test_schema_is_the_committed_one() -> None:
    result = CliRunner().invoke(command, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads((FOLDER / "schema.json").read_text("utf-8"))
