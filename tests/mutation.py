"""Facts files made wrong: mutations of their structure, of their text and of their bytes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

import yaml

from tests.nasty import AMOUNTS, ENCODINGS, FRAGMENTS, KEYS, NUMBERS, PRINTABLE, TEXTS

# shares: what mostly leaves a file that can be read, what mostly does not, changes of bytes
GENTLE, ROUGH, RECODED = 0.5, 0.3, 0.08


class Place(NamedTuple):
    """A value in the facts: what holds it, and its key or index there."""

    holder: Any
    step: Any

    @property
    def value(self) -> Any:
        return self.holder[self.step]

    def put(self, value: Any) -> None:
        self.holder[self.step] = value


def mutated(text: str, random: Random) -> bytes:
    """A facts file with one to four things wrong in it."""
    rounds = random.choice((1, 1, 1, 2, 3, 4))
    kind = random.random()
    if kind < GENTLE + ROUGH:
        data = yaml.load(text, Loader=yaml.CBaseLoader)
        for _ in range(rounds):
            random.choice(KEEPING if kind < GENTLE else STRUCTURAL)(data, random)
        text = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    else:
        for _ in range(rounds):
            text = random.choice(TEXTUAL)(text, random)
    content = text.encode("utf-8", "surrogatepass")
    return random.choice(BYTEWISE)(content, random) if random.random() < RECODED else content


class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every place out, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


# structure


def places(value: Any) -> Iterator[Place]:
    """Every value below ``value``."""
    steps = list(value) if isinstance(value, dict) else range(len(value))
    for step in steps:
        yield Place(value, step)
        if isinstance(value[step], dict | list):
            yield from places(value[step])


def _place(data: Any, random: Random, kind: Callable[[Place], bool] = lambda place: True) -> Place:
    found = [place for place in places(data) if kind(place)]
    return random.choice(found) if found else Place([""], 0)


def _is_text(place: Place) -> bool:
    return isinstance(place.value, str)


def _is_number(place: Place) -> bool:
    return _is_text(place) and place.value.replace(".", "", 1).isdigit()


def _delete(data: Any, random: Random) -> None:
    place = _place(data, random)
    del place.holder[place.step]


def _repeat(data: Any, random: Random) -> None:
    place = _place(data, random, lambda place: isinstance(place.holder, list))
    for _ in range(random.choice((1, 1, 2, 120))):
        place.holder.insert(place.step, copy.deepcopy(place.value))


def _move(data: Any, random: Random) -> None:
    place = _place(data, random)
    value, _ = place.value, place.holder.pop(place.step)
    target = _place(data, random).holder
    if isinstance(target, dict):
        target[str(place.step)] = value
    else:
        target.append(value)


def _rename(data: Any, random: Random) -> None:
    place = _place(data, random, lambda place: isinstance(place.holder, dict))
    if not isinstance(place.step, str):
        return
    name = random.choice(
        (place.step[:-1], place.step + "：", place.step + " ", *KEYS, random.choice(TEXTS[:30]))
    )
    place.holder[name] = place.holder.pop(place.step)


def _swap(data: Any, random: Random) -> None:
    one, other = _place(data, random, _is_text), _place(data, random, _is_text)
    first, second = one.value, other.value
    one.put(second)
    other.put(first)


def _retype(data: Any, random: Random) -> None:
    place = _place(data, random)
    wrong: tuple[Any, ...] = (
        "",
        None,
        [],
        {},
        ["甲"],
        {"甲": "乙"},
        [[]],
        "文字",
        "1",
        [place.value],
        {"名称": {}},
    )
    place.put(copy.deepcopy(random.choice(wrong)))


def _text(data: Any, random: Random) -> None:
    place = _place(data, random, _is_text)
    text = random.choice(TEXTS)
    place.put(random.choice((text, place.value + text, text + place.value)))


def _number(data: Any, random: Random) -> None:
    _place(data, random, _is_number).put(random.choice(NUMBERS))


def _insert(data: Any, random: Random) -> None:
    holder = _place(data, random).holder
    value: Any = random.choice(("1", "文字", [], {}, {"名称": "甲"}))
    if isinstance(holder, dict):
        holder[random.choice(KEYS)] = value
    else:
        holder.insert(random.randrange(len(holder) + 1), value)


def _empty(data: Any, random: Random) -> None:
    place = _place(data, random, lambda place: isinstance(place.value, dict | list))
    if not _is_text(place):
        place.value.clear()


def _publish(data: Any, random: Random) -> None:
    """An entry of 公布数 or 公布文字 with a place and a value from elsewhere."""
    place = random.choice(
        ("收入预算", "正文/支出预算", "*/合计/合计", "收支预算总表/*/*", "无/此/处")
    )
    entry = {"位置": place, "公布": random.choice((*NUMBERS, *TEXTS)), "原因": "试"}
    if random.random() < 0.3:
        text = str(_place(data, random, _is_text).value)
        entry = {"位置": random.choice(("封面", "目录", "第一部分 部门概况")), "原因": "试"}
        entry |= random.choice(
            ({"换": text, "为": ""}, {"删去": text}, {"移动": text, "之后": text})
        )
    kind = "公布数" if "公布" in entry else "公布文字"
    if isinstance(data, dict) and isinstance(data.setdefault(kind, []), list):
        data[kind].append(entry)


def _sane_text(data: Any, random: Random) -> None:
    place = _place(data, random, lambda place: _is_text(place) and not _is_number(place))
    text = random.choice(PRINTABLE)
    place.put(random.choice((text, place.value + text, text + place.value)))


def _sane_number(data: Any, random: Random) -> None:
    _place(data, random, _is_number).put(random.choice(AMOUNTS))


def _exchange(data: Any, random: Random) -> None:
    """Two numbers change places."""
    one, other = _place(data, random, _is_number), _place(data, random, _is_number)
    first, second = one.value, other.value
    one.put(second)
    other.put(first)


STRUCTURAL = [_delete, _delete, _repeat, _move, _rename, _swap, _retype, _retype]
STRUCTURAL += [_text, _text, _number, _number, _insert, _empty, _publish]
KEEPING = [_delete, _repeat, _sane_text, _sane_text, _sane_text, _sane_number, _sane_number]
KEEPING += [_exchange, _empty, _publish]


# text


def _lines(change: Callable[[list[str], int, Random], None]) -> Callable[[str, Random], str]:
    def mutate(text: str, random: Random) -> str:
        lines = text.split("\n")
        change(lines, random.randrange(len(lines)), random)
        return "\n".join(lines)

    return mutate


def _indent(lines: list[str], at: int, random: Random) -> None:
    bare = lines[at].lstrip(" ")
    lines[at] = random.choice((" ", "", "\t", "\u3000", " " * 60, lines[at][:1])) + bare


def _drop(lines: list[str], at: int, random: Random) -> None:
    del lines[at : at + random.choice((1, 1, 3, 20))]


def _double(lines: list[str], at: int, random: Random) -> None:
    lines.insert(random.choice((at, random.randrange(len(lines)))), lines[at])


def _fragment(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice((*FRAGMENTS, *TEXTS[:20])) + text[at:]


def _cut(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _wide(text: str, random: Random) -> str:
    one = random.choice((": ", ", ", ":", "-", "  "))
    wide = {": ": "：", ", ": "，", ":": "：", "-": "—", "  ": "\u3000"}[one]
    parts = text.split(one)
    at = random.randrange(len(parts))
    return one.join(parts[:at]) + wide + one.join(parts[at:]) if at else text.replace(one, wide)


def _deepen(text: str, random: Random) -> str:
    opening = random.choice(("[", "{甲: ", "- ", "? ", "[[], "))
    return text + "\n深: " + opening * random.choice((5, 50, 5000))


def _anchors(text: str, random: Random) -> str:
    layers = random.choice((2, 5, 40))
    bomb = ["b0: &b0 [甲, 甲, 甲, 甲]"]
    bomb += [f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}, *b{n - 1}, *b{n - 1}]" for n in range(1, layers)]
    return "\n".join(bomb) + f"\n{text}\n合理保障: *b{layers - 1}\n"


TEXTUAL = [_lines(_indent), _lines(_indent), _lines(_drop), _lines(_double), _fragment, _fragment]
TEXTUAL += [_fragment, _cut, _wide, _deepen, _anchors]


# bytes


def _flip(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 5, 50))):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _truncate(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _recode(content: bytes, random: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(random.choice(ENCODINGS), "replace")


def _line_ends(content: bytes, random: Random) -> bytes:
    return content.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\r")))


BYTEWISE = [_flip, _flip, _truncate, _recode, _recode, _line_ends]
