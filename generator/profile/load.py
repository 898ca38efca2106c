"""Find a profile, and put together what it declares and what it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.findings import DeclarationError, Finding, GongkaiError
from generator.nearest import not_found
from generator.profile.declared import declared, read_declarations
from generator.profile.layers import EXTENDS, Layers, has_ids
from generator.profile.mistakes import figure_mistakes, mistakes
from generator.profile.query import Value
from generator.profile.schema import Comparison, NumberFormat, ProfileData, Table
from generator.read import Source
from generator.resources import Folder, holding, names_with, resource, searched

FILE = "profile.yaml"
TEMPLATE = ".html"


class ProfileError(GongkaiError):
    """A profile that there is not, or that has not what is asked of it."""


@dataclass(frozen=True)
class Profile:
    """A form: its declarations, and the folders of its templates, the nearest first."""

    id: str
    data: ProfileData
    folders: tuple[Folder, ...]

    def table(self, name: str) -> Table:
        """The table with this id. Raises ``ProfileError`` where there is none."""
        for table in self.data.tables:
            if table.id == name:
                return table
        ids = [table.id for table in self.data.tables]
        raise ProfileError(f"格式“{self.id}”{not_found('表', name, ids)}")

    def comparison(self, name: str) -> Comparison:
        """The comparison with this name. Raises ``ProfileError`` where there is none."""
        if found := self.data.comparisons.get(name):
            return found
        raise ProfileError(f"格式“{self.id}”{not_found('比较', name, self.data.comparisons)}")

    def number_format(self, name: str) -> NumberFormat:
        """The number format with this name. Raises ``ProfileError`` where there is none."""
        if found := self.data.formats.get(name):
            return found
        raise ProfileError(f"格式“{self.id}”{not_found('数字格式', name, self.data.formats)}")

    def require_figure(self, name: str, where: Mapping[str, Value]) -> None:
        """Raise ``ProfileError`` where there is no such figure, or no such part of it."""
        for _, problem in figure_mistakes(self.data, name, where):
            raise ProfileError(f"格式“{self.id}”{problem}")

    @property
    def packaged(self) -> bool:
        """Whether it comes with the program, no part of it from a folder of the user."""
        own = resource("templates")
        return all(folder.root.is_relative_to(own) for folder in self.folders)

    @property
    def printed(self) -> list[Table]:
        """The tables in print order."""
        names = self.data.print or [table.id for table in self.data.tables]
        return [self.table(name) for name in names]

    def templates(self) -> Iterator[str]:
        """The text of every template. Raises ``UnreadableError`` for one that cannot be read."""
        for folder in self.folders:
            for name in folder.names():
                if name.endswith(TEMPLATE):
                    yield folder.text(name) or ""


def load_profile(name: str, roots: Sequence[Path] = ()) -> Profile:
    """The profile ``name`` from the user's ``roots`` or the packaged one, its parents merged.

    Raises ``ProfileError`` with the known profiles for an unknown name, ``DeclarationError`` with
    what is wrong in its files, ``UnreadableError`` for what cannot be read.
    """
    search = searched(roots)
    folders, layers = _chain(name, search)
    data = declared(ProfileData, layers.merged, layers.locate)
    if wrong := [layers.mistake(loc, problem) for loc, problem in mistakes(data)]:
        raise DeclarationError(wrong)
    return Profile(name, data, tuple(folders))


def known_profiles(roots: Sequence[Path] = ()) -> list[str]:
    """The names of all profiles that can be used, abstract ones left out."""
    return names_with(FILE, searched(roots))


def _chain(name: str, search: Sequence[Folder]) -> tuple[list[Folder], Layers]:
    """The template folders of a profile and its parents, and their declarations."""
    folders: list[Folder] = []
    sources: list[Source] = []
    seen: set[str] = set()
    parent: str | None = name
    while parent is not None:
        if parent in seen:
            raise _at_extends(sources, "互相引用，没有尽头")
        found = list(holding(parent, FILE, search))
        path = found[-1].child(FILE) if found else None
        if path is None:
            missing = not_found("格式", parent, names_with(FILE, search))
            raise _at_extends(sources, missing) if sources else ProfileError(missing)
        seen.add(parent)
        folders += found
        sources.append(read_declarations(path))
        _no_twins(sources[-1])
        parent = sources[-1].data.get(EXTENDS)
        if EXTENDS in sources[-1].data and not isinstance(parent, str):
            raise _at_extends(sources, "应是一个格式的名字")
    return folders, Layers(sources)


def _at_extends(sources: Sequence[Source], problem: str) -> DeclarationError:
    params = {"place": EXTENDS, "problem": problem}
    return DeclarationError([sources[-1].locate(Finding("G101", params, (EXTENDS,)))])


def _no_twins(source: Source) -> None:
    """Raise ``DeclarationError`` where a file declares a table twice: one of them would be lost."""
    tables: Any = source.data.get("tables")
    seen: set[str] = set()
    for index, table in enumerate(tables if has_ids(tables) else ()):
        if table["id"] in seen:
            params = {"place": f"tables/{table['id']}", "problem": "同一个 id 写了两次"}
            raise DeclarationError([source.locate(Finding("G101", params, ("tables", index)))])
        seen.add(table["id"])
