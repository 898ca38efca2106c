"""Whole facts of bureaus that there are not: everything that can be typed, and in itself right.

Amounts are whole numbers of the last decimal that is typed (分 of the file's unit), so that what
follows from them can be reckoned exactly.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

Facts = dict[str, Any]
GENERAL, FUND, CAPITAL = "一般公共预算", "政府性基金预算", "国有资本经营预算"
SPECIAL, OWN = "财政专户管理资金", "单位资金"
ITEMS = {
    GENERAL: ("2080501", "2080502", "2101101", "2101199", "2101501", "2101599", "2210201"),
    FUND: ("2296003", "2296004"),
    CAPITAL: ("2230105", "2239999"),
    SPECIAL: ("2101550", "2101599"),
    OWN: ("2101501", "2101550", "2210203"),
}
NAMES = {
    "22301": "国有资本经营预算某款支出",
    "22399": "其他国有资本经营预算支出",
    "22960": "彩票公益金安排的支出",
    "2296003": "用于体育事业的彩票公益金支出",
    "2296004": "用于教育事业的彩票公益金支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    "2239999": "其他国有资本经营预算支出",
}
OWN_SOURCES = ("事业收入", "经营收入", "上级补助收入", "附属单位上缴收入", "其他收入")
PEOPLE = ("30101", "30102", "30103", "30107", "30199", "30301", "30305", "30399")
THINGS = ("30201", "30202", "30206", "30207", "30211", "30299", "31002", "31003")
PROJECT_CLASSES = ("301", "302", "303", "310")
CARS = ("机要通信用车", "应急保障用车", "其他用车")
PUBLIC = ("因公出国（境）费", "公务接待费", "公务用车购置费", "公务用车运行费")


def shown(cents: int) -> str:
    """An amount as it is typed."""
    return f"{Decimal(cents) / 100:.2f}"


def shares(random: Random, whole: int, keys: tuple[str, ...]) -> dict[str, int]:
    """``whole`` divided among some of ``keys``; parts that are nothing are left out."""
    chosen = sorted(random.sample(keys, random.randint(1, len(keys))))
    cuts = sorted(random.randint(0, whole) for _ in chosen[1:])
    parts = [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]
    return {key: part for key, part in zip(chosen, parts, strict=True) if part}


class Bureau:
    """Invents one bureau; ``split``: basic expenditure by 人员 and 公用 on every line."""

    def __init__(self, seed: int, kind: str, profile: str, *, split: bool) -> None:
        self.random = Random(seed)
        self.kind, self.profile, self.split = kind, profile, split
        self.unit = self.random.choice(("万元", "元"))
        self.account = kind.endswith("决算")
        self.lines: list[Facts] = []

    def facts(self) -> Facts:
        """The whole facts, as plain data."""
        head: Facts = {"文种": self.kind, "格式": self.profile, "年度": "2031"}
        head |= {"金额单位": self.unit, "部门": {"名称": "云岭市海事局", "编码": "307"}}
        for fund, items in ITEMS.items():
            for code in self.random.sample(items, self.random.randint(0, len(items))):
                self.lines.append(self._line(fund, code))
        if not self.lines:
            self.lines.append(self._line(GENERAL, ITEMS[GENERAL][0]))
        facts = head | self._texts() | {"支出": self.lines} | self._flows() | self._classes()
        facts |= self._sundries() | (self._of_account() if self.account else self._of_budget())
        return {key: value for key, value in facts.items() if value not in ({}, [])}

    # expenditure

    def _amount(self, most: int = 10**7) -> int:
        return self.random.choice((self.random.randint(1, most), self.random.randint(1, 10**4)))

    def _line(self, fund: str, code: str) -> Facts:
        split = self.split or fund != GENERAL
        keys = ["人员经费", "公用经费"] if split else ["基本支出"]
        natures = {
            GENERAL: [*keys, "项目支出"],
            FUND: ["项目支出", *(["公用经费"] if self.random.random() < 0.3 else [])],
            CAPITAL: ["项目支出"],
            SPECIAL: [*keys, "项目支出"],
            OWN: [*keys, "项目支出", *OWN_NATURES] if self._prints_own else [*keys, "项目支出"],
        }[fund]
        chosen = self.random.sample(natures, self.random.randint(1, len(natures)))
        amounts = {key: self._amount() for key in natures if key in chosen}
        line: Facts = {"科目": code, "资金性质": fund}
        line |= {key: shown(amount) for key, amount in amounts.items()}
        moved = [key for key in amounts if key in ("基本支出", *keys, "项目支出")]
        if not self.account and moved and self.random.random() < 0.4:
            key = self.random.choice(moved)
            line["上年结转"] = {key: shown(self.random.randint(1, amounts[key]))}
        if fund == OWN and not self.account:
            line["收入来源"] = self.random.choice(OWN_SOURCES)
        line["用途"] = f"办理第{code}项事务"
        if self.account:
            line |= {"上年": shown(self._amount()), "原因": f"第{code}项事务增减"}
        return line

    @property
    def _prints_own(self) -> bool:
        """Whether the form has columns for 经营支出 and the like."""
        return self.profile not in ("xiamen-budget", "liaoning-unit-budget")

    def spent(self, line: Facts, *keys: str) -> int:
        """What a line spends, in all or under some keys, in the last decimal."""
        wanted = keys or NATURES
        return sum(int(Decimal(line[key]) * 100) for key in wanted if key in line)

    def _carried(self, line: Facts) -> int:
        return sum(int(Decimal(amount) * 100) for amount in line.get("上年结转", {}).values())

    # income, and balances of a final account

    def _flows(self) -> Facts:
        if self.account:
            return self._income_and_balances()
        if self.random.random() < 0.5:
            return {}
        incomes: dict[str, Facts] = {}
        for line in self.lines:
            income = incomes.setdefault(line["科目"], {"科目": line["科目"]})
            carried = self._carried(line)
            fund = line["资金性质"]
            _add(income, line.pop("收入来源", fund), self.spent(line) - carried)
            if carried:
                _add(income.setdefault("上年结转结余", {}), fund, carried)
        for income in incomes.values():
            brought = income.get("上年结转结余", {})
            if brought and self.random.random() < 0.5:  # the lines tell the fund
                total = sum(int(Decimal(amount) * 100) for amount in brought.values())
                income["上年结转结余"] = shown(total)
        return {"收入": [one for one in incomes.values() if len(one) > 1]}

    def _income_and_balances(self) -> Facts:
        incomes: dict[str, Facts] = {}
        opening: dict[str, dict[str, int]] = {}
        left = 0
        for line in self.lines:
            fund, code, spent = line["资金性质"], line["科目"], self.spent(line)
            closing = self.random.choice((0, self.random.randint(0, spent)))
            had = self.random.choice((0, self.random.randint(0, spent + closing)))
            income = incomes.setdefault(code, {"科目": code})
            received = spent + closing - had
            sources = (fund,) if fund != OWN else OWN_SOURCES
            for source, amount in shares(self.random, received, sources).items():
                _add(income, source, amount)
            if had:
                opening.setdefault(fund, {})[code] = had
            left += closing if fund == OWN else 0
        typed: Facts = {
            fund: {code: shown(amount) for code, amount in amounts.items()}
            if fund == FUND or self.random.random() < 0.5
            else shown(sum(amounts.values()))
            for fund, amounts in opening.items()
        }
        used = self.random.randint(0, 10**5)
        balances = {
            "年初结转和结余": typed,
            "使用非财政拨款结余": shown(used),
            "结余分配": shown(self.random.randint(0, left + used)),
        }
        return {"收入": [one for one in incomes.values() if len(one) > 1], "结转结余": balances}

    # economic classes, of the general budget

    def _classes(self) -> Facts:
        general = [line for line in self.lines if line["资金性质"] == GENERAL]
        basic: dict[str, int] = {}
        for keys, classes in (
            (("基本支出",), (*PEOPLE, *THINGS)),
            (("人员经费",), PEOPLE),
            (("公用经费",), THINGS),
        ):
            total = sum(self.spent(line, *keys) for line in general)
            for code, amount in shares(self.random, total, classes).items() if total else ():
                basic[code] = basic.get(code, 0) + amount
        project = sum(self.spent(line, "项目支出") for line in general)
        projects = shares(self.random, project, PROJECT_CLASSES) if project else {}
        return {
            "基本支出经济分类": {code: shown(amount) for code, amount in sorted(basic.items())},
            "项目支出经济分类": {code: shown(amount) for code, amount in projects.items()},
        }

    # everything else

    def _texts(self) -> Facts:
        return {
            "部门概况": {
                "主要职责": {"引言": "管理海上交通。", "条目": ["拟订规划。", "办理登记。"]},
                "机构设置": {
                    "内设机构": "4",
                    "下属单位": "1",
                    "单位": [
                        {"名称": "云岭市海事局", **UNIT},
                        {"名称": "云岭市航道中心", **UNIT},
                    ],
                },
                "主要工作": {"引言": "保障航运。", "条目": ["疏浚航道。", "更新浮标。"]},
            },
            "重点压减": "会议费",
            "合理保障": "航道疏浚",
            "科目名称": NAMES,
        }

    def _public(self) -> dict[str, str]:
        return {item: shown(self._amount(10**5)) for item in PUBLIC}

    def _sundries(self) -> Facts:
        totals = ("一般公共预算支出", "政府性基金预算支出", "国有资本经营预算支出", "机关运行经费")
        sums = ("收支总计", "收入合计", "支出合计", "财政拨款收支总计", *totals)
        procured = ("货物", "工程", "服务")
        small = tuple(f"中小企业{one}" for one in procured) if self.account else ()
        reasons = ("收支", *totals, *PUBLIC, "公务用车购置及运行费", "三公经费")
        return {
            "机关运行经费": shown(self._amount()),
            "政府采购": {
                **{key: shown(self._amount() + 10**7) for key in procured},
                **{key: shown(self._amount()) for key in small},
                **({"小微企业": "0.01"} if self.account else {}),
            },
            "国有资产": {
                "车辆": {kind: str(self.random.randint(0, 9)) for kind in CARS},
                "单位价值100万元以上设备": "3",
                **({} if self.account else {"购置车辆": "1", "购置设备": "0"}),
                **({"其他用车说明": "巡查用车"} if self.account else {}),
            },
            "上年": {**{key: shown(self._amount()) for key in sums}, "三公经费": self._public()},
            "原因": {key: f"{key}随业务增减" for key in reasons},
        }

    def _of_budget(self) -> Facts:
        return {"三公经费": self._public(), "整体绩效目标": TARGETS, "项目": self._projects()}

    def _projects(self) -> list[Facts]:
        """A project for some of the items that have project expenditure."""
        projects: dict[str, Facts] = {}
        for line in self.lines:
            spent = self.spent(line, "项目支出")
            if not spent or self.random.random() < 0.3:
                continue
            carried = int(Decimal(line.get("上年结转", {}).get("项目支出", 0)) * 100)
            code, fund = line["科目"], line["资金性质"]
            project = projects.setdefault(
                code, {"名称": f"第{code}项", "科目": code, "资金": {}, **TARGETS}
            )
            project["资金"][fund] = shown(spent - carried)
            if carried:
                project.setdefault("上年结转", {})[fund] = shown(carried)
        return list(projects.values())

    def _of_account(self) -> Facts:
        counts = ("组织出国团组", "参加出国团组", "出国人次", "公务用车购置数", "公务用车保有量")
        counted = dict.fromkeys((*counts, "接待批次", "接待人次"), "2") | {"出国人次": "9"}
        return {
            "三公经费": {"预算": self._public(), "决算": self._public(), "情况": counted},
            "整体支出自评": {
                "预算执行": {kind: self._execution() for kind in ("人员支出", "项目支出")},
                "预算执行分值": "10",
                "任务": [self._task(weight) for weight in (30, 60)],
            },
            "一级项目自评": [
                {
                    "项目名称": "航道疏浚",
                    "预算执行": self._execution(),
                    "预算执行分值": "10",
                    "预期目标": ["疏浚。"],
                    "实际完成情况": ["已经疏浚。"],
                    "指标": {"产出指标": {"数量指标": self._results(90)}},
                }
            ],
        }

    def _execution(self) -> Facts:
        amounts = {"年初预算数": self._amount(), "全年执行数": self._amount()}
        adjusted = {"已调整数": self.random.randint(1 - amounts["年初预算数"], 10**6)}
        return {key: shown(amount) for key, amount in (amounts | adjusted).items()}

    def _task(self, weight: int) -> Facts:
        return {
            "年度工作任务": f"第{weight}项任务",
            "涉及项目和金额": ["航道疏浚"],
            "调整后预算数": shown(self._amount()),
            "实际支出规模": shown(self._amount()),
            "指标": self._results(weight),
        }

    def _results(self, weight: int) -> list[Facts]:
        return [
            {
                "指标": f"浮标更新{number}",
                "方向": self.random.choice(("≥", "≤", "=")),
                "目标值": str(self.random.randint(1, 99)),
                "单位": "个",
                "实际值": str(self.random.randint(0, 99)),
                "分值": str(part),
            }
            for number, part in enumerate((weight - 10, 10))
        ]


NATURES = (
    "基本支出",
    "人员经费",
    "公用经费",
    "项目支出",
    "经营支出",
    "上缴上级支出",
    "对附属单位补助支出",
)
OWN_NATURES = NATURES[4:]
TARGET = {"指标": "浮标", "方向": "≥", "目标值": "3", "单位": "个"}
TARGETS = {"总体目标": ["保障航运。"], "指标": {"产出指标": {"数量指标": [TARGET]}}}
UNIT = {"经费性质": "财政核拨", "单位性质": "行政机关", "在职人数": "20"}


def _add(amounts: Facts, key: str, cents: int) -> None:
    if cents:
        amounts[key] = shown(int(Decimal(amounts.get(key, "0")) * 100) + cents)
