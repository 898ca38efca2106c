"""The kinds of value that a facts file holds, and how each is read from its text.

Every scalar arrives as the text that was typed. Amounts become ``Decimal`` in the unit that the
file names (万元 or 元); codes stay strings. Each kind also says how it looks in the JSON schema:
there a value is what an editor takes it for, so that ``12.10`` and ``"1,234.56"`` are both amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
EXCEL_CODE = re.compile(r"(\d+)\.0+")
MAX_DIGITS = 18


class Facts(BaseModel):
    """A group of facts: its YAML keys are the Chinese aliases and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def parse_amount(value: Any) -> Decimal:
    """Text to ``Decimal``: full-width digits and thousands separators are understood."""
    if isinstance(value, Decimal):
        return value
    text = str(value).translate(FULL_WIDTH).strip() if isinstance(value, str) else ""
    if not NUMBER.fullmatch(text):
        shown = value if isinstance(value, str) else "（不是一个数）"
        raise PydanticCustomError("amount", "“{value}”不是金额", {"value": shown})
    number = Decimal(text.replace(",", ""))
    if len(number.as_tuple().digits) > MAX_DIGITS:
        raise PydanticCustomError("amount", "“{value}”位数太多", {"value": value})
    return number


def parse_count(value: Any) -> int:
    """Text to a whole number of things (people, cars, projects)."""
    number = parse_amount(value)
    if number != number.to_integral_value() or number < 0:
        raise PydanticCustomError("count", "“{value}”不是个数", {"value": str(value)})
    return int(number)


def parse_yes_no(value: Any) -> bool:
    if value not in ("是", "否", True, False):
        raise PydanticCustomError("yes_no", "“{value}”应写“是”或“否”", {"value": str(value)})
    return value in ("是", True)


def _text(value: Any) -> Any:
    if isinstance(value, dict | list):
        raise PydanticCustomError("text", "这里应是一段文字，不是一组内容", {})
    return value


def parse_code(value: Any) -> Any:
    """A code as text; what Excel makes of one (``2080501.0``, full-width digits) is mended."""
    if not isinstance(value, str):
        return value
    text = value.translate(FULL_WIDTH).strip()
    return found.group(1) if (found := EXCEL_CODE.fullmatch(text)) else text


def _code_of(pattern: str, what: str) -> AfterValidator:
    shape = re.compile(pattern)

    def check(value: str) -> str:
        if not shape.fullmatch(value):
            params = {"value": value, "what": what}
            raise PydanticCustomError("code", "“{value}”不是{what}", params)
        return value

    return AfterValidator(check)


@dataclass(frozen=True)
class OrText:
    """In the schema: one value may stand for the whole group of facts."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"type": SCALAR}, handler(core)]}


SCALAR = ["string", "number"]
FUNCTION, ITEM = r"\d{3}(\d{2}){0,2}", r"\d{7}"
ECONOMIC = r"\d{3}(\d{2})?"

Amount = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    WithJsonSchema({"type": SCALAR, "pattern": r"^\s*[+\-－＋]?[\d０-９]"}),
]
Count = Annotated[
    int,
    BeforeValidator(parse_count),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": r"^\s*[\d０-９]"}),
]
YesNo = Annotated[bool, BeforeValidator(parse_yes_no), WithJsonSchema({"enum": ["是", "否"]})]
Text = Annotated[
    str,
    BeforeValidator(_text),
    Field(min_length=1),
    WithJsonSchema({"type": SCALAR, "minLength": 1}),
]
FunctionCode = Annotated[
    str,
    BeforeValidator(parse_code),
    _code_of(FUNCTION, "支出功能分类科目编码（3、5 或 7 位数字）"),
    WithJsonSchema({"type": SCALAR, "pattern": f"^{FUNCTION}$"}),
]
ItemCode = Annotated[
    str,
    BeforeValidator(parse_code),
    _code_of(ITEM, "支出功能分类项级科目编码（7 位数字）"),
    WithJsonSchema({"type": SCALAR, "pattern": f"^{ITEM}$", "minimum": 10**6, "maximum": 10**7}),
]
EconomicCode = Annotated[
    str,
    BeforeValidator(parse_code),
    _code_of(ECONOMIC, "部门预算支出经济分类科目编码（3 或 5 位数字）"),
    WithJsonSchema({"type": SCALAR, "pattern": f"^{ECONOMIC}$"}),
]
SubjectCode = Annotated[
    str,
    BeforeValidator(parse_code),
    _code_of(FUNCTION, "科目编码（3、5 或 7 位数字）"),
    WithJsonSchema({"type": SCALAR, "pattern": f"^{FUNCTION}$"}),
]
Year = Annotated[
    int,
    BeforeValidator(parse_count),
    Field(ge=2000, le=2100),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 2000, "maximum": 2100}),
]
ZERO = Decimal(0)
