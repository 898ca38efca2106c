"""Settings beside the facts and of the user: what they may say, and that they can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings import DeclarationError, UnreadableError
from generator.settings import Settings, own_settings, settings_beside


def _beside(folder: Path, text: str) -> Settings:
    (folder / "gongkai.yaml").write_text(text, "utf-8")
    return settings_beside(folder / "facts.yaml")


def _own(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Settings:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    (folder / "gongkai").mkdir()
    (folder / "gongkai" / "config.yaml").write_text(text, "utf-8")
    return own_settings()


def test_nothing_is_set_where_there_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_beside(tmp_path / "facts.yaml") == own_settings() == Settings()


def test_beside_the_facts_formats_and_a_folder_below(tmp_path: Path) -> None:
    found = _beside(tmp_path, "输出格式: [docx, html]\n输出文件夹: 公开/今年\n")
    assert found == Settings(("docx", "html"), tmp_path / "公开" / "今年")
    assert _beside(tmp_path, "输出格式: pdf，docx\n").formats == ("pdf", "docx")
    assert _beside(tmp_path, "输出文件夹: .\n").output == tmp_path


WRONG = {
    "模板: [甲]": "1:5 F202 不认识“模板”",
    "输出格式: pdf\nstrict: true": "2:9 F202 不认识“strict”",
    "输出格式: exe": "1:7 F203 “输出格式”：没有文件格式“exe”；可用：pdf、docx、html",
    "输出格式: {pdf: 是}": "1:7 F203 “输出格式”：应是文件格式的列表",
    "输出格式: []": "1:7 F203 “输出格式”：没有文件格式“”",
    "输出格式:": "1:6 F204 “输出格式”没有填写",
    "输出文件夹: ''": "1:8 F203 “输出文件夹”：不能为空",
    "输出文件夹: [甲]": "1:8 F205 “输出文件夹”应是一段文字",
    "输出文件夹: ..": "1:8 G101 输出文件夹：只能是 gongkai.yaml 所在文件夹之内的文件夹",
    "输出文件夹: 甲/../../乙": "1:8 G101",
    "输出文件夹: /etc": "1:8 G101",
    "输出文件夹: 外/甲": "1:8 G101",  # a link
    "输出格式: pdf\n输出格式: docx": "2:1 R102",
    "[": "R101",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=range(len(WRONG)))
def test_beside_the_facts_nothing_else(text: str, said: str, tmp_path: Path) -> None:
    inner = tmp_path / "内"
    inner.mkdir()
    (inner / "外").symlink_to("..")
    with pytest.raises(DeclarationError) as raised:
        _beside(inner, text)
    [one] = raised.value.findings
    assert one.file == inner / "gongkai.yaml"
    assert said in f"{one.line}:{one.column} {one.code} {one.message}"


def test_settings_beside_the_facts_are_no_link_to_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text("输出格式: pdf", "utf-8")
    inner = tmp_path / "内"
    inner.mkdir()
    (inner / "gongkai.yaml").symlink_to("../elsewhere.yaml")
    with pytest.raises(UnreadableError, match="符号链接"):
        settings_beside(inner / "facts.yaml")


def test_facts_may_have_the_name_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "gongkai.yaml").write_text("文种: 部门预算", "utf-8")
    assert settings_beside(tmp_path / "gongkai.yaml") == Settings()


def test_the_users_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "某处").mkdir()
    (tmp_path / "gongkai").mkdir()
    (tmp_path / "gongkai" / "templates").mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    base = tmp_path / "gongkai"
    assert own_settings() == Settings(templates=(base / "templates",))
    monkeypatch.setenv("HOME", str(tmp_path))
    text = "输出格式: html\n输出文件夹: ~/公开\n模板: [../某处, ~/某处]\n"
    (base / "config.yaml").write_text(text, "utf-8")
    found = own_settings()
    assert (found.formats, found.output) == (("html",), tmp_path / "公开")
    assert [one.resolve() for one in found.templates] == [
        tmp_path / "某处",
        tmp_path / "某处",
        base / "templates",
    ]


def test_the_users_own_mistakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DeclarationError) as raised:
        _own(tmp_path, monkeypatch, "输出格式: pdf\n模板: [., 没有]\n")
    [one] = raised.value.findings
    assert (one.file, one.line, one.column) == (tmp_path / "gongkai" / "config.yaml", 2, 9)
    assert "没有文件夹" in one.message


HOMELESS = [{}, {"HOME": ""}, {"HOME": "相对"}, {"XDG_CONFIG_HOME": "相对"}]


@pytest.mark.parametrize("variables", HOMELESS)
def test_without_a_home_there_are_no_settings_of_the_user(
    variables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "相对" / "gongkai").mkdir(parents=True)
    (tmp_path / "相对" / "gongkai" / "config.yaml").write_text("[", "utf-8")
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert own_settings() == Settings()
