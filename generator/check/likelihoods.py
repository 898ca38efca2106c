"""Relations that hold as a rule: what breaks them may be right, and is shown for a second look."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.check.money import Money
from generator.check.registry import ACCOUNTS, BUDGETS, check
from generator.check.relations import (
    BASIC_NATURE,
    PROJECT_NATURE,
    ZERO,
    economy,
    spent,
)
from generator.derive.ledger import Ledger
from generator.derive.postings import CARRIED_OVER, CURRENT
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.model import Budget, FinalAccount
from generator.model.common import FUNDS
from generator.profile.query import Query, Value

CLASS_ABOVE = Rule(
    "A211",
    Level.WARNING,
    "“三公”经费与经济科目不符",
    "“三公”经费的{item}为 {public}，基本支出的经济科目 {code} {name}为 {amount}，{problem}",
    "核对这两个数",
    "“三公”经费包括基本支出和项目支出里的同一类支出，不会少于基本支出中的这一科目；"
    "多出来的部分应有项目支出安排。",
)
CLASS_BELOW = Rule(
    "A212",
    Level.NOTE,
    "“三公”经费多于基本支出的经济科目",
    "“三公”经费的{item}为 {public}，基本支出的经济科目 {code} {name}为 {amount}，"
    "其余 {rest}应由项目支出安排",
    "核对项目支出里是否有这一笔",
    "“三公”经费包括基本支出和项目支出里的同一类支出。",
)
WELFARE = Rule(
    "A213",
    Level.WARNING,
    "医疗、住房的功能科目与经济科目不等",
    "{what}：功能科目 {function}，经济科目 {classes}，相差 {gap}",
    "核对两边的科目；有一部分列在别的科目的（如工伤保险、离退休人员），不必改",
    "医疗保险缴费、公务员医疗补助、住房公积金按功能科目和按经济科目一般是同一笔钱，"
    "但可以有一部分列在别的科目。",
)
OPERATING_CLASSES = Rule(
    "A214",
    Level.NOTE,
    "公用经费不等于 302 与 310 之和",
    "公用经费 {operating}，经济科目 302 与 310 共 {classes}：{reasons}",
    "核对这些科目算作人员经费还是公用经费",
    "公用经费一般就是商品和服务支出（302）与资本性支出（310）；各地对少数科目的算法不同。",
)
AGENCY = Rule(
    "A215",
    Level.WARNING,
    "机关运行经费与公用经费不符",
    "机关运行经费 {agency}，一般公共预算基本支出的公用经费 {operating}，{problem}",
    "核对这两个数",
    "机关运行经费是行政单位和参照公务员法管理的事业单位的公用经费：不多于部门全部公用经费，"
    "没有其他事业单位的，两者相等。",
)
PROJECTS_ABOVE = Rule(
    "A216",
    Level.WARNING,
    "项目资金多于项目支出",
    "{fund}{detail}",
    "核对项目的资金、科目和资金性质",
    "公开的项目由项目支出安排，资金之和不能多于项目支出。",
)
PROJECTS_BELOW = Rule(
    "A217",
    Level.NOTE,
    "有项目支出没有列项目",
    "{fund}{detail}",
    "项目应当全部公开的，补上其余的项目",
    "公开的项目可以只是一部分；按规定全部公开的，各项目资金之和等于项目支出。",
)
OVERSPENT = Rule(
    "A219",
    Level.WARNING,
    "“三公”经费决算数大于预算数",
    "{item}决算数 {final}，大于预算数 {budget}",
    "核对两个数；预算数应为调整后的全年预算数",
    "“三公”经费不得超预算支出；公开的预算数是按规定程序调整后的全年预算数。",
)
# item of 三公经费, its economic class in basic expenditure
PUBLIC_CLASSES = (
    ("因公出国（境）费", "30212"),
    ("公务接待费", "30217"),
    ("公务用车运行费", "30231"),
    ("公务用车购置费", "31013"),
)
MEDICAL_ITEMS, MEDICAL_CLASSES = ("2101101", "2101102", "2101103"), ("30110", "30111")
SUBSIDY, HOUSING = ("2101103", "30111"), ("2210201", "30113")
USUAL_CLASSES = ("302", "310")
OPERATING = "公用经费"
PUBLIC_UNIT = "事业"
SHOWN = 4


# economic classes


@check(CLASS_ABOVE, CLASS_BELOW)
def public_expenses_and_classes(disclosure: Disclosure) -> Iterator[Finding]:
    """Each of the three public expenses against its economic class in basic expenditure."""
    document = disclosure.document
    if document.three_public is None or not document.basic_by_economy:
        return
    stage = "决算" if isinstance(document, FinalAccount) else "预算"
    money = Money.of(disclosure)
    ledger = disclosure.figures.ledger
    for item, code in PUBLIC_CLASSES:
        public = ledger.sum(Query.of("三公经费", {"项目": item, "阶段": stage}))
        amount = ledger.sum(economy(BASIC_NATURE, 科目=code))
        gap = public - amount
        if money.is_tail(gap, (public, amount)):
            continue
        params = {
            "item": item,
            "public": money.text(public),
            "code": code,
            "name": disclosure.subject_name("支出经济分类", code),
            "amount": money.text(amount),
            "rest": money.text(abs(gap)),
            "problem": f"反而多 {money.text(abs(gap))}",
        }
        loc: Loc = ("三公经费", *(("决算",) if stage == "决算" else ()), item)
        if gap < 0:
            yield Finding("A211", params, loc)
        elif gap > _undivided(disclosure, code[:3]):
            paid = _project_spending(disclosure, code[:3])
            params["problem"] = f"多出的 {money.text(gap)}没有那么多项目支出来安排"
            yield Finding("A212" if gap <= paid else "A211", params, loc)


def _undivided(disclosure: Disclosure, category: str) -> Decimal:
    """What is typed for a category as a whole, so that its classes are not all known."""
    split = disclosure.document.basic_by_economy.get(category)
    amounts = (split.whole, split.personnel, split.operating) if split else ()
    return sum((a for a in amounts if a), ZERO) / disclosure.divisor


def _project_spending(disclosure: Disclosure, category: str) -> Decimal:
    """Project expenditure that may have paid for a class of ``category``."""
    ledger = disclosure.figures.ledger
    if disclosure.document.project_by_economy:
        return ledger.sum(economy(PROJECT_NATURE, 科目=category))
    return ledger.sum(spent(PROJECT_NATURE))


@check(WELFARE)
def welfare(disclosure: Disclosure) -> Iterator[Finding]:
    """Medical insurance, medical subsidy and housing fund: functional items, economic classes."""
    if not disclosure.document.basic_by_economy:
        return
    subsidy = _gap(disclosure, (SUBSIDY[0],), (SUBSIDY[1],))
    medical = _gap(disclosure, MEDICAL_ITEMS, MEDICAL_CLASSES)
    housing = _gap(disclosure, (HOUSING[0],), (HOUSING[1],))
    if subsidy:
        yield _welfare(disclosure, "公务员医疗补助", (SUBSIDY[0],), (SUBSIDY[1],))
    if medical and medical != subsidy:
        yield _welfare(disclosure, "行政事业单位医疗", MEDICAL_ITEMS, MEDICAL_CLASSES)
    if housing:
        yield _welfare(disclosure, "住房公积金", (HOUSING[0],), (HOUSING[1],))


def _gap(disclosure: Disclosure, items: tuple[str, ...], classes: tuple[str, ...]) -> Decimal:
    """By how much both differ; zero where one is not given, or where they nearly agree."""
    ledger = disclosure.figures.ledger
    function, economic = spent(BASIC_NATURE, 科目=items), economy(BASIC_NATURE, 科目=classes)
    if not (ledger.has(function) and ledger.has(economic)):
        return ZERO
    gap = ledger.sum(function) - ledger.sum(economic)
    amounts = [p.amount for query in (function, economic) for p in ledger.postings(query)]
    return ZERO if Money.of(disclosure).is_tail(gap, amounts) else gap


def _welfare(
    disclosure: Disclosure, what: str, items: tuple[str, ...], classes: tuple[str, ...]
) -> Finding:
    money = Money.of(disclosure)
    ledger = disclosure.figures.ledger
    left = ledger.sum(spent(BASIC_NATURE, 科目=items))
    right = ledger.sum(economy(BASIC_NATURE, 科目=classes))
    params = {
        "what": what,
        "function": f"{'、'.join(items)} 共 {money.text(left)}",
        "classes": f"{'、'.join(classes)} 共 {money.text(right)}",
        "gap": money.text(abs(left - right)),
    }
    return Finding("A213", params, ("基本支出经济分类", classes[-1]))


@check(OPERATING_CLASSES)
def operating_classes(disclosure: Disclosure) -> Iterator[Finding]:
    """公用经费 by economic class against 302 and 310."""
    ledger = disclosure.figures.ledger
    operating = ledger.sum(economy(BASIC_NATURE, 经费=OPERATING))
    usual = ledger.sum(economy(BASIC_NATURE, 科目=USUAL_CLASSES))
    if operating == usual:
        return
    money = Money.of(disclosure)
    reasons = [
        f"{p.dims['科目']} 的 {money.number(p.amount)} 算作{p.dims['经费']}"
        for p in ledger.postings(economy(BASIC_NATURE))
        if p.amount and p.dims["科目"].startswith(USUAL_CLASSES) != (p.dims["经费"] == OPERATING)
    ]
    params = {
        "operating": money.text(operating),
        "classes": money.text(usual),
        "reasons": "、".join(reasons[:SHOWN]) + (" 等" if len(reasons) > SHOWN else ""),
    }
    yield Finding("A214", params, ("基本支出经济分类",))


@check(AGENCY)
def agency_expenses(disclosure: Disclosure) -> Iterator[Finding]:
    """机关运行经费 against 公用经费 of the general budget."""
    ledger = disclosure.figures.ledger
    query = economy(BASIC_NATURE, 经费=OPERATING)
    if not disclosure.document.basic_by_economy:
        query = spent(BASIC_NATURE, 经费=OPERATING)
    if disclosure.document.operating is None or not ledger.has(query):
        return
    money = Money.of(disclosure)
    agency, operating = ledger.sum(Query("机关运行经费")), ledger.sum(query)
    gap = agency - operating
    amounts = [agency, *(posting.amount for posting in ledger.postings(query))]
    if money.is_tail(gap, amounts) or (gap < 0 and _has_public_units(disclosure)):
        return
    params = {
        "agency": money.text(agency),
        "operating": money.text(operating),
        "problem": f"{'多' if gap > 0 else '少'} {money.text(abs(gap))}",
    }
    yield Finding("A215", params, ("机关运行经费",))


def _has_public_units(disclosure: Disclosure) -> bool:
    """Whether there are units whose 公用经费 is not 机关运行经费: several, or one named 事业."""
    document = disclosure.document
    units = document.overview.organisation.units if document.overview else []
    names = (disclosure.subject_name("支出功能分类", line.code) for line in document.expenditures)
    return (
        document.department.consolidated
        or len(units) > 1
        or any(name.startswith(PUBLIC_UNIT) for name in names)
    )


# projects


@check(PROJECTS_ABOVE, PROJECTS_BELOW, kinds=BUDGETS)
def projects(disclosure: Disclosure) -> Iterator[Finding]:
    """The funds of projects against project expenditure, by fund and by item."""
    document = disclosure.document
    if not isinstance(document, Budget) or not document.projects:
        return
    sources = [CURRENT]
    if any(project.carried_over for project in document.projects):
        sources.append(CARRIED_OVER)
    for fund in FUNDS:
        yield from _projects_of(disclosure, fund, tuple(sources))


def _projects_of(disclosure: Disclosure, fund: str, sources: tuple[str, ...]) -> Iterator[Finding]:
    ledger, money = disclosure.figures.ledger, Money.of(disclosure)
    where: dict[str, Value] = {"资金性质": fund, "资金来源": sources}
    listed = Query.of("项目", where)
    if not ledger.has(listed):
        return
    paid = Query.of("支出", {**where, "支出性质": PROJECT_NATURE})
    by_item = {code: listed.narrowed({"科目": code}) for code in ledger.subjects(listed, 7)}
    # a project whose item has no project expenditure at all is reported as such
    astray = [q for code, q in by_item.items() if not ledger.has(paid.narrowed({"科目": code}))]
    total = ledger.sum(listed) - sum(map(ledger.sum, astray), ZERO)
    gaps = {
        code: ledger.sum(query) - ledger.sum(paid.narrowed({"科目": code}))
        for code, query in by_item.items()
        if query not in astray
    }
    above = [
        f"科目 {code} 的各项目资金共 {money.text(ledger.sum(by_item[code]))}，比项目支出多"
        f" {money.text(gap)}"
        for code, gap in gaps.items()
        if gap > 0 and not money.is_tail(gap, _amounts(ledger, by_item[code], paid))
    ]
    rest = ledger.sum(paid) - total
    both = f"的项目支出为 {money.text(ledger.sum(paid))}，所列各项目资金共 {money.text(total)}，"
    if above:
        yield Finding("A216", {"fund": fund, "detail": "；".join(above)}, ("项目",))
    elif money.is_tail(rest, _amounts(ledger, listed, paid)):
        return
    elif rest < 0:
        detail = f"{both}多 {money.text(-rest)}"
        yield Finding("A216", {"fund": fund, "detail": detail}, ("项目",))
    elif not astray:
        detail = f"{both}有 {money.text(rest)}没有列出项目"
        yield Finding("A217", {"fund": fund, "detail": detail}, ("项目",))


def _amounts(ledger: Ledger, *queries: Query) -> list[Decimal]:
    """What several sums add up."""
    return [posting.amount for query in queries for posting in ledger.postings(query)]


@check(OVERSPENT, kinds=ACCOUNTS)
def overspent(disclosure: Disclosure) -> Iterator[Finding]:
    """The final figure of each of the three public expenses against its budget."""
    document = disclosure.document
    if not isinstance(document, FinalAccount) or not document.three_public:
        return
    ledger, money = disclosure.figures.ledger, Money.of(disclosure)
    for item, _ in PUBLIC_CLASSES:
        where = {"项目": item}
        final = ledger.sum(Query.of("三公经费", {**where, "阶段": "决算"}))
        budget = ledger.sum(Query.of("三公经费", {**where, "阶段": "预算"}))
        if final > budget:
            params = {"item": item, "final": money.text(final), "budget": money.text(budget)}
            yield Finding("A219", params, ("三公经费", "决算", item))
