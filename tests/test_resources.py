"""Folders of profiles, templates and themes: what is under a root stays there, and hostile ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator import check, load, render
from generator.compose import TemplateError
from generator.findings import GongkaiError, UnreadableError
from generator.profile import known_profiles, load_profile
from generator.resources import MOST, resource
from generator.theme import load_theme
from tests.hard.conftest import ordinary_user
from tests.making import FORM, PROFILE, facts, page, printed


@pytest.fixture
def root() -> Iterator[Path]:
    """A root with a form in it, a facts file and a secret beside it, where every user may enter."""
    with TemporaryDirectory(prefix="gongkai-") as name:
        form = Path(name) / "root" / FORM
        form.mkdir(parents=True)
        (form / "profile.yaml").write_text(f"extends: _base\n{PROFILE}", "utf-8")
        (form / "document.html").write_text(page("{% include 'part.html' %}"), "utf-8")
        (form / "part.html").write_text("<p>甲</p>", "utf-8")
        (form.parent.parent / "facts.yaml").write_text(facts(), "utf-8")
        (form.parent.parent / "secret.html").write_text("<p>秘密</p>", "utf-8")
        yield form.parent


def _printed(root: Path) -> list[str]:
    return printed(load(root.parent / "facts.yaml", [root]))


def test_a_link_inside_its_root_is_followed(root: Path) -> None:
    part = root / FORM / "part.html"
    part.rename(root / "shared.html")
    part.symlink_to("../shared.html")
    (root / FORM).rename(root / "真")
    (root / FORM).symlink_to("真")
    assert _printed(root) == ["甲"]


def test_a_root_may_be_a_link_itself(root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to(root)
    assert printed(load(root.parent / "facts.yaml", [link])) == ["甲"]


def _template(form: Path) -> None:
    (form / "part.html").unlink()
    (form / "part.html").symlink_to(form.parent.parent / "secret.html")


def _template_over_two_links(form: Path) -> None:
    (form / "part.html").unlink()
    (form / "part.html").symlink_to("inner.html")
    (form / "inner.html").symlink_to("../../secret.html")


def _profile(form: Path) -> None:
    (form / "profile.yaml").rename(form.parent.parent / "profile.yaml")
    (form / "profile.yaml").symlink_to("../../profile.yaml")


def _folder(form: Path) -> None:
    form.rename(form.parent.parent / "elsewhere")
    form.symlink_to("../elsewhere")


def _folder_up(form: Path) -> None:
    (form.parent / "上").symlink_to("..")
    (form / "profile.yaml").write_text(f"extends: 上\n{PROFILE}", "utf-8")


@pytest.mark.parametrize(
    "prepare", [_template, _template_over_two_links, _profile, _folder, _folder_up]
)
def test_a_link_that_leads_out_is_not_followed(prepare: Callable[[Path], None], root: Path) -> None:
    prepare(root / FORM)
    with pytest.raises(GongkaiError, match="以外的符号链接，不读取"):
        _printed(root)


NAMES = ["../secret.html", "/etc/hostname", "..", ".", "", "a/../part.html", "x\\..\\part.html"]


@pytest.mark.parametrize("name", [*NAMES, "C:\\x.html", "part.html\0", "./part.html"])
def test_a_template_is_called_by_its_name_and_by_no_path(name: str, root: Path) -> None:
    called = "".join(f"\\x{ord(one):02x}" for one in name)
    (root / FORM / "document.html").write_text(page(f"{{% include '{called}' %}}"), "utf-8")
    with pytest.raises(TemplateError, match="没有模板"):
        _printed(root)


@pytest.mark.parametrize("key", ["extends", "theme"])
@pytest.mark.parametrize("name", [*NAMES[:4], "x\\y"])
def test_a_profile_and_a_theme_are_called_by_their_names(key: str, name: str, root: Path) -> None:
    base = "" if key == "extends" else "extends: _base\n"
    (root / FORM / "profile.yaml").write_text(f"{base}{key}: '{name}'\n{PROFILE}", "utf-8")
    with pytest.raises(GongkaiError, match=r"没有(格式|样式)“"):
        load(root.parent / "facts.yaml", [root])


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _is_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _lost(path: Path) -> None:
    path.unlink()
    path.symlink_to("无.html")


def _huge(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(9 * 1024 * 1024)


FILES: dict[Callable[[Path], None], str] = {
    _pipe: "这是管道",
    _is_folder: "这是一个文件夹",
    _loop: "符号链接互相指向",
    _lost: "没有这个文件",
    _huge: "超过 8 MB",
}


@pytest.mark.parametrize("name", ["profile.yaml", "part.html", "theme.yaml"])
@pytest.mark.parametrize(("spoil", "said"), FILES.items(), ids=lambda one: str(one)[:8])
def test_what_is_no_ordinary_file(
    spoil: Callable[[Path], None], said: str, name: str, root: Path
) -> None:
    form = root / FORM
    if name == "theme.yaml":
        (form / name).write_text("", "utf-8")
        (form / "profile.yaml").write_text(f"extends: _base\ntheme: {FORM}\n{PROFILE}", "utf-8")
    spoil(form / name)
    with pytest.raises(GongkaiError, match=said) as raised:
        _printed(root)
    assert str(form / name) in str(raised.value)


def test_a_template_that_is_no_text(root: Path) -> None:
    (root / FORM / "part.html").write_bytes("<p>甲</p>".encode("gbk"))
    with pytest.raises(GongkaiError, match=r"part.html：不是 UTF-8 编码的文字"):
        _printed(root)


@pytest.mark.parametrize("name", ["profile.yaml", "part.html", "."])
def test_what_may_not_be_read(name: str, root: Path) -> None:
    with ordinary_user(root.parent):
        (root / FORM / name).chmod(0)
        with pytest.raises(GongkaiError, match="没有权限"):
            _printed(root)
        (root / FORM / name).chmod(0o700)


def test_a_folder_of_very_many_things_is_no_root(tmp_path: Path) -> None:
    for number in range(MOST + 1):
        (tmp_path / str(number)).touch()
    with pytest.raises(UnreadableError, match=f"里面超过 {MOST} 项"):
        known_profiles([tmp_path])


WRONG_ROOTS = {
    "没有": "没有这个文件夹",
    "facts.yaml": "这是一个文件，要指明的是文件夹",
    "名" * 100: "文件名太长",
}


@pytest.mark.parametrize(("name", "said"), WRONG_ROOTS.items(), ids=range(len(WRONG_ROOTS)))
def test_a_root_that_is_no_folder(name: str, said: str, root: Path) -> None:
    path = root.parent / name
    for act in (
        lambda: load(root.parent / "facts.yaml", [path]),
        lambda: load_profile("fujian-budget", [path]),
        lambda: load_theme("gbt9704", [path]),
        lambda: known_profiles([path]),
    ):
        with pytest.raises(UnreadableError, match=said):
            act()


# templates beside the facts


def test_templates_beside_the_facts_are_told_and_not_used(root: Path) -> None:
    beside = root.parent / "templates"
    (beside / FORM).mkdir(parents=True)
    (beside / FORM / "part.html").write_text("<p>旁边的</p>", "utf-8")
    path = root.parent / "facts.yaml"
    made = load(path, [root])
    assert printed(made) == ["甲"]
    [note] = [one for one in check(made).findings if one.code == "R207"]
    assert (note.line, note.column, note.file) == (1, 1, path)
    assert note.hint.endswith(f"--templates {beside}")
    used = load(path, [beside, root])
    assert printed(used) == ["旁边的"]
    assert "R207" not in [one.code for one in used.source.notes]


def test_a_form_that_only_lies_beside_the_facts_is_unknown(root: Path) -> None:
    root.rename(root.parent / "templates")
    with pytest.raises(GongkaiError) as raised:
        render(root.parent / "facts.yaml", ["html"])
    first, second = str(raised.value).splitlines()
    assert "R207 提示" in first and "F207 错误：没有格式" in second


def test_the_packaged_templates_beside_the_facts_are_no_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a checkout: the program's own."""
    (tmp_path / "templates").symlink_to(resource("templates"))
    path = tmp_path / "facts.yaml"
    path.write_text(facts().replace(FORM, "fujian-budget"), "utf-8")
    assert "R207" not in [one.code for one in load(path).source.notes]
