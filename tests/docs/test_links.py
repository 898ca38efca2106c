"""Links and commands of the documentation lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from docs.generate.commands import commands
from generator.profile import known_profiles, load_profile
from generator.theme import load_theme
from tests.docs.pages import DOCS, ROOT, blocks

PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
RUN = re.compile(r"^(?:\.venv/bin/)?(render|gongkai \w+)(.*?)(?:#.*|>.*)?$", re.M)
MOST = 120_000


def test_there_are_pages() -> None:
    assert len(PAGES) > 8


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        if name.startswith("http"):
            continue
        target = page.parent / name if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target), link


def _anchors(page: Path) -> set[str]:
    """What GitHub makes of the headings: lower case, no punctuation, hyphens for spaces."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_have_the_options_that_pages_use(page: Path) -> None:
    known = dict(commands())
    for _, kind, text in blocks(page):
        if kind != "sh" or page.name == "commands.md":
            continue
        for name, rest in RUN.findall(text):
            options = {option for param in known[name].params for option in param.opts}
            assert {word for word in rest.split() if word.startswith("-")} <= options, rest


def test_readme_shows_commands() -> None:
    shown = [kind for _, kind, text in blocks(ROOT / "README.md") if RUN.search(text)]
    assert shown.count("sh") >= 3
    assert isinstance(dict(commands())["render"], click.Command)


def test_readme_lists_every_profile_with_its_kinds() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([\w-]+)` \| [^|]+ \| ([^|]+) \|$", text, re.M))
    assert set(listed) == set(known_profiles())
    for name, kinds in listed.items():
        assert all(kind in kinds for kind in load_profile(name).data.description.kinds), name


def test_readme_names_the_fonts_of_the_theme() -> None:
    theme = load_theme()
    text = (ROOT / "README.md").read_text(encoding="utf-8").replace(" ", "").replace("-", "")
    assert len(theme.fonts) >= 5
    for face in theme.fonts.values():
        own = face.files[0].split(".")[0].replace("-Regular", "").replace("-", "")
        assert face.office.replace(" ", "") in text and own in text


def test_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = [text for _, kind, text in blocks(ROOT / "README.md") if kind == "python"]
    (tmp_path / "outputs").mkdir()
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert "17.00\n" in capsys.readouterr().out
    assert (tmp_path / "outputs" / "budget.pdf").read_bytes().startswith(b"%PDF")


def test_pictures_are_there_and_small() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [link for link in LINK.findall(text) if link.endswith(".png")]
    assert len(shown) >= 4
    for link in shown:
        content = (ROOT / link).read_bytes()
        assert content.startswith(b"\x89PNG") and len(content) <= MOST


def test_architecture_names_every_part() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    parts = [folder.parent.name for folder in (ROOT / "generator").glob("*/__init__.py")]
    assert len(parts) >= 8
    assert not [name for name in parts if f"`generator/{name}/`" not in text]
    for name in re.findall(r"`((?:generator|docs|tests|templates|data)/[\w/.-]+)`", text):
        assert (ROOT / name).exists(), name
