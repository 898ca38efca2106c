"""Facts that every disclosure states, budget or final account."""

from __future__ import annotations

from typing import Annotated, Any, Literal, LiteralString

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import (
    SCALAR,
    Amount,
    Count,
    Day,
    EconomicCode,
    Facts,
    Item,
    ItemCode,
    OrText,
    PrintedNumber,
    SubjectCode,
    Text,
    Version,
    Year,
    YesNo,
    one_text,
    parse_count,
    parse_word,
    read,
)
from generator.model.upgrade.steps import VERSION

Kind = Literal["部门预算", "单位预算", "部门决算", "单位决算"]
FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金")
APPROPRIATIONS = FUNDS[:3]
Fund = Annotated[
    Literal["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"],
    read(parse_word),
]
OWN_SOURCES = ("事业收入", "经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
OwnSource = Annotated[
    Literal["事业收入", "经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"],
    read(parse_word),
]
WHOLE = "金额"  # the key under which a single amount is kept that stands for a whole group


class Department(Facts):
    """Who discloses (部门或单位)."""

    name: Text = Field(alias="名称")
    consolidated: YesNo = Field(False, alias="汇总")
    code: Text | None = Field(None, alias="编码")
    supervisor: Text | None = Field(None, alias="主管部门")
    region: Text | None = Field(None, alias="区划编码")


class Unit(Facts):
    """A unit whose budget is part of the department's (预算单位)."""

    name: Text = Field(alias="名称")
    funding: Text | None = Field(None, alias="经费性质")
    nature: Text | None = Field(None, alias="单位性质")
    staff: Count | None = Field(None, alias="在职人数")


class Organisation(Facts):
    """Divisions and units (机构设置)."""

    divisions: Count | None = Field(None, alias="内设机构")
    branches: Count | None = Field(None, alias="直属分局")
    subordinates: Count | None = Field(None, alias="下属单位")
    units: list[Unit] = Field(default_factory=list, alias="单位")


class Passage(Facts):
    """A numbered passage with paragraphs below its heading."""

    heading: Text = Field(alias="标题")
    paragraphs: list[Item] = Field(alias="段落")


def _passage(value: Any, info: ValidationInfo) -> Any:
    """An item that is one text; a pair that is neither of the keys is a text with a colon."""
    if isinstance(value, dict) and not value.keys() & {"标题", "段落"}:
        value = one_text(value, info)
    return {"标题": value, "段落": []} if isinstance(value, str) else value


class Narrative(Facts):
    """An introduction and numbered items (职责、任务)."""

    introduction: Text | None = Field(None, alias="引言")
    items: list[Annotated[Passage, BeforeValidator(_passage), OrText()]] = Field(
        alias="条目", min_length=1
    )


class Overview(Facts):
    """部门概况 (143-12)."""

    duties: Narrative = Field(alias="主要职责")
    organisation: Organisation = Field(alias="机构设置")
    tasks: Narrative = Field(alias="主要工作")


class CarriedOver(Facts):
    """Money carried over, by what it pays for."""

    basic: Amount | None = Field(None, alias="基本支出")
    personnel: Amount | None = Field(None, alias="人员经费")
    operating: Amount | None = Field(None, alias="公用经费")
    project: Amount | None = Field(None, alias="项目支出")


def _of_project(value: Any) -> Any:
    return {"项目支出": value} if isinstance(value, str) else value


class ExpenditureLine(Facts):
    """Expenditure on one functional item (支出功能分类项级科目) from one kind of fund.

    Basic expenditure is typed whole (基本支出) or split (人员经费, 公用经费), as the form needs it.
    上年结转 says how much of the line is paid from money carried over: of project expenditure, or
    of what a mapping names. 收入来源 says where 单位资金 comes from, so that a budget need not
    type its income again.
    """

    code: ItemCode = Field(alias="科目")
    fund: Fund = Field("一般公共预算", alias="资金性质")
    income_source: OwnSource | None = Field(None, alias="收入来源")
    basic: Amount | None = Field(None, alias="基本支出")
    personnel: Amount | None = Field(None, alias="人员经费")
    operating: Amount | None = Field(None, alias="公用经费")
    project: Amount | None = Field(None, alias="项目支出")
    business: Amount | None = Field(None, alias="经营支出")
    to_superior: Amount | None = Field(None, alias="上缴上级支出")
    to_subordinates: Amount | None = Field(None, alias="对附属单位补助支出")
    carried_over: Annotated[CarriedOver, BeforeValidator(_of_project), OrText()] | None = Field(
        None, alias="上年结转"
    )
    purpose: Text | None = Field(None, alias="用途")
    prior: Amount | None = Field(None, alias="上年")
    reason: Text | None = Field(None, alias="原因")


def as_whole(value: Any) -> Any:
    """A single amount as the group of amounts that it stands for."""
    return {WHOLE: value} if isinstance(value, str) else value


class CarriedIncome(Facts):
    """Money brought forward into a budget: one amount, or one for each kind of fund."""

    whole: Amount | None = Field(None, alias=WHOLE)
    general: Amount | None = Field(None, alias="一般公共预算")
    fund: Amount | None = Field(None, alias="政府性基金预算")
    capital: Amount | None = Field(None, alias="国有资本经营预算")
    special_account: Amount | None = Field(None, alias="财政专户管理资金")
    own: Amount | None = Field(None, alias="单位资金")

    @model_validator(mode="after")
    def _one_way(self) -> CarriedIncome:
        if self.whole is not None and len(self.model_fields_set) > 1:
            raise PydanticCustomError("twice", "或者只写一个数，或者按资金性质分开写", {})
        return self


class IncomeLine(Facts):
    """Income booked under one functional item, by source (收入来源).

    上年结转结余 is written by fund where the expenditure of the item does not tell the fund.
    """

    code: ItemCode = Field(alias="科目")
    general: Amount | None = Field(None, alias="一般公共预算")
    fund: Amount | None = Field(None, alias="政府性基金预算")
    capital: Amount | None = Field(None, alias="国有资本经营预算")
    special_account: Amount | None = Field(None, alias="财政专户管理资金")
    operations: Amount | None = Field(None, alias="事业收入")
    business: Amount | None = Field(None, alias="经营收入")
    from_superior: Amount | None = Field(None, alias="上级补助收入")
    from_subordinates: Amount | None = Field(None, alias="附属单位上缴收入")
    other: Amount | None = Field(None, alias="其他收入")
    carried_over: Annotated[CarriedIncome, BeforeValidator(as_whole), OrText()] | None = Field(
        None, alias="上年结转结余"
    )


class Split(Facts):
    """Basic expenditure of an economic class; split where it pays for people and operations."""

    whole: Amount | None = Field(None, alias=WHOLE)
    personnel: Amount | None = Field(None, alias="人员经费")
    operating: Amount | None = Field(None, alias="公用经费")


EconomicAmounts = dict[EconomicCode, Annotated[Split, BeforeValidator(as_whole), OrText()]]


class ThreePublic(Facts):
    """The four leaf amounts of “三公”经费 (143-10)."""

    abroad: Amount = Field(alias="因公出国（境）费")
    reception: Amount = Field(alias="公务接待费")
    car_purchase: Amount = Field(alias="公务用车购置费")
    car_running: Amount = Field(alias="公务用车运行费")


class Procurement(Facts):
    """政府采购 by object (143-13); what went to small and medium enterprises in a final account."""

    goods: Amount = Field(alias="货物")
    works: Amount = Field(alias="工程")
    services: Amount = Field(alias="服务")
    sme_goods: Amount | None = Field(None, alias="中小企业货物")
    sme_works: Amount | None = Field(None, alias="中小企业工程")
    sme_services: Amount | None = Field(None, alias="中小企业服务")
    micro: Amount | None = Field(None, alias="小微企业")


class Assets(Facts):
    """国有资产占用: cars by use, costly equipment, and what the budget buys.

    What was not typed is not known, and no zero; of 车辆 the kinds not named are zero.
    """

    cars: dict[Text, Count] | None = Field(None, alias="车辆")
    cars_note: Text | None = Field(None, alias="其他用车说明")
    equipment: Count | None = Field(None, alias="单位价值100万元以上设备")
    cars_to_buy: Count | None = Field(None, alias="购置车辆")
    equipment_to_buy: Count | None = Field(None, alias="购置设备")


class PriorYear(Facts):
    """Last year's amounts of what is compared: amounts, never changes or rates."""

    total: Amount | None = Field(None, alias="收支总计")
    income: Amount | None = Field(None, alias="收入合计")
    expenditure: Amount | None = Field(None, alias="支出合计")
    appropriation_total: Amount | None = Field(None, alias="财政拨款收支总计")
    general: Amount | None = Field(None, alias="一般公共预算支出")
    fund: Amount | None = Field(None, alias="政府性基金预算支出")
    capital: Amount | None = Field(None, alias="国有资本经营预算支出")
    three_public: ThreePublic | None = Field(None, alias="三公经费")
    operating: Amount | None = Field(None, alias="机关运行经费")


class Reasons(Facts):
    """Why an amount changed. 收支 serves every total that has no reason of its own."""

    balance: Text | None = Field(None, alias="收支")
    income: Text | None = Field(None, alias="收入")
    expenditure: Text | None = Field(None, alias="支出")
    general: Text | None = Field(None, alias="一般公共预算支出")
    fund: Text | None = Field(None, alias="政府性基金预算支出")
    capital: Text | None = Field(None, alias="国有资本经营预算支出")
    three_public: Text | None = Field(None, alias="三公经费")
    abroad: Text | None = Field(None, alias="因公出国（境）费")
    reception: Text | None = Field(None, alias="公务接待费")
    cars: Text | None = Field(None, alias="公务用车购置及运行费")
    car_purchase: Text | None = Field(None, alias="公务用车购置费")
    car_running: Text | None = Field(None, alias="公务用车运行费")
    operating: Text | None = Field(None, alias="机关运行经费")


class PublishedFigure(Facts):
    """A figure that was published other than the facts give it.

    位置 is a figure's name (everywhere), 表名/行/列 (one cell; * for any row or column) or
    正文/figure (sentences only).
    """

    place: Text = Field(alias="位置")
    value: PrintedNumber = Field(alias="公布")
    reason: Text = Field(alias="原因")


TextStyle = Literal["段落", "注", "表行", "一级标题", "二级标题", "三级标题", "四级标题"]
CONTENTS = "目录"


EVERY = 0  # 第几处: 每处


def _which(value: Any) -> int:
    if parse_word(value) == "每处":
        return EVERY
    number = parse_count(value)
    if number == 0:
        raise PydanticCustomError("which", "“第几处”从 1 数起", {})
    return number


Which = Annotated[
    int,
    BeforeValidator(_which),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]+$|^每处$"}),
]


