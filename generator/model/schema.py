"""The JSON schema of a facts file, for editors: completion, and mistakes shown while typing."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from generator.model.documents import Budget, FinalAccount
from generator.model.meanings import meaning
from generator.model.parse import KINDS

DIALECT = "http://json-schema.org/draft-07/schema#"
PLACE = "#/definitions/{model}"
Schema = dict[str, Any]


def schema() -> Schema:
    """The schema (draft 7) with the keys' meanings; 文种 tells budget from final account."""
    _, made = models_json_schema(
        [(Budget, "validation"), (FinalAccount, "validation")], ref_template=PLACE
    )
    groups = {name: _group(name, group) for name, group in made["$defs"].items()}
    return {
        "$schema": DIALECT,
        "title": "部门（单位）预算、决算公开的数据文件",
        "type": "object",
        "properties": {"文种": {"enum": list(KINDS), "description": meaning("Disclosed", "文种")}},
        "required": ["文种"],
        "if": {"properties": {"文种": {"enum": _kinds(FinalAccount)}}, "required": ["文种"]},
        "then": {"$ref": PLACE.format(model="FinalAccount")},
        "else": {"$ref": PLACE.format(model="Budget")},
        "definitions": groups,
    }


def _kinds(model: type[BaseModel]) -> list[str]:
    return [kind for kind, its_model in KINDS.items() if its_model is model]


def _group(name: str, group: Schema) -> Schema:
    """A group of facts with what its keys mean, without what only programs read."""
    described = {"description": meaning(name), **_plain(group)}
    described["description"] = meaning(name)
    for key, value in described["properties"].items():
        described["properties"][key] = {"description": meaning(name, key), **_plain(value)}
    return described


def _plain(part: Any) -> Any:
    """Without titles and defaults; a key that may be left out is not one that may be empty."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _plain(value) for key, value in part.items() if key not in ("title", "default")}
    if "anyOf" in kept:
        return _without_null(kept)
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    return kept


def _without_null(part: Schema) -> Schema:
    choices = [choice for choice in part.pop("anyOf") if choice != {"type": "null"}]
    return {**part, **choices[0]} if len(choices) == 1 else {**part, "anyOf": choices}
