"""Find a profile, and put together what it declares and what it inherits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from generator.findings import GongkaiError
from generator.profile.mistakes import figure_mistakes, mistakes, not_found
from generator.profile.query import Value
from generator.profile.schema import Comparison, NumberFormat, ProfileData, Table
from generator.resources import resource

FILE = "profile.yaml"


class ProfileError(GongkaiError):
    """A profile that cannot be found or is not well-formed."""


@dataclass(frozen=True)
class Profile:
    """A form: its declarations, and the folders of its templates, the nearest first."""

    id: str
    data: ProfileData
    folders: tuple[Path, ...]

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
    def printed(self) -> list[Table]:
        """The tables in print order."""
        names = self.data.print or [table.id for table in self.data.tables]
        return [self.table(name) for name in names]


def load_profile(name: str, roots: Sequence[Path] = ()) -> Profile:
    """The profile ``name`` from the user's folders or the packaged ones, with its parents merged.

    Raises ``ProfileError`` with what is wrong, and with the known profiles for an unknown name.
    """
    search = [*roots, resource("templates") / "profiles"]
    folders, merged = _chain(name, search)
    try:
        data = ProfileData.model_validate(merged)
    except ValidationError as error:
        raise ProfileError(_explain(name, error)) from None
    if wrong := [f"  {place}：{problem}" for place, problem in mistakes(data)]:
        raise ProfileError("\n".join([f"格式“{name}”的 {FILE} 有误：", *wrong]))
    return Profile(name, data, tuple(folders))


def known_profiles(roots: Sequence[Path] = ()) -> list[str]:
    """The names of all profiles that can be used, abstract ones left out."""
    search = [*roots, resource("templates") / "profiles"]
    found = {path.parent.name for root in search for path in root.glob(f"*/{FILE}")}
    return sorted(name for name in found if not name.startswith("_"))


def _chain(name: str, search: Sequence[Path]) -> tuple[list[Path], dict[str, Any]]:
    """The template folders of a profile and its parents, and their declarations merged."""
    folders: list[Path] = []
    layers: list[dict[str, Any]] = []
    seen: set[str] = set()
    parent: str | None = name
    while parent:
        if parent in seen:
            raise ProfileError(f"格式“{name}”的 extends 互相引用")
        seen.add(parent)
        found = _folders(parent, search)
        if not found:
            raise ProfileError(_missing(name, parent, search))
        folders += found
        layer = _read(found[-1] / FILE)
        layers.append(layer)
        parent = _parent(layer.pop("extends", None), found[-1])
    merged: dict[str, Any] = {}
    for layer in reversed(layers):
        merged = _merge(merged, layer)
    return folders, merged


def _parent(value: Any, folder: Path) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ProfileError(f"{folder / FILE}：extends 应是一个格式的名字")
    return value


def _folders(name: str, search: Sequence[Path]) -> list[Path]:
    """The profile's own folder, last, and before it those that only replace its templates.

    Empty where no folder has the profile itself.
    """
    folders: list[Path] = []
    for root in search if Path(name).name == name else ():
        folder = root / name
        if folder.is_dir():
            folders.append(folder)
        if (folder / FILE).is_file():
            return folders
    return []


def _missing(name: str, parent: str, search: Sequence[Path]) -> str:
    where = "" if parent == name else f"格式“{name}”的 extends："
    known = "、".join(known_profiles(search[:-1]))
    return f"{where}没有格式“{parent}”；可用的格式：{known}"


def _read(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=loader)
    except OSError as error:
        raise ProfileError(f"{path}：{error.strerror}") from None
    except UnicodeDecodeError:
        raise ProfileError(f"{path}：不是 UTF-8 编码的文字") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise ProfileError(f"{path}{place}：YAML 写法有误：{error.problem}") from None
    except yaml.YAMLError as error:
        raise ProfileError(f"{path}：YAML 写法有误：{str(error).splitlines()[0]}") from None
    if not isinstance(data, dict):
        raise ProfileError(f"{path}：最外层应是“键: 值”")
    return data


def _merge(base: Any, over: Any) -> Any:
    """Mappings key by key, tables by their id; anything else is replaced."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: _merge(base.get(key), value) for key, value in over.items()}}
    if _has_ids(base) and _has_ids(over):
        merged = {item["id"]: item for item in base}
        for item in over:
            merged[item["id"]] = _merge(merged.get(item["id"]), item)
        return list(merged.values())
    return over


def _has_ids(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in value)
    )


PROBLEMS = {
    "missing": "缺少这一项",
    "extra_forbidden": "不认识这个键",
    "list_type": "应是列表",
    "dict_type": "应是一组“键: 值”",
    "model_type": "应是一组“键: 值”",
    "string_type": "应是一段文字",
}


def _explain(name: str, error: ValidationError) -> str:
    lines = [
        f"  {'/'.join(map(str, details['loc']))}："
        + PROBLEMS.get(details["type"], details["msg"].removeprefix("Value error, "))
        for details in error.errors()
    ]
    return "\n".join([f"格式“{name}”的 {FILE} 有误：", *lines])
