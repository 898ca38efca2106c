"""docs/facts.md: written by hand, but for the keys of each group, which the model gives."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel

from docs.generate.glossary import groups, own_keys
from docs.generate.page import table
from generator.model.meanings import meaning

GUIDE = Path(__file__).parents[1] / "facts.md"
# the name of a group, and the table below it
KEYS = re.compile(r"^<!-- 键 (?P<group>\w+) -->\n(?:\|.*\n)*", re.MULTILINE)


def facts_page() -> str:
    """The guide with today's keys. Raises ``KeyError`` for a group that is none of the model's."""
    models = {model.__name__: model for model in groups()}
    return KEYS.sub(lambda mark: _keys(models[mark["group"]]), GUIDE.read_text(encoding="utf-8"))


def _keys(model: type[BaseModel]) -> str:
    rows = [
        (
            f"`{key}`",
            "是" if model.model_fields[name].is_required() else "",
            meaning(model.__name__, key),
        )
        for key, name in own_keys(model).items()
    ]
    return f"<!-- 键 {model.__name__} -->\n{table(('键', '必须', '意思'), rows)}\n"
