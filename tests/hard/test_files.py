"""What stands where a facts file should, and names that are hard to write."""

from __future__ import annotations

import os
import socket
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.hard.conftest import Office, ordinary_user
from tests.making import facts


def _word() -> bytes:
    stream = BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def _zip() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("facts.yaml", facts())
    return stream.getvalue()


BINARY = {
    "docx": (_word(), "R115", "Word"),
    "zip": (_zip(), "R115", "压缩包"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "R115", "旧版 Word"),
    "rtf": (b"{\\rtf1\\ansi \xb2\xbf}", "R115", "RTF"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "R115", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "R115", "图片"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "R115", "图片"),
    "noise": (bytes(range(256)) * 4, "R104", "第 129 字节"),
    "zeros": (bytes(1000), "R106", "控制字符"),
}


@pytest.mark.parametrize(("content", "code", "said"), BINARY.values(), ids=BINARY)
def test_binary_files(content: bytes, code: str, said: str, office: Office) -> None:
    result = office.render(content)
    assert result.exit_code == 1
    assert f"facts.yaml:1:1: {code} 错误" in result.stderr
    assert said in result.stderr
    assert len(result.stderr.splitlines()) <= 20


def _told(office: Office, path: Path, said: str) -> None:
    """The command says so on one line and ends with 2."""
    result = office.run("render", path, "-o", office.output, "--format", "html")
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert said in line and str(path) in line
    assert not office.output.exists()


def test_no_such_file(office: Office) -> None:
    _told(office, office.folder / "没有.yaml", "没有这个文件")


def test_a_folder(office: Office) -> None:
    _told(office, office.folder, "这是一个文件夹")


def test_a_file_in_place_of_a_folder(office: Office) -> None:
    _told(office, office.save() / "facts.yaml", "路径中有一段不是文件夹")


def test_a_name_that_is_too_long(office: Office) -> None:
    _told(office, office.folder / ("长" * 100 + ".yaml"), "文件名太长")


def test_a_pipe_that_nobody_writes_to(office: Office) -> None:
    path = office.folder / "facts.yaml"
    os.mkfifo(path)
    _told(office, path, "这是管道")


def test_a_socket(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.folder)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("facts.yaml")
        _told(office, office.folder / "facts.yaml", "设备不可用")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/random"])
def test_devices(device: str, office: Office) -> None:
    _told(office, Path(device), "这是设备")


def test_a_file_that_may_not_be_read(office: Office) -> None:
    path = office.save()
    with ordinary_user(office.folder):
        path.chmod(0)
        _told(office, path, "没有权限")


def test_a_folder_that_may_not_be_entered(office: Office) -> None:
    inner = office.folder / "内"
    inner.mkdir()
    path = office.save(name="内/facts.yaml")
    with ordinary_user(office.folder):
        inner.chmod(0)
        _told(office, path, "没有权限")
        inner.chmod(0o700)


def test_a_link_to_a_file(office: Office) -> None:
    path = office.save(name="真.yaml")
    (office.folder / "假.yaml").symlink_to(path)
    result = office.run(
        "render", office.folder / "假.yaml", "-o", office.output, "--format", "html"
    )
    assert result.exit_code == 0
    assert [one.name for one in office.output.iterdir()] == ["假.html"]


def test_links_that_go_in_circles_or_nowhere(office: Office) -> None:
    one, other, lost = (office.folder / name for name in ("甲.yaml", "乙.yaml", "丙.yaml"))
    one.symlink_to(other)
    other.symlink_to(one)
    lost.symlink_to(office.folder / "没有")
    _told(office, one, "符号链接互相指向")
    _told(office, lost, "没有这个文件")


def test_a_hundred_megabytes(office: Office) -> None:
    path = office.save()
    with path.open("r+b") as stream:
        stream.truncate(100 * 1024 * 1024)
    result = office.run("render", path, "-o", office.output)
    assert result.exit_code == 1
    assert "R105" in result.stderr and "超过 8 MB" in result.stderr


NAMES = [
    "某某局 2031 年 预算.yaml",
    "  .yaml",
    "-n.yaml",
    "预算（终稿）'\"$(id)`id`.yaml",
    "没有后缀",
    ".隐藏.yaml",
    "名称\n换行.yaml",
    "响铃\x07\x1b[31m.yaml",
    "字" * 80 + ".yaml",
    os.fsdecode(b"\xd4\xa4\xcb\xe3.yaml"),
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_names(name: str, office: Office) -> None:
    path = office.save(facts("支出: []\n不认识: 1\n"), name)
    found = office.run("render", "-o", office.output, "--format", "html", "--", path)
    assert found.exit_code == 1 and "F202" in found.stderr
    path = office.save(name=name)
    done = office.run("render", "-o", office.output, "--format", "html", "--", path)
    assert done.exit_code == 0, done.stderr
    [written] = office.output.iterdir()
    assert written.name == f"{path.stem}.html"
    for text in (found.stderr, done.stdout):
        assert not any(character in text for character in "\x07\x1b")
        assert len(text.splitlines()) == len(text.replace("\\n", "").splitlines())


def test_facts_cannot_choose_where_the_document_goes(office: Office) -> None:
    text = facts().replace("名称: 某某局", "名称: ../../某某局, 编码: /etc/x")
    assert office.printed(text)[0] == "../../某某局"
    assert [one.name for one in office.output.iterdir()] == ["facts.html"]


@pytest.mark.parametrize("form", ["../小格式", "/etc", "..", ".", "~", "_base", "格" * 300, "a/b"])
def test_facts_cannot_choose_a_form_elsewhere(form: str, office: Office) -> None:
    [found] = office.refused(facts().replace("格式: 小格式", f"格式: '{form}'"))
    assert found == "2:5 F207"
