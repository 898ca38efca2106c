"""The generated pages are what the code says, and they leave nothing out."""

from __future__ import annotations

import pytest

from docs.build import FOLDER, PAGES, import_everything, main, pages
from docs.generate.commands import commands
from docs.generate.glossary import groups, own_keys
from generator import load
from generator.derive.postings import Poster
from generator.findings import RULES, Level
from generator.model.meanings import MEANINGS
from generator.profile import known_profiles
from generator.profile.datasets import DATASETS, DIMENSIONS
from tests.making import PUBLISHED


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_up_to_date(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == pages()[name], "run: make docs"


def test_check_of_pages_says_whether_all_are_up_to_date(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PAGES, "commands.md", lambda: "old")
    assert main(["--check"]) == 1
    assert "过时：commands.md" in capsys.readouterr().out


def test_every_command_and_option_is_documented() -> None:
    text = (FOLDER / "commands.md").read_text(encoding="utf-8")
    names = [name for name, _ in commands()]
    assert {"render", "gongkai render", "gongkai doctor", "gongkai profiles"} <= set(names)
    for name, command in commands():
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert command.help, name
        for param in command.params:
            if param.param_type_name == "option":
                assert param.opts[0] in section
                assert getattr(param, "help", ""), f"{name} {param.opts[0]}"


def test_every_rule_explains_itself() -> None:
    import_everything()
    text = (FOLDER / "checks.md").read_text(encoding="utf-8")
    assert len(RULES) > 20
    for code, rule in RULES.items():
        assert rule.code == code
        assert f"\n## {code}\n\n**{rule.title}**（{rule.level.value}）\n\n{rule.meaning}\n" in text
        assert rule.title and rule.message and rule.meaning.endswith("。"), code
        assert rule.hint or rule.level is Level.NOTE, code


def test_every_profile_is_listed() -> None:
    text = (FOLDER / "profiles-list.md").read_text(encoding="utf-8")
    assert known_profiles()
    for name in known_profiles():
        assert f"\n## {name}\n" in text


def test_every_key_of_the_model_is_in_the_glossary_with_its_name_and_meaning() -> None:
    text = (FOLDER / "glossary.md").read_text(encoding="utf-8")
    assert len(groups()) > 30
    for model in groups():
        section = text.split(f"\n### {model.__name__}\n")[1].split("\n#")[0]
        for key, name in own_keys(model).items():
            meaning = MEANINGS[model.__name__][key]
            assert f"| `{key}` | `{name}` | {meaning} |" in section


def test_meanings_are_of_keys_that_there_are() -> None:
    known = {model.__name__: {"", *own_keys(model)} for model in groups()}
    assert {name: set(keys) for name, keys in MEANINGS.items()} == known


def test_every_dataset_and_dimension_is_in_the_glossary() -> None:
    text = (FOLDER / "glossary.md").read_text(encoding="utf-8")
    assert DATASETS and DIMENSIONS
    for name in (*DATASETS, *DIMENSIONS):
        assert f"\n| `{name}` | " in text


def test_postings_have_the_datasets_dimensions_and_values_that_are_documented() -> None:
    postings = [
        posting
        for path in PUBLISHED
        for posting in Poster(load(path).document, ("301", "303")).post()
    ]
    assert len(postings) > 300
    for posting in postings:
        assert set(posting.dims) <= set(DATASETS[posting.dataset].dimensions), posting
        for name, value in posting.dims.items():
            assert not DIMENSIONS[name].values or value in DIMENSIONS[name].values, posting


def test_every_documented_dataset_is_one_that_the_code_posts() -> None:
    files = (FOLDER.parent / "generator" / "derive").glob("*.py")
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    for name in DATASETS:
        assert f'"{name}"' in source, name
