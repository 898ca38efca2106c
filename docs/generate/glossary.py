"""docs/glossary.md: each Chinese term with its name in the code, generated from the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from docs.generate.page import page, table
from docs.generate.terms import TERMS
from generator.model import Budget, FinalAccount
from generator.model.common import Disclosed
from generator.model.meanings import meaning
from generator.profile.datasets import DATASETS, DIMENSIONS

INTRODUCTION = """数据文件的键、格式里的数据集和维度、提示里的用语，各有一个英文名字在代码里。\
本页由代码和一份说明表生成，代码里有的键这里都有。

Every Chinese term of the YAML keys, the queries and the messages, with its name in the code. \
YAML keys are the aliases of pydantic fields in `generator/model/`; datasets and dimensions keep \
their Chinese names (`generator/profile/datasets.py`, `generator/derive/postings.py`)."""
DATASET_INTRODUCTION = """格式里的查询（如 `{of: 支出, 支出性质: 基本支出}`）按数据集和维度取数。\
没有列出取值的维度，取值由数据文件定。"""
Place = tuple[str, ...]


def glossary_page() -> str:
    """The text of docs/glossary.md."""
    blocks = [
        "## 数据文件的键 · Keys of a facts file",
        *(block for model, places in groups().items() for block in _group(model, places)),
        "## 数据集 · Datasets",
        DATASET_INTRODUCTION,
        _datasets(),
        "## 维度 · Dimensions",
        _dimensions(),
        "## 用语 · Terms of messages and documents",
        table(("中文", "English", "说明"), TERMS),
    ]
    return page("用语对照 · Glossary", [INTRODUCTION, *blocks])


def groups() -> dict[type[BaseModel], list[Place]]:
    """Every group of facts, with the paths of keys at which it stands; what is shared, first."""
    found: dict[type[BaseModel], list[Place]] = {Disclosed: [()]}
    for document in (Budget, FinalAccount):
        _collect(document, (), found)
    return found


def _collect(
    model: type[BaseModel], place: Place, found: dict[type[BaseModel], list[Place]]
) -> None:
    places = found.setdefault(model, [])
    if place in places:
        return
    places.append(place)
    for field in model.model_fields.values():
        for inner in _models(field.annotation):
            _collect(inner, (*place, field.alias or ""), found)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def own_keys(model: type[BaseModel]) -> dict[str, str]:
    """The keys that a group of facts adds to its parent's, with the names of their fields."""
    inherited = set() if model is Disclosed else set(Disclosed.model_fields) - {"kind"}
    return {
        field.alias or name: name
        for name, field in model.model_fields.items()
        if not issubclass(model, Disclosed) or name not in inherited
    }


def _group(model: type[BaseModel], places: list[Place]) -> Iterator[str]:
    yield f"### {model.__name__}"
    where = "、".join(f"`{'/'.join(place)}`" for place in places if place)
    yield f"{meaning(model.__name__)}。" + (f"位置：{where}。" if where else "")
    rows = [(f"`{key}`", f"`{name}`", meaning(model.__name__, key))
            for key, name in own_keys(model).items()]  # fmt: skip
    yield table(("键", "English", "说明"), rows)


def _datasets() -> str:
    rows = [
        (f"`{name}`", one.english, one.meaning, "、".join(one.dimensions) or "无")
        for name, one in DATASETS.items()
    ]
    return table(("数据集", "English", "内容", "维度"), rows)


def _dimensions() -> str:
    rows = [
        (f"`{name}`", one.english, one.meaning, "、".join(one.values))
        for name, one in DIMENSIONS.items()
    ]
    return table(("维度", "English", "含义", "取值"), rows)