class PublishedText(Facts):
    """One thing that was published other than the form gives it, under one heading.

    Just one of 换 (with 为), 插入, 删去 and 移动; 插入 and 移动 say 之前 or 之后 what. The texts
    are what the form prints, and name a block by any part of it that stands there just once, or
    else 第几处 says which; 换 may be done at every one.
    """

    place: Text = Field(alias="位置")
    replaced: Text | None = Field(None, alias="换")
    by: Annotated[str, WithJsonSchema({"type": SCALAR})] | None = Field(None, alias="为")
    which: Which | None = Field(None, alias="第几处")
    inserted: Text | None = Field(None, alias="插入")
    style: TextStyle = Field("段落", alias="样式")
    removed: Text | None = Field(None, alias="删去")
    moved: Text | None = Field(None, alias="移动")
    before: Text | None = Field(None, alias="之前")
    after: Text | None = Field(None, alias="之后")
    reason: Text = Field(alias="原因")

    @model_validator(mode="after")
    def _one_action(self) -> PublishedText:
        if problem := self._problem():
            raise PydanticCustomError("action", problem, {})
        return self

    def _problem(self) -> LiteralString:
        texts = (self.replaced, self.inserted, self.removed, self.moved)
        beside = [text for text in (self.before, self.after) if text is not None]
        put = self.inserted is not None or self.moved is not None
        if sum(text is not None for text in texts) != 1:
            return "“换”“插入”“删去”“移动”应写其中一个"
        if (self.by is None) != (self.replaced is None):
            return "“换”和“为”要一起写"
        if self.by is not None and self.by == self.replaced:
            return "“换”和“为”相同"
        if len(beside) != put:
            return "“插入”“移动”要写“之前”“之后”中的一个，其余不写"
        if put and self.place == CONTENTS:
            return "目录里只能“换”和“删去”"
        if self.which == EVERY and self.replaced is None:
            return "“第几处”只有“换”可以写“每处”"
        return ""


