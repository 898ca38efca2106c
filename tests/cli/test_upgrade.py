"""``gongkai upgrade``: files of an older version, brought up where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.gongkai import command

OLD = "文种: 部门预算 # 注释\n公布文字:\n  - {位置: 封面, 原文: 甲, 公布: 乙}\n"
NEW = "数据版本: 2\n文种: 部门预算 # 注释\n公布文字:\n  - {位置: 封面, 换: 甲, 为: 乙}\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "旧.yaml"
    path.write_text(OLD, "utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["upgrade", *map(str, arguments)])


def test_the_file_is_brought_up_and_what_was_changed_is_told(old: Path) -> None:
    result = run(old)
    assert (result.exit_code, old.read_text("utf-8")) == (0, NEW)
    assert result.stdout.splitlines() == [
        f"{old}：第 1 版已改成第 2 版",
        "  第 1 行：加上“数据版本: 2”",
        "  第 3 行：“原文”改为“换”",
        "  第 3 行：“公布”改为“为”",
    ]
    assert [path.name for path in old.parent.iterdir()] == [old.name]


def test_a_file_of_today_is_not_touched(old: Path) -> None:
    run(old)
    before = old.stat()
    result = run(old)
    assert result.stdout == f"{old}：已经是第 2 版，没有改动\n"
    assert (old.stat().st_ino, old.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_changes_may_be_seen_without_writing(old: Path) -> None:
    result = run("--dry-run", old)
    assert result.stdout.startswith(f"{old}：第 1 版要改成第 2 版\n  第 1 行")
    assert (result.exit_code, old.read_text("utf-8")) == (0, OLD)


def test_each_file_stands_alone(old: Path) -> None:
    newer, absent = old.with_name("新.yaml"), old.with_name("没有.yaml")
    newer.write_text("数据版本: 9\n", "utf-8")
    result = run(newer, absent, old)
    assert result.exit_code == 2
    assert f"{newer}:1:7: F212 错误" in result.stderr
    assert f"{absent}：没有这个文件" in result.stderr
    assert (old.read_text("utf-8"), newer.read_text("utf-8")) == (NEW, "数据版本: 9\n")
    assert run(newer).exit_code == 1


def test_who_may_read_it_stays(old: Path) -> None:
    old.chmod(0o640)
    run(old)
    assert old.stat().st_mode & 0o777 == 0o640


def test_another_name_of_it_keeps_what_it_has(old: Path) -> None:
    other = old.with_name("另.yaml")
    other.hardlink_to(old)
    run(old)
    assert (old.read_text("utf-8"), other.read_text("utf-8")) == (NEW, OLD)


def test_a_link_is_not_written_over(old: Path) -> None:
    link = old.with_name("链接.yaml")
    link.symlink_to(old)
    result = run(link)
    assert result.exit_code == 2
    assert f"{link}：写不进去（这是" in result.stderr
    assert link.is_symlink() and old.read_text("utf-8") == OLD


def test_a_file_that_may_only_be_read_stays(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    result = run(old)
    assert result.exit_code == 2
    assert f"{old}：写不进去（只能读）" in result.stderr
    assert old.read_text("utf-8") == OLD


def test_what_somebody_else_has_typed_meanwhile_is_not_lost(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*arguments: object) -> None:
        old.write_text("文种: 单位预算\n", "utf-8")

    monkeypatch.setattr("generator.cli.upgrade.refuse_taken", meanwhile)
    result = run(old)
    assert result.exit_code == 2
    assert "读了以后又有人改动" in result.stderr
    assert old.read_text("utf-8") == "文种: 单位预算\n"
