"""The kinds of value that profiles and themes hold beside text, read strictly from what was typed.

Pydantic's own parsing would take ``1e400``, ``nan``, ``1_0`` and ``yes``.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from generator.findings import shortened

NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")
WHOLE = re.compile(r"-?[0-9]{1,6}")
FLAGS = {"true": True, "false": False}


def parse_number(value: Any) -> Any:
    if isinstance(value, str):
        if not NUMBER.fullmatch(value):
            raise _wrong("number", value, "不是数；写成 12 或 12.5 的样子")
        return float(value)
    return value


def parse_whole(value: Any) -> Any:
    if isinstance(value, str):
        if not WHOLE.fullmatch(value):
            raise _wrong("whole", value, "不是整数；写成 12 的样子")
        return int(value)
    return value


def parse_flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in FLAGS:
            raise _wrong("flag", value, "应写 true 或 false")
        return FLAGS[value]
    return value


def _wrong(kind: str, value: Any, what: str) -> PydanticCustomError:
    params = {"value": shortened(value), "what": what}
    return PydanticCustomError(kind, "“{value}”{what}", params)


def matching(pattern: str, what: str) -> AfterValidator:
    """A check that the whole text has a shape, which ``what`` describes."""
    shape = re.compile(pattern)

    def check(value: str) -> str:
        if not shape.fullmatch(value):
            raise _wrong("shape", value, what)
        return value

    return AfterValidator(check)


Number = Annotated[float, BeforeValidator(parse_number)]
Whole = Annotated[int, BeforeValidator(parse_whole)]
Flag = Annotated[bool, BeforeValidator(parse_flag)]
