"""Facts files made wrong: mutations of their structure, of their text and of their bytes."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

import yaml

EXECUTED = "9876536"  # what a document holds where the text of CODE was run as a template
CODE = "{{ 1234567 * 8 }}"
TEXTS = (
    CODE,
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{# 注释 #}",
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "<p>段</p></section></body>",
    "&amp; & &nbsp; &#x41;",
    "]]> <![CDATA[",
    "<!-- -->",
    "{变动}{比率}{}{0}{x!r}%s%d$1\\1",
    "../../../etc/passwd",
    "甲\x07乙",
    "甲\u202e乙",
    "甲\u200b乙\ufeff",
    "⽂字⻅",
    "\u0301\u0301\u0301甲",
    "𠮷野家",
    "笑脸😀👨‍👩‍👧",
    "\ue000\uf8ff",
    "\U0010fffd",
    "甲\u2028乙\u0085丙",
    "العربية עברית",
    "甲\r\n乙\t丙\n\n丁",
    "",
    " ",
    "\u3000",
    "无",
    "null",
    "~",
    "是",
    "no",
    "XX",
    "字" * 3000,
    "W" * 10000,
    "一段，" * 400,
    "行\n" * 500,
    "（" * 200,
    "一、二、三",
    "表1/合计/合计",
    "正文/收入预算",
    "*/*/*",
    "[a-z]*",
    "全部",
    "合计",
)
PRINTABLE = tuple(text for text in TEXTS if text.strip() and not re.search("[\x07\u202e]", text))
NUMBERS = (
    "0",
    "-0",
    "-1",
    "0.005",
    "-0.004",
    "1e5",
    "1E400",
    "0x10",
    "0o17",
    "1_000",
    "NaN",
    "sNaN",
    "Infinity",
    "-inf",
    "123456789012345678",
    "-999999999999999999",
    "0.000000000000000001",
    "1234567890123456789",
    "9" * 400,
    "0." + "3" * 400,
    "00000000012.50",
    "１２３．４５",
    "1,234,567.89",
    "12,34",
    "1，234",
    "−5",
    "+5",
    ".5",
    "5.",
    "1.2.3",
    "१२३",
    "㊿",
    "½",
    "五",
    "12.5万元",
    "￥12",
    "(12.50)",
    "12%",
    "2080501",
    "2080501.0",
    "20805",
    "208",
    "30101",
    "99999",
    "0000",
    "99999999999999999999999",
    "1900",
    "2024-02-30",
    "2024/1/5",
    "20240131",
    "0000-00-00",
)
AMOUNTS = ("0", "-0", "-1", "0.005", "-0.004", "123456789012345678", "-999999999999999999")
AMOUNTS += (
    "0.000000000000000001",
    "00000000012.50",
    "１２３．４５",
    "1,234,567.89",
    "−5",
    "+5",
    "100",
)
KEYS = (
    "文种",
    "支出",
    "名称",
    "科目",
    "指标",
    "上年",
    "合计",
    "values",
    "get",
    "self",
    "__class__",
)
FRAGMENTS = (
    "\t",
    "：",
    "，",
    "“",
    '"',
    "'",
    "{",
    "}",
    "[",
    "]",
    "- ",
    ": ",
    "#",
    "&a ",
    "*a",
    "|\n",
)
FRAGMENTS += ("? ", "!x ", "%", "@", "`", "<<: ", "---\n", "...\n", "\u3000", "\u00a0", "\u200b")
FRAGMENTS += ("\ufeff", "\x00", "\x1b[2J", "\r", "\u2028", "\ud800", "\u202e", "\\", "~", "\n\n")
ENCODINGS = ("gbk", "gb18030", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "big5", "utf-7")


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
        text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    else:
        for _ in range(rounds):
            text = random.choice(TEXTUAL)(text, random)
    content = text.encode("utf-8", "surrogatepass")
    return random.choice(BYTEWISE)(content, random) if random.random() < RECODED else content


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes every place out, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


# structure


def _places(value: Any) -> Iterator[Place]:
    steps = list(value) if isinstance(value, dict) else range(len(value))
    for step in steps:
        yield Place(value, step)
        if isinstance(value[step], dict | list):
            yield from _places(value[step])


def _place(data: Any, random: Random, kind: Callable[[Place], bool] = lambda place: True) -> Place:
    places = [place for place in _places(data) if kind(place)]
    return random.choice(places) if places else Place([""], 0)


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
    wrong = ("", None, [], {}, ["甲"], {"甲": "乙"}, [[]], "文字", "1", [place.value], {"名称": {}})
    place.put(copy.deepcopy(random.choice(wrong)))


def _text(data: Any, random: Random) -> None:
    place = _place(data, random, _is_text)
    text = random.choice(TEXTS)
    place.put(random.choice((text, place.value + text, text + place.value)))


def _number(data: Any, random: Random) -> None:
    _place(data, random, _is_number).put(random.choice(NUMBERS))


def _insert(data: Any, random: Random) -> None:
    holder = _place(data, random).holder
    value = random.choice(("1", "文字", [], {}, {"名称": "甲"}))
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
        entry |= {"位置": random.choice(("封面", "第一部分 部门概况")), "原文": text}
    kind = "公布文字" if "原文" in entry else "公布数"
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


STRUCTURAL = (_delete, _delete, _repeat, _move, _rename, _swap, _retype, _retype)
STRUCTURAL += (_text, _text, _number, _number, _insert, _empty, _publish)
KEEPING = (_delete, _repeat, _sane_text, _sane_text, _sane_text, _sane_number, _sane_number)
KEEPING += (_exchange, _empty, _publish)


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


TEXTUAL = (_lines(_indent), _lines(_indent), _lines(_drop), _lines(_double), _fragment, _fragment)
TEXTUAL += (_fragment, _cut, _wide, _deepen, _anchors)


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


BYTEWISE = (_flip, _flip, _truncate, _recode, _recode, _line_ends)
