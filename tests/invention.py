"""Facts files made from the model: whole ones, and published ones with parts of others in them.

What comes out is nearly always YAML, and mostly of the right shape: it gets past the reader, to
where amounts are added up, sentences are made and pages are drawn.
"""

from __future__ import annotations

import copy
import datetime
import types
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from generator.codes import CLASSIFICATIONS
from generator.model.parse import KINDS
from generator.profile import known_profiles, load_profile
from tests.mutation import Dumper, places
from tests.nasty import AMOUNTS, NUMBERS, TEXTS

WHOLE = 0.3  # the share of files that are made from the model alone
MOST_ITEMS = (0, 1, 1, 2, 3, 12)
FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金")
PLAIN = ("甲", "某某中心", "完成年度任务", "“三公”经费", "100%", "2031年", "与上年持平", "增加3人")
# one from each corner of Unicode: planes, scripts, widths, marks, controls, private use
CORNERS = (
    (0x20, 0x7F),
    (0xA0, 0x250),
    (0x300, 0x370),
    (0x590, 0x700),
    (0xE00, 0xE80),
    (0x1F00, 0x2000),
    (0x2000, 0x2070),
    (0x2190, 0x2600),
    (0x2E80, 0x3040),
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xAC00, 0xD7A4),
    (0xE000, 0xF900),
    (0xF900, 0xFB00),
    (0xFE00, 0x10000),
    (0x1F300, 0x1FA00),
    (0x20000, 0x2A6E0),
    (0x30000, 0x31350),
    (0xE0000, 0xE01F0),
    (0x10FF00, 0x110000),
)


def invented(text: str, random: Random) -> bytes:
    """A facts file: made from the model, or the published ``text`` put together anew."""
    if random.random() < WHOLE:
        data = whole(random)
    else:
        data = yaml.load(text, Loader=yaml.CBaseLoader)
        for _ in range(random.choice((1, 1, 2, 3, 6))):
            random.choice(CHANGES)(data, random)
    made = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return str(made).encode("utf-8", "surrogatepass")


# from the model


def whole(random: Random) -> dict[str, Any]:
    """A document of any kind, in a form that prints this kind."""
    kind = random.choice(sorted(KINDS))
    head = {"文种": kind, "格式": random.choice(_profiles(kind)), "年度": "2031"}
    return {**_group(KINDS[kind], random, 0), **head}


@cache
def _profiles(kind: str) -> list[str]:
    named = [(name, load_profile(name).data.description.kinds) for name in known_profiles()]
    return [name for name, kinds in named if kind in kinds]