class Exemption(Facts):
    """A finding that the bureau has looked at and accepts (豁免)."""

    code: Text = Field(alias="代码")
    place: Text | None = Field(None, alias="位置")
    reason: Text = Field(alias="原因")


class Approval(Facts):
    """The finance department's approval (批复) and the day of publication (143-01, 143-04)."""

    number: Text | None = Field(None, alias="文号")
    date: Day | None = Field(None, alias="批复日期")
    published: Day | None = Field(None, alias="公开日期")


class Disclosed(Facts):
    """What budget and final account share."""

    version: Version = Field(VERSION, alias="数据版本")
    kind: Kind = Field(alias="文种")
    profile: Text = Field(alias="格式")
    year: Year = Field(alias="年度")
    unit: Annotated[Literal["万元", "元"], read(parse_word)] = Field("万元", alias="金额单位")
    department: Department = Field(alias="部门")
    approval: Approval | None = Field(None, alias="批复")
    overview: Overview | None = Field(None, alias="部门概况")
    expenditures: list[ExpenditureLine] = Field(alias="支出")
    incomes: list[IncomeLine] = Field(default_factory=list, alias="收入")
    basic_by_economy: EconomicAmounts = Field(default_factory=dict, alias="基本支出经济分类")
    project_by_economy: dict[EconomicCode, Amount] = Field(
        default_factory=dict, alias="项目支出经济分类"
    )
    operating: Amount | None = Field(None, alias="机关运行经费")
    procurement: Procurement | None = Field(None, alias="政府采购")
    assets: Assets | None = Field(None, alias="国有资产")
    prior: PriorYear = Field(default_factory=PriorYear, alias="上年")
    reasons: Reasons = Field(default_factory=Reasons, alias="原因")
    cut: Text | None = Field(None, alias="重点压减")
    secured: Text | None = Field(None, alias="合理保障")
    subject_names: dict[SubjectCode, Text] = Field(default_factory=dict, alias="科目名称")
    published: list[PublishedFigure] = Field(default_factory=list, alias="公布数")
    published_texts: list[PublishedText] = Field(default_factory=list, alias="公布文字")
    exemptions: list[Exemption] = Field(default_factory=list, alias="豁免")
