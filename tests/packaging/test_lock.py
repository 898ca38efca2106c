"""The locked versions are within the ranges of ``pyproject.toml``, each with its hashes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.making import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
USERS, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
NEEDED = {
    USERS: PROJECT["project"]["dependencies"],
    DEVELOPMENT: [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["build-system"]["requires"],
    ],
}
LOCKED = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\\n((?: +--hash=sha256:[0-9a-f]{64}.*\n)+)", re.M
)


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / ".ci" / name).read_text("utf-8")
    return {package: version for package, version, _, _ in LOCKED.findall(text)}


def _requirements(name: str) -> Iterator[Requirement]:
    return map(Requirement, NEEDED[name])


@pytest.mark.parametrize("name", NEEDED)
def test_every_requirement_is_locked_within_its_range(name: str) -> None:
    locked = _locked(name)
    assert len(locked) > len(NEEDED[name])
    for requirement in _requirements(name):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("name", NEEDED)
def test_every_line_is_a_version_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / ".ci" / name).read_text("utf-8")
    rest = LOCKED.sub("", text)
    assert not [line for line in rest.splitlines() if not line.lstrip().startswith("#")]
    assert "://" not in text and "index-url" not in text


def test_development_has_what_users_have() -> None:
    assert _locked(USERS).items() < _locked(DEVELOPMENT).items()


@pytest.mark.parametrize("name", NEEDED)
def test_every_requirement_has_a_lowest_version(name: str) -> None:
    for requirement in _requirements(name):
        assert {">=", "=="} & {one.operator for one in requirement.specifier}, requirement
