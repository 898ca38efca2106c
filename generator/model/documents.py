"""The two documents: budget (预算) and final account (决算), told apart by 文种."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from generator.model.base import Amount, BalanceKey, Count, Facts, ItemCode, OrText, Text
from generator.model.common import WHOLE, Disclosed, Fund, ThreePublic, as_whole
from generator.model.performance import (
    OverallEvaluation,
    OverallTargets,
    Project,
    ProjectEvaluation,
)


class TransferLine(Facts):
    """A transfer to a lower level of government (转移支付)."""

    unit_code: Text | None = Field(None, alias="单位编码")
    unit_name: Text | None = Field(None, alias="单位名称")
    code: ItemCode = Field(alias="科目")
    fund: Fund = Field("一般公共预算", alias="资金性质")
    kind: Text | None = Field(None, alias="转移支付类型")
    name: Text = Field(alias="转移支付项目")
    amount: Amount = Field(alias="金额")


class Purposes(Facts):
    """What the “三公” money is for, where a form says so instead of why it changed."""

    abroad: Text | None = Field(None, alias="因公出国（境）费")
    reception: Text | None = Field(None, alias="公务接待费")
    car_purchase: Text | None = Field(None, alias="公务用车购置费")
    car_running: Text | None = Field(None, alias="公务用车运行费")


class Budget(Disclosed):
    """部门预算 or 单位预算. Without 收入, income follows from 支出 by fund."""

    kind: Literal["部门预算", "单位预算"] = Field(alias="文种")
    three_public: ThreePublic | None = Field(None, alias="三公经费")
    purposes: Purposes = Field(default_factory=Purposes, alias="三公经费用途")
    projects: list[Project] = Field(default_factory=list, alias="项目")
    overall_targets: OverallTargets | None = Field(None, alias="整体绩效目标")
    targets_note: Text | None = Field(None, alias="绩效说明")
    transfers: list[TransferLine] = Field(default_factory=list, alias="转移支付")


class ThreePublicCounts(Facts):
    """Trips, cars and guests behind the final “三公” figures (143-17)."""

    own_groups: Count = Field(alias="组织出国团组")
    joined_groups: Count = Field(alias="参加出国团组")
    travellers: Count = Field(alias="出国人次")
    cars_bought: Count = Field(alias="公务用车购置数")
    cars_held: Count = Field(alias="公务用车保有量")
    receptions: Count = Field(alias="接待批次")
    guests: Count = Field(alias="接待人次")


class ThreePublicAccount(Facts):
    """“三公”经费: the year's budget against what was spent."""

    budget: ThreePublic = Field(alias="预算")
    final: ThreePublic = Field(alias="决算")
    counts: ThreePublicCounts = Field(alias="情况")


def _one_way(amounts: dict[str, Any]) -> dict[str, Any]:
    if WHOLE in amounts and len(amounts) > 1:
        raise PydanticCustomError("twice", "或者只写一个数，或者按科目分开写", {})
    return amounts


# one amount (under 金额), or one for each functional item
FundBalance = Annotated[
    dict[BalanceKey, Amount], BeforeValidator(as_whole), AfterValidator(_one_way), OrText()
]


class Balances(Facts):
    """Money carried in and out; the closing balance follows.

    The opening balance of a fund is one amount, or is typed by functional item where a table lists
    it so.
    """

    opening: dict[Fund, FundBalance] = Field(default_factory=dict, alias="年初结转和结余")
    own_surplus_used: Amount | None = Field(None, alias="使用非财政拨款结余")
    distributed: Amount | None = Field(None, alias="结余分配")


class ChangeItem(Facts):
    """One named reason for the change of the totals, with this and last year's amount."""

    name: Text = Field(alias="项目")
    amount: Amount = Field(alias="金额")
    prior: Amount = Field(alias="上年")
    reason: Text = Field(alias="原因")


class FinalAccount(Disclosed):
    """部门决算 or 单位决算."""

    kind: Literal["部门决算", "单位决算"] = Field(alias="文种")
    three_public: ThreePublicAccount | None = Field(None, alias="三公经费")
    balances: Balances = Field(default_factory=Balances, alias="结转结余")
    changes: list[ChangeItem] = Field(default_factory=list, alias="收支变动")
    overall_evaluation: OverallEvaluation | None = Field(None, alias="整体支出自评")
    project_evaluations: list[ProjectEvaluation] = Field(default_factory=list, alias="一级项目自评")


Document = Budget | FinalAccount
