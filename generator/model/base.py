"""The kinds of value that a facts file holds, and how each is read from its text.

Every scalar arrives as the text that was typed. Amounts become ``Decimal`` in the unit that the
file names (万元 or 元); codes stay strings. Each kind also says how it looks in the JSON schema:
there a value is what an editor takes it for, so that ``12.10`` and ``"1,234.56"`` are both amounts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from generator.findings import shortened
from generator.model.remarks import Remarks
from generator.model.upgrade.steps import VERSION
from generator.read.characters import bare, plain_amount, plain_code, plain_count, plain_number

NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.(?P<part>[0-9]+))?")
DATE = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日"
    r"|([0-9]{2})([0-9]{2}))(?:[ T]00:00(?::00)?)?"
)
YEARS = range(1900, 2101)
MAX_DIGITS = 18
NOT_A_COUNT = Decimal(-1)


class Facts(BaseModel):
    """A group of facts: its YAML keys are the Chinese aliases and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def parse_amount(value: Any) -> Decimal:
    """Text to ``Decimal``: full-width digits and thousands separators are understood."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("amount", "“{value}”不是金额", {"value": "（不是一个数）"})
    found = NUMBER.fullmatch(plain_number(value))
    if not found:
        raise PydanticCustomError("amount", "“{value}”不是金额", {"value": shortened(value)})
    whole, part = found["whole"].replace(",", ""), found["part"] or ""
    if len(whole.lstrip("0")) + len(part) > MAX_DIGITS:
        raise PydanticCustomError("amount", "“{value}”位数太多", {"value": shortened(value)})
    return Decimal(f"{found['sign']}{whole}.{part}" if part else found["sign"] + whole)


def number_in(text: str) -> Decimal | None:
    """The number that a text is; None where it is words, or longer than any amount."""
    try:
        return parse_amount(text)
    except PydanticCustomError:
        return None


def parse_printed(text: str) -> str:
    """What was printed in place of a number: an amount, or words that are no number at all."""
    try:
        Decimal(text.replace(",", ""))
    except InvalidOperation:
        return text
    parse_amount(text)
    return text


def parse_points(value: Any) -> Decimal:
    """Text to the points of a score, with the word for them (10分) or without."""
    return parse_amount(value.strip().removesuffix("分") if isinstance(value, str) else value)


def parse_count(value: Any) -> int:
    """Text to a whole number of things (people, cars, projects), with the word for them or not."""
    try:
        number = parse_amount(plain_count(value) if isinstance(value, str) else value)
    except PydanticCustomError:
        number = NOT_A_COUNT
    if number != number.to_integral_value() or number < 0:
        raise PydanticCustomError("count", "“{value}”不是个数", {"value": shortened(value)})
    return int(number)


def _of_today(value: int) -> int:
    if value != VERSION:
        raise PydanticCustomError("version", "这个程序现在写第 {version} 版", {"version": VERSION})
    return value


def parse_yes_no(value: Any) -> bool:
    value = parse_word(value)
    if value not in ("是", "否", True, False):
        raise PydanticCustomError("yes_no", "“{value}”应写“是”或“否”", {"value": shortened(value)})
    return value in ("是", True)


def _text(value: Any) -> Any:
    if isinstance(value, dict | list):
        raise PydanticCustomError("text", "这里应是一段文字，不是一组内容", {})
    return value


def parse_word(value: Any) -> Any:
    """One of a few words, or a unit: quotes around it are not part of it."""
    return bare(value) if isinstance(value, str) else _text(value)


def one_text(value: Any, info: ValidationInfo) -> Any:
    """An item of a list of texts; one with a colon and a space in it arrives as a pair."""
    if not isinstance(value, dict) or len(value) != 1:
        return _text(value)
    [(key, rest)] = value.items()
    if not isinstance(rest, str):
        return _text(value)
    text = f"{key}：{rest}"
    if isinstance(info.context, Remarks):
        info.context.pair(key, text)
    return text


def parse_code(value: Any) -> Any:
    """A code as text; what Excel makes of one (``2080501.0``, full-width digits) is mended."""
    return plain_code(value) if isinstance(value, str) else value


def parse_date(value: Any) -> datetime.date:
    """Text to a day: 2024-01-31, and what can only mean the same."""
    if isinstance(value, datetime.date):
        return value
    found = DATE.fullmatch(plain_number(value)) if isinstance(value, str) else None
    parts = found.groups() if found else ()
    numbers = [int(part) for part in parts if part and part.isdigit()]
    try:
        if numbers and numbers[0] in YEARS:
            return datetime.date(*numbers)
    except ValueError:
        pass
    raise PydanticCustomError("date", "“{value}”不是日期", {"value": shortened(value)})


def read(parse: Callable[[Any], Any]) -> BeforeValidator:
    """Reads a value, and remarks on one that was read as something else."""

    def noted(value: Any, info: ValidationInfo) -> Any:
        meant = parse(value)
        if isinstance(value, str) and isinstance(info.context, Remarks):
            info.context.see(value, meant)
        return meant

    return BeforeValidator(noted)


def read_amount(value: Any, info: ValidationInfo) -> Decimal:
    """An amount in the unit of the file, which may be typed behind it."""
    if not isinstance(value, str) or not isinstance(info.context, Remarks):
        return parse_amount(value)
    plain = plain_amount(value, info.context.unit)
    amount = parse_amount(plain if NUMBER.fullmatch(plain) else value)
    info.context.see(value, amount)
    return amount


def _code_of(pattern: str, what: str) -> AfterValidator:
    shape = re.compile(pattern)

    def check(value: str) -> str:
        if not shape.fullmatch(value):
            params = {"value": shortened(value), "what": what}
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
FUNCTION, ITEM = "[0-9]{3}([0-9]{2}){0,2}", "[0-9]{7}"
ITEM_CODE = "支出功能分类项级科目编码（7 位数字）"
ECONOMIC = "[0-9]{3}([0-9]{2})?"

NUMERIC = WithJsonSchema({"type": SCALAR, "pattern": r"^\s*[（(]?[+\-－＋]?[\d０-９]"})
Amount = Annotated[Decimal, BeforeValidator(read_amount), NUMERIC]
Points = Annotated[Decimal, read(parse_points), NUMERIC]
Count = Annotated[
    int,
    read(parse_count),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": r"^\s*[\d０-９]"}),
]
YesNo = Annotated[bool, BeforeValidator(parse_yes_no), WithJsonSchema({"enum": ["是", "否"]})]
Text = Annotated[
    str,
    BeforeValidator(_text),
    Field(min_length=1),
    WithJsonSchema({"type": SCALAR, "minLength": 1}),
]
Item = Annotated[
    str,
    BeforeValidator(one_text),
    Field(min_length=1),
    WithJsonSchema({"type": SCALAR, "minLength": 1}),
]
Word = Annotated[Text, read(parse_word)]
PrintedNumber = Annotated[Text, AfterValidator(parse_printed)]
FunctionCode = Annotated[
    str,
    read(parse_code),
    _code_of(FUNCTION, "支出功能分类科目编码（3、5 或 7 位数字）"),
    WithJsonSchema({"type": SCALAR, "pattern": f"^{FUNCTION}$"}),
]
ItemCode = Annotated[
    str,
    read(parse_code),
    _code_of(ITEM, ITEM_CODE),
    WithJsonSchema({"type": SCALAR, "pattern": f"^{ITEM}$", "minimum": 10**6, "maximum": 10**7}),
]
BalanceKey = Annotated[
    str,
    read(parse_code),
    _code_of(f"{ITEM}|金额", ITEM_CODE),
    WithJsonSchema({"type": SCALAR, "pattern": f"^({ITEM}|金额)$"}),
]
EconomicCode = Annotated[
    str,
    read(parse_code),
    _code_of(ECONOMIC, "部门预算支出经济分类科目编码（3 或 5 位数字）"),
    WithJsonSchema({"type": SCALAR, "pattern": f"^{ECONOMIC}$"}),
]
SubjectCode = Annotated[
    str,
    read(parse_code),
    _code_of(FUNCTION, "科目编码（3、5 或 7 位数字）"),
    WithJsonSchema({"type": SCALAR, "pattern": f"^{FUNCTION}$"}),
]
Year = Annotated[
    int,
    read(parse_count),
    Field(ge=2000, le=2100),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 2000, "maximum": 2100}),
]
Version = Annotated[
    int,
    read(parse_count),
    AfterValidator(_of_today),
    WithJsonSchema({"enum": [VERSION, f"{VERSION}"]}),
]
Day = Annotated[
    datetime.date, read(parse_date), WithJsonSchema({"type": "string", "format": "date"})
]
ZERO = Decimal(0)
