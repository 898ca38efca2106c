"""From plain data to a validated document; every mistake becomes a finding with its place."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.findings import Finding, FindingsError, Loc
from generator.model import rules as rules
from generator.model.documents import Budget, Document, FinalAccount
from generator.read import Source

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
    "text": "一段文字",
}


def parse(source: Source) -> Document:
    """The document in ``source``. Raises ``FindingsError`` with every mistake that was found."""
    kind = source.data.get("文种")
    if not isinstance(kind, str) or kind not in KINDS:
        raise FindingsError([source.locate(_kind_finding(kind, "文种" in source.data))])
    try:
        return KINDS[kind].model_validate(source.data)
    except ValidationError as error:
        found = [_finding(details, KINDS[kind]) for details in error.errors(include_url=False)]
        raise FindingsError(source.locate(finding) for finding in found) from None


def _kind_finding(kind: object, present: bool) -> Finding:
    if not present:
        return Finding("F201", {"key": "文种"})
    return Finding(
        "F206", {"key": "文种", "value": kind, "choices": "、".join(KINDS)}, loc=("文种",)
    )


def _finding(details: ErrorDetails, model: type[BaseModel]) -> Finding:
    loc: Loc = tuple(step for step in details["loc"] if step != "[key]")
    key = str(loc[-1]) if loc else ""
    kind, value = details["type"], details["input"]
    if kind == "missing":
        return Finding("F201", {"key": key}, loc=loc[:-1])
    if kind == "extra_forbidden":
        suggestion = _suggestion(key, _keys_at(model, loc[:-1]))
        return Finding("F202", {"key": key, "suggestion": suggestion}, loc=loc)
    if value is None:
        return Finding("F204", {"key": key}, loc=loc)
    if kind in SHAPES:
        return Finding("F205", {"key": key, "expected": SHAPES[kind]}, loc=loc)
    if kind in ("literal_error", "enum"):
        expected = details.get("ctx", {}).get("expected", "").replace("'", "")
        choices = expected.replace(" or ", "、").replace(", ", "、")
        return Finding("F206", {"key": key, "value": value, "choices": choices}, loc=loc)
    params = {"key": key, "problem": _problem(details), "suggestion": _advice(kind)}
    return Finding("F203", params, loc=loc)


def _problem(details: ErrorDetails) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "string_too_short":
        return "不能为空"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        side = "不小于" if "ge" in context else "不大于"
        return f"“{details['input']}”应{side} {bound}"
    if kind.startswith("date"):
        return f"“{details['input']}”不是日期"
    return details["msg"]


def _advice(kind: str) -> str:
    return {
        "amount": "只写数，如 1234.56；单位由“金额单位”说明，没有就写 0",
        "count": "写整数，如 3；没有就写 0",
        "code": "对照当年《政府收支分类科目》",
        "yes_no": "写“是”或“否”",
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
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = current.model_fields.values()
            current = next((f.annotation for f in fields if f.alias == step), None)
        else:
            current = _inner(current)
    owner = _model_in(current)
    return [f.alias for f in owner.model_fields.values() if f.alias] if owner else []


def _inner(annotation: Any) -> Any:
    args = getattr(annotation, "__args__", ())
    return args[-1] if args else None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _model_in(part):
            return found
    return None
