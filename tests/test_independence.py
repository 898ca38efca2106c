"""The program knows no place, year or department, and the tree nothing outside itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.codes import CLASSIFICATIONS
from generator.model import parse
from generator.profile import known_profiles, load_profile
from generator.read import read_source
from tests.making import PUBLISHED, ROOT

CODE = sorted((ROOT / "generator").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates" / "profiles").rglob("*.html"))
PROFILES = sorted((ROOT / "templates" / "profiles").rglob("profile.yaml"))
SKIPPED = {".git", ".venv", "outputs", "build", "dist", "__pycache__", "node_modules"}
SKIPPED |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
TEXT_FILES = {".py", ".md", ".yaml", ".yml", ".toml", ".html", ".json", ".csv", ".txt", ".css", ""}
CHINESE = re.compile(r"[\u3400-\u9fff]+")
LONGEST_TERM = 14  # 国有资本经营预算财政拨款收入
# the first and last year that a file may be of; how a date is written; the number of a regulation
YEARS = r"\b2[01]00\b|20\d\d-\d\d-\d\d|〔20\d\d〕|GB/T 9704-20\d\d|https?://\S+"
THRESHOLD = "单位价值100万元"
ABSOLUTE = re.compile(r"(?<![\w.:/}])/(?:home|root|Users|mnt|opt|srv|work|workspace|tmp)/[\w.]")
UPWARDS = re.compile(r"(?<![\w./=])(?:\.\./)+[\w./-]*")
SCHEMA = re.compile(r"\$schema=(\S+)")


def _read(paths: list[Path]) -> dict[Path, str]:
    found = {path: path.read_text("utf-8") for path in paths}
    assert len(found) >= 5
    return found


def _tree() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        if path.is_file() and path.suffix in TEXT_FILES and not parts & SKIPPED:
            yield path


@cache
def _names() -> set[str]:
    """The names of places and departments in the packaged profiles and published facts."""
    found: set[str] = set()
    for name in known_profiles():
        place = load_profile(name).data.description.place
        found |= set(re.findall(r"(?:^|省)([\u4e00-\u9fff]{2})(?=省|市)", place))
    for path in PUBLISHED:
        department = parse(read_source(path)).department.name
        found.add(department)
        found |= {department[:2], department.partition("市")[2].removesuffix("局")}
    return found - {""}


def test_names_of_places_are_found() -> None:
    names = _names()
    assert len(names) >= 10
    assert {len(name) for name in names} >= {2, 4}


def test_no_place_and_no_department_is_in_the_code() -> None:
    for path, text in _read(CODE).items():
        assert not [name for name in _names() if name in text], path
        assert not [name for name in known_profiles() if name in text], path


def test_no_year_is_in_the_code() -> None:
    for path, text in _read(CODE).items():
        plain = re.sub(YEARS, "", text)
        assert not re.findall(r"(?<![\du+])20[0-3]\d(?!\d)", plain), path


def _phrases(text: str) -> set[str]:
    """Runs of Chinese characters that are longer than a term of the field."""
    return {run for run in CHINESE.findall(text) if len(run) > LONGEST_TERM}


def test_no_sentence_of_a_form_is_in_the_code() -> None:
    terms = " ".join(
        subject.name for kind in CLASSIFICATIONS.values() for subject in kind().values()
    )
    phrases = {
        phrase
        for text in _read([*TEMPLATES, *PROFILES]).values()
        for phrase in _phrases(re.sub(r"#.*|<[^>]*>", "\n", text))
        if phrase not in terms
    }
    assert len(phrases) > 60
    for path, text in _read(CODE).items():
        assert not [phrase for phrase in phrases if phrase in text], path


def test_no_amount_is_typed_in_a_template() -> None:
    for path, text in _read(TEMPLATES).items():
        plain = re.sub(r"<[^>]*>", "", text).replace(THRESHOLD, "")
        assert not re.findall(r"\d[\d,]*\.\d+", plain), path
        assert not re.findall(r"\d[\d,]*\s*(?:万元|亿元|元)", plain), path


def test_no_amount_is_typed_in_a_profile() -> None:
    for path, text in _read(PROFILES).items():
        data = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        for line in data:
            words = re.sub(r"(width|widths|zero|tiny|decimals|line|number): *\S+", "", line)
            assert not re.findall(r"\d[\d,]*\.\d\d(?!\d)", words), f"{path}: {line}"
            assert not re.findall(r"\d+万元", words), f"{path}: {line}"


def test_no_year_is_typed_in_a_template() -> None:
    """A form's year is the facts'; a regulation may be named by its number and year."""
    for path, text in _read(TEMPLATES).items():
        plain = re.sub(r"〔20\d\d〕", "", text)
        assert not re.findall(r"20\d\d", plain), path


def test_no_file_of_a_machine_is_named() -> None:
    paths = list(_tree())
    assert len(paths) > 100
    for path in paths:
        assert not ABSOLUTE.findall(path.read_text("utf-8")), path


def test_no_path_leads_out_of_the_tree() -> None:
    seen = 0
    for path in (path for path in _tree() if path.suffix in {".md", ".yaml", ".html", ".toml"}):
        for found in UPWARDS.findall(path.read_text("utf-8")):
            seen += 1
            assert (path.parent / found).resolve().is_relative_to(ROOT), f"{path}: {found}"
    assert seen


def test_facts_name_the_schema() -> None:
    for path, text in _read(PUBLISHED).items():
        [found] = SCHEMA.findall(text)
        assert (path.parent / found).resolve() == ROOT / "docs" / "schema.json", path


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_with_the_data(path: Path) -> None:
    """A package of the pipeline imports those before it, and none after it."""
    order = ["findings", "read", "model", "profile", "derive", "compose", "theme", "write"]
    own = path.relative_to(ROOT / "generator").parts[0].removesuffix(".py")
    if own not in order:
        return
    imported = re.findall(r"^from generator\.(\w+)", path.read_text("utf-8"), re.MULTILINE)
    later = order[order.index(own) + 1 :]
    assert not [name for name in imported if name in [*later, "cli", "api", "disclosure", "check"]]
