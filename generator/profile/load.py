"""Find a profile, and put together what it declares and what it inherits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from generator.findings import GongkaiError
from generator.profile.schema import ProfileData, Table
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
        raise ProfileError(f"格式“{self.id}”没有表“{name}”")

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
    return Profile(name, data, tuple(folders))


def known_profiles(roots: Sequence[Path] = ()) -> list[str]:
    """The names of all profiles that can be used, abstract ones left out."""
    search = [*roots, resource("templates") / "profiles"]
    found = {path.parent.name for root in search for path in root.glob(f"*/{FILE}")}
    return sorted(name for name in found if not name.startswith("_"))


def _chain(name: str, search: Sequence[Path]) -> tuple[list[Path], dict[str, Any]]:
    folders: list[Path] = []
    layers: list[dict[str, Any]] = []
    parent: str | None = name
    while parent:
        folder = _folder(parent, search)
        if folder in folders:
            raise ProfileError(f"格式“{name}”的 extends 互相引用")
        folders.append(folder)
        layer = _read(folder / FILE)
        parent = layer.pop("extends", None)
        layers.append(layer)
    merged: dict[str, Any] = {}
    for layer in reversed(layers):
        merged = _merge(merged, layer)
    return folders, merged


def _folder(name: str, search: Sequence[Path]) -> Path:
    plain = Path(name).name == name
    found = next((root / name for root in search if plain and (root / name / FILE).is_file()), None)
    if found is None:
        known = "、".join(known_profiles(search[:-1]))
        raise ProfileError(f"没有格式“{name}”；可用的格式：{known}")
    return found


def _read(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except OSError as error:
        raise ProfileError(f"{path}：{error.strerror}") from None
    except yaml.YAMLError as error:
        raise ProfileError(f"{path}：YAML 写法有误：{error}") from None
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
        and all(isinstance(item, dict) and "id" in item for item in value)
    )


def _explain(name: str, error: ValidationError) -> str:
    lines = [
        f"  {'/'.join(map(str, details['loc']))}：{details['msg']}" for details in error.errors()
    ]
    return "\n".join([f"格式“{name}”的 {FILE} 有误：", *lines])
