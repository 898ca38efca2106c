"""From plain data to a validated document; every mistake becomes a finding with its place."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from generator.findings import Finding, FindingsError, Loc, shortened
from generator.model import rules as rules
from generator.model.documents import Budget, Document, FinalAccount
from generator.model.remarks import WAN, WHOLE_YUAN, Remarks
from generator.read import Source
from generator.read.syntax import slipped_colon

KINDS: dict[str, type[Budget] | type[FinalAccount]] = {
    "部门预算": Budget,
    "单位预算": Budget,
    "部门决算": FinalAccount,
    "单位决算": FinalAccount,
}
SHAPES = {
    "list_type": "列表（每项以“- ”开头）",
    "dict_type": "一组“键: 值”",
    "model_type": "一组“键: 值”",
    "model_attributes_type": "一组“键: 值”",
    "string_type": "一段文字",
    "float_type": "一个数",
    "int_type": "一个整数",
    "bool_type": "true 或 false",
    "text": "一段文字",
}

MOST = 200  # findings of one kind that are told: more of them help nobody
BUILTIN = frozenset(get_args(ErrorType))  # with messages in English
M = TypeVar("M", bound=BaseModel)


def parse(source: Source) -> Document:
    """The document in ``source``. Raises ``FindingsError`` with all mistakes, in order of place."""
    return parse_noted(source)[0]


def parse_noted(source: Source) -> tuple[Document, tuple[Finding, ...]]:
    """The document in ``source``, and notes on values that were read as something else."""
    kind = source.data.get("文种")
    if not isinstance(kind, str) or kind not in KINDS:
        raise FindingsError([source.locate(_kind_finding(kind, "文种" in source.data))])
    remarks = Remarks(WHOLE_YUAN if source.data.get("金额单位") == WHOLE_YUAN else WAN)
    document = validated(KINDS[kind], source.data, source.locate, remarks)
    return document, remarks.notes(source)


def validated(
    model: type[M],
    data: Any,
    locate: Callable[[Finding], Finding],
    remarks: Remarks | None = None,
) -> M:
    """The model of plain ``data``; values that were read as something else go to ``remarks``.

    Raises ``FindingsError`` with all mistakes, placed by ``locate``, in order of place.
    """
    blanks = list(_blanks(data, ()))
    found = [Finding("F204", {"key": _name(loc)}, loc=loc) for loc in blanks[:MOST]]
    left = len(blanks[MOST:])
    made: M | None = None
    try:
        made = model.model_validate(data, context=remarks)
    except ValidationError as error:
        details = [one for one in error.errors(include_url=False) if one["input"] is not None]
        found += [_finding(one, model) for one in details[:MOST]]
        left += len(details[MOST:])
    if made is None or found:
        located = sorted(map(locate, found), key=lambda one: (str(one.file), one.line, one.column))
        more = [locate(Finding("F210", {"count": str(left)}))] if left else []
        raise FindingsError([*located, *more])
    return made


def _kind_finding(kind: object, present: bool) -> Finding:
    params: dict[str, object] = {"key": "文种"}
    if not present:
        return Finding("F201", params)
    if kind is None:
        return Finding("F204", params, loc=("文种",))
    if not isinstance(kind, str):
        return Finding("F205", params | {"expected": SHAPES["text"]}, loc=("文种",))
    return Finding(
        "F206", params | {"value": shortened(kind), "choices": "、".join(KINDS)}, loc=("文种",)
    )


def _blanks(value: Any, loc: Loc) -> Iterator[Loc]:
    """Where a key or a list item has no value: nothing there is ever meant."""
    if value is None:
        yield loc
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _blanks(below, (*loc, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _blanks(below, (*loc, index))


def _finding(details: ErrorDetails, model: type[BaseModel]) -> Finding:
    of_key = "[key]" in details["loc"]
    loc: Loc = tuple(step for step in details["loc"] if step != "[key]")
    name = _name(loc[:-1] if of_key else loc)
    kind, value = details["type"], details["input"]
    if kind == "missing":
        return Finding("F201", {"key": name}, loc=loc[:-1])
    if kind == "extra_forbidden":
        return Finding("F202", _unknown(name, _keys_at(model, loc[:-1])), loc=loc)
    if kind in SHAPES:
        if isinstance(value, str) and (slip := slipped_colon(value)):
            return Finding("R112", {"key": slip}, loc=loc)
        return Finding("F205", {"key": name, "expected": SHAPES[kind]}, loc=loc)
    if kind in ("literal_error", "enum"):
        expected = details.get("ctx", {}).get("expected", "").replace("'", "")
        choices = expected.replace(" or ", "、").replace(", ", "、")
        if of_key:
            return Finding("F202", _unknown(str(value), choices.split("、")), loc=loc)
        return Finding(
            "F206", {"key": name, "value": shortened(value), "choices": choices}, loc=loc
        )
    params = {"key": name, "problem": _problem(details), "suggestion": _advice(kind)}
    return Finding("F203", params, loc=loc)


def _name(loc: Loc) -> str:
    """What a place is called: its key; of a list item the list's key and the item's number."""
    if len(loc) > 1 and isinstance(loc[-1], int):
        return f"{_name(loc[:-1])} 第 {loc[-1] + 1} 项"
    return shortened(loc[-1]) if loc else ""


def _unknown(key: str, known: list[str]) -> dict[str, object]:
    return {"key": shortened(key), "suggestion": _suggestion(key, known)}


def _problem(details: ErrorDetails) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind in ("string_too_short", "too_short"):
        return "不能为空"
    if kind == "too_long":
        return f"最多 {context['max_length']} 项"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        side = "不小于" if "ge" in context else "不大于"
        return f"“{shortened(details['input'])}”应{side} {bound}"
    if kind.startswith("date"):
        return f"“{shortened(details['input'])}”不是日期"
    return "不能这样写" if kind in BUILTIN else details["msg"]


def _advice(kind: str) -> str:
    return {
        "amount": "只写数，如 1234.56，负数如 -1234.56；单位由“金额单位”说明，没有就写 0",
        "count": "写整数，如 3；没有就写 0",
        "code": "对照当年《政府收支分类科目》",
        "yes_no": "写“是”或“否”",
        "which": "写 1、2……；每一处都换的，写“每处”",
        "action": "公布文字一条写一处改动，如“换”一段文字“为”另一段",
    }.get(kind, "日期写成 2024-01-31 的样子" if kind.startswith("date") else "检查这一项的写法")


def _suggestion(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
    if near:
        return f"是不是“{near[0]}”？"
    return f"这里可用的键：{'、'.join(known)}" if known else "删去这一项"


def _keys_at(model: Any, loc: Loc) -> list[str]:
    """The keys that the model knows at ``loc``."""
    current: Any = model
    for step in loc:
        current = next(filter(None, (_below(kind, step) for kind in _kinds(current))), None)
    owners = [kind for kind in _kinds(current) if _is_model(kind)]
    return [f.alias or name for owner in owners for name, f in owner.model_fields.items()]


def _kinds(annotation: Any) -> Iterator[Any]:
    """The kinds of value that an annotation allows."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _kinds(part)
    else:
        yield annotation


def _below(kind: Any, step: str | int) -> Any:
    """What a kind of value holds under a key or an index."""
    if _is_model(kind):
        fields = kind.model_fields.items()
        return next((one.annotation for name, one in fields if step == (one.alias or name)), None)
    return get_args(kind)[-1] if get_origin(kind) in (list, dict) else None


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
