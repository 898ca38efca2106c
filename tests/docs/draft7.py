"""The part of JSON Schema (draft 7) that our schema uses; any other keyword is an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Schema = dict[str, Any]
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
}
SILENT = {"$schema", "title", "description", "definitions", "then", "else", "format"}


def complaints(root: Schema, value: Any) -> list[str]:
    """What is wrong with ``value``: the paths of the values that do not fit."""
    return list(_complaints(root, root, value, ""))


def _complaints(root: Schema, part: Schema, value: Any, path: str) -> Iterator[str]:
    if "$ref" in part:
        part = root["definitions"][part["$ref"].removeprefix("#/definitions/")]
    for keyword, wanted in part.items():
        if keyword not in SILENT and not RULES[keyword](root, part, wanted, value):
            yield f"{path} {keyword}"
    yield from _conditional(root, part, value, path)
    if isinstance(value, dict):
        for key, inner in value.items():
            for below in _below(part, key):
                yield from _complaints(root, below, inner, f"{path}/{key}")
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _complaints(root, part.get("items", {}), inner, f"{path}/{index}")


def _conditional(root: Schema, part: Schema, value: Any, path: str) -> Iterator[str]:
    if "if" in part:
        branch = "else" if list(_complaints(root, part["if"], value, path)) else "then"
        yield from _complaints(root, part[branch], value, path)


def _below(part: Schema, key: str) -> Iterator[Schema]:
    found = [below for name, below in part.get("properties", {}).items() if name == key]
    patterns = part.get("patternProperties", {})
    found += [below for pattern, below in patterns.items() if re.search(pattern, key)]
    others = part.get("additionalProperties")
    yield from found or ([others] if isinstance(others, dict) else [])


def _any_of(root: Schema, _: Schema, wanted: Any, value: Any) -> bool:
    return any(not list(_complaints(root, one, value, "")) for one in wanted)


def _type(root: Schema, part: Schema, wanted: Any, value: Any) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    return any(isinstance(value, TYPES[name]) for name in names)


def _additional(root: Schema, part: Schema, wanted: Any, value: Any) -> bool:
    patterns = part.get("patternProperties", {})
    return wanted is not False or all(
        key in part.get("properties", {}) or any(re.search(name, key) for name in patterns)
        for key in value
    )


def _names(root: Schema, part: Schema, wanted: Any, value: Any) -> bool:
    return all(not list(_complaints(root, wanted, key, "")) for key in value)


RULES: dict[str, Callable[[Schema, Schema, Any, Any], bool]] = {
    "anyOf": _any_of,
    "type": _type,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "enum": lambda root, part, wanted, value: value in wanted,
    "required": lambda root, part, wanted, value: set(wanted) <= set(value),
    "minItems": lambda root, part, wanted, value: len(value) >= wanted,
    "minLength": lambda root, part, wanted, value: (
        not isinstance(value, str) or len(value) >= wanted
    ),
    "pattern": lambda root, part, wanted, value: (
        not isinstance(value, str) or bool(re.search(wanted, value))
    ),
    "minimum": lambda root, part, wanted, value: isinstance(value, str) or value >= wanted,
    "maximum": lambda root, part, wanted, value: isinstance(value, str) or value <= wanted,
    "properties": lambda root, part, wanted, value: True,
    "patternProperties": lambda root, part, wanted, value: True,
    "items": lambda root, part, wanted, value: True,
    "if": lambda root, part, wanted, value: True,
}