def _group(model: type[BaseModel], random: Random, depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    share = random.choice((0.0, 0.5, 0.9, 1.0))
    for field in model.model_fields.values():
        if field.is_required() or random.random() < share:
            value = _value(field.annotation, str(field.alias), random, depth)
            if value is not None:
                made[str(field.alias)] = value
    return made


def _value(kind: Any, key: str, random: Random, depth: int) -> Any:
    """A value of an annotated kind, as it would be typed."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(parts[0], key, random, depth)
    if origin in (Union, types.UnionType):
        wanted = [part for part in parts if part is not type(None)]
        return _value(random.choice(wanted), key, random, depth)
    if origin is Literal:
        return random.choice(parts)
    if origin is list:
        count = random.choice(MOST_ITEMS)
        return [_value(parts[0], key, random, depth + 1) for _ in range(count)]
    if origin is dict:
        names = [_key(parts[0], key, random) for _ in range(random.choice(MOST_ITEMS))]
        return {name: _value(parts[1], name, random, depth + 1) for name in names}
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _group(kind, random, depth + 1)
    return _scalar(kind, key, random)


def _key(kind: Any, key: str, random: Random) -> str:
    if get_origin(kind) is Literal or FUNDS[0] in str(kind):
        return random.choice(FUNDS)
    return _code("支出经济分类", random) if "分类" in key else random.choice(PLAIN)


def _scalar(kind: Any, key: str, random: Random) -> str | None:
    if kind is Decimal:
        return random.choice((*AMOUNTS, *_amounts(random)))
    if kind is int:
        return random.choice(("0", "1", "7", "295", "999999999999"))
    if kind is bool:
        return random.choice(("是", "否"))
    if kind is datetime.date:
        return random.choice(("2031-01-31", "2030/12/1", "2031年2月3日"))
    if "科目" in key:
        return _code("支出功能分类", random)
    return random.choice((*PLAIN, *PLAIN, corner(random)))


def _amounts(random: Random) -> list[str]:
    return [f"{random.randrange(10 ** random.randrange(1, 12))}.{random.randrange(100):02}"] * 20


@cache
def _codes(classification: str) -> list[str]:
    length = 7 if classification == "支出功能分类" else 5
    return sorted(code for code in CLASSIFICATIONS[classification]() if len(code) == length)


def _code(classification: str, random: Random) -> str:
    return random.choice(_codes(classification))


def corner(random: Random) -> str:
    """A text with characters from anywhere in Unicode."""
    ranges = random.choices(CORNERS, k=random.choice((1, 3, 40)))
    found = (chr(random.randrange(*bounds)) for bounds in ranges)
    return "".join(c for c in found if not "\ud800" <= c <= "\udfff") or "甲"


# published files, put together anew


def _parts(data: Any) -> Iterator[tuple[Any, Any, str]]:
    """Every value with what holds it and the key that it stands under."""
    for place in places(data):
        if isinstance(place.holder, dict):
            yield place.holder, place.step, str(place.step)


@cache
def _others() -> tuple[Mapping[str, Any], ...]:
    folder = Path(__file__).parent.parent / "data"
    found = [path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))]
    return tuple(yaml.load(text, Loader=yaml.CBaseLoader) for text in found)


def _splice(data: Any, random: Random) -> None:
    """A part of another published file in place of the part under the same key."""
    holder, key, name = random.choice(list(_parts(data)))
    others = [h[k] for h, k, n in _parts(random.choice(_others())) if n == name]
    if others:
        holder[key] = copy.deepcopy(random.choice(others))


def _graft(data: Any, random: Random) -> None:
    """A key that the document does not have, made from the model."""
    model = KINDS.get(data.get("文种"), KINDS["部门预算"])
    fields = {str(f.alias): f for f in model.model_fields.values() if f.alias not in data}
    key = random.choice(sorted(fields)) if fields else "项目"
    if key in fields:
        data[key] = _value(fields[key].annotation, key, random, 0)


def _exchange(data: Any, random: Random) -> None:
    """The values of two keys change places, groups and lists as well."""
    parts = list(_parts(data))
    (one, first, _), (other, second, _) = random.choice(parts), random.choice(parts)
    one[first], other[second] = copy.deepcopy(other[second]), copy.deepcopy(one[first])


def _items(data: Any, random: Random) -> None:
    """Items of a list twice, many times, in another order, or left out."""
    lists = [place.value for place in places(data) if isinstance(place.value, list) and place.value]
    if not lists:
        return
    chosen = random.choice(lists)
    some = copy.deepcopy(random.choices(chosen, k=random.choice((1, 2, 40))))
    change = random.choice(("more", "less", "order"))
    if change == "more":
        chosen += some
    elif change == "less":
        del chosen[random.randrange(len(chosen)) :]
    else:
        random.shuffle(chosen)


def _scalars(data: Any, random: Random, numbers: bool) -> list[Any]:
    found = [place for place in places(data) if isinstance(place.value, str)]
    return [p for p in found if p.value.replace(".", "", 1).lstrip("-").isdigit() is numbers]


def _numbers(data: Any, random: Random) -> None:
    """Extreme numbers, in one place or in all places under one key."""
    found = _scalars(data, random, numbers=True)
    if found:
        key = random.choice(found).step
        alike = [place for place in found if place.step == key]
        number = random.choice((*NUMBERS, *AMOUNTS, *AMOUNTS))
        for place in random.choice((alike[:1], alike)):
            place.put(number)


def _words(data: Any, random: Random) -> None:
    """Characters from the corners of Unicode, in a text or in its place."""
    found = _scalars(data, random, numbers=False)
    if found:
        place = random.choice(found)
        text = random.choice((corner(random), corner(random), random.choice(TEXTS)))
        place.put(random.choice((text, text + place.value, place.value + text)))


CHANGES: list[Callable[[Any, Random], None]] = [_splice, _splice, _graft, _graft, _exchange]
CHANGES += [_items, _items, _numbers, _words]
