"""Facts with everything that a facts file may hold, made from its schema, and facts with less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import count
from typing import Any

from generator.model.schema import schema

Path = tuple[str | int, ...]
Schema = Mapping[str, Any]
# what is no fact of the bureau: how it was published, and what is not to be told
ASIDE = ("公布数", "公布文字", "豁免")
# one text for each pattern that is no amount: codes of the classifications
CODES = ("2101501", "30101", "2101501", "金额")
FEW = 2


class Filling:
    """Facts of one kind of document, in one form and year."""

    def __init__(self, kind: str, profile: str, year: int) -> None:
        whole = schema()
        self.groups: Mapping[str, Schema] = whole["definitions"]
        self.top = self.groups["FinalAccount" if kind.endswith("决算") else "Budget"]
        self._numbers = count(11)
        self.full = self._group(self.top)
        self.full |= {"文种": kind, "格式": profile, "年度": f"{year}", "金额单位": "万元"}

    def optional(self) -> list[Path]:
        """The paths of all keys that may be left out; of a list in its first item."""
        return list(self._optional(self.top, self.full, ()))

    def without(self, paths: Iterable[Path]) -> dict[str, Any]:
        """The facts without the keys at these paths."""
        left = deepcopy(self.full)
        for path in sorted(paths, key=len, reverse=True):
            holder: Any = left
            for step in path[:-1]:
                holder = holder[step]
            del holder[path[-1]]
        return left

    def _optional(self, part: Schema, value: Any, path: Path) -> Iterator[Path]:
        part = self._resolved(part)
        if isinstance(value, list):
            yield from self._optional(part["items"], value[0], (*path, 0))
        elif "properties" in part:
            for key, below in value.items():
                if key not in part.get("required", ()) and (*path, key) != ("数据版本",):
                    yield (*path, key)
                yield from self._optional(part["properties"][key], below, (*path, key))
        elif isinstance(value, dict):
            first = next(iter(value))
            yield from self._optional(_of_any_key(part), value[first], (*path, first))

    def _resolved(self, part: Schema) -> Schema:
        """The part of the schema itself; of several that are allowed the group of facts."""
        if "anyOf" in part:
            part = part["anyOf"][-1]
        name = part.get("$ref", "").rpartition("/")[2]
        return self.groups[name] if name else part

    def _group(self, part: Schema) -> dict[str, Any]:
        keys = {key: below for key, below in part["properties"].items() if key not in ASIDE}
        return {key: self._value(below, key) for key, below in keys.items()}

    def _value(self, part: Schema, key: str) -> Any:
        part = self._resolved(part)
        if "enum" in part:
            return part["enum"][0]
        if part.get("type") == "array":
            return self._items(part["items"], key)
        if "properties" in part:
            return self._group(part)
        if part.get("type") == "object":
            return {name: self._value(_of_any_key(part), name) for name in _keys(part, key)}
        return self._scalar(part, key)

    def _items(self, part: Schema, key: str) -> list[Any]:
        """A few items; of lines one for each kind of fund."""
        items = [self._value(part, f"{key}第{number}项") for number in range(1, FEW + 1)]
        funds = self._resolved(part).get("properties", {}).get("资金性质", {}).get("enum", ())
        return [{**self._value(part, key), "资金性质": fund} for fund in funds] or items

    def _scalar(self, part: Schema, key: str) -> str:
        pattern = part.get("pattern", "")
        number = next(self._numbers)
        if pattern.startswith("^["):
            return _code(pattern)
        if part.get("format") == "date":
            return "2025-01-20"
        if "integer" in part["type"]:
            return f"{number}"
        return f"{number}.50" if pattern else f"{key}{number}"


def _keys(part: Schema, key: str) -> list[str]:
    if "patternProperties" in part:
        return [_code(pattern) for pattern in part["patternProperties"]]
    names = part.get("propertyNames", {}).get("enum")
    return list(names or (f"{key}{number}" for number in range(1, FEW + 1)))


def _code(pattern: str) -> str:
    return next(code for code in CODES if re.match(pattern, code))


def _of_any_key(part: Schema) -> Schema:
    """What stands under the keys of a group that are not fixed."""
    found: Schema = part["additionalProperties"]
    return next(iter(part["patternProperties"].values())) if "patternProperties" in part else found
