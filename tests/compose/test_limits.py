"""Work is bounded by counts: at a limit a template is filled, one beyond it ends in words."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator import Disclosure, check, limits, render
from generator.compose import TemplateError
from generator.compose.compose import Composer
from generator.compose.document import parse_document
from generator.compose.sandbox import Budget
from generator.findings import DeclarationError, FindingsError, GongkaiError
from tests.compose.conftest import Filled
from tests.making import Make, facts, printed

TEN = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
DOUBLED = "{% set n.x = n.x ~ n.x %}"


def loops(body: str, depth: int) -> str:
    """``body`` ten to the power of ``depth`` times."""
    return f"{{% for _ in {TEN} %}}" * depth + body + "{% endfor %}" * depth


def nested(times: int) -> str:
    """Two lists that are equal, each of which holds its like twice, and so on."""
    return "{% set a = [1] %}{% set b = [1] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * times


# each would take gigabytes or hours
BOMBS = {
    "text times a number": "{{ 'x' * 1000000000 }}",
    "list times a number": "{{ [1] * 1000000000 }}",
    "power": "{{ 10**10**8 }}",
    "width of a number": "{{ '%1000000000d' % 1 }}",
    "width of a number, as a filter": "{{ '%1000000000d' | format(1) }}",
    "centred": "{{ 'ab' | center(1000000000) }}",
    "indented": "{{ 'ab' | indent(1000000000) }}",
    "sliced": "{{ [1] | slice(1000000000) | list }}",
    "batched": "{{ [1] | batch(1000000000, 0) | list }}",
    "rounded": "{{ 1 | round(1000000000) }}",
    "range": "{{ range(1000000000) | list }}",
    "lorem ipsum": "{{ lipsum(n=1000000) }}",
    "text doubled": "{% set n = namespace(x='ab') %}" + DOUBLED * 40 + "{{ n.x }}",
    "text doubled in a loop": "{% set n = namespace(x='ab') %}" + loops(DOUBLED, 3),
    "block doubled": "{% set a %}x{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60,
    "macro doubled": "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}{% set n = namespace(x='ab') %}"
    + "{% set n.x = m(n.x) %}" * 60,
    "joined": "{% set n = namespace(x='ab') %}" + loops("{% set n.x = [n.x, n.x] | join %}", 2),
    "joined with itself": "{% set n = namespace(x='ab') %}"
    + loops("{% set n.x = [1, 1, 1] | join(n.x) %}", 2),
    "lists compared": nested(60) + "{{ 1 if a == b }}",
    "list sought": nested(60) + "{{ 1 if a in [b] }}",
    "lists sorted": nested(60) + "{{ [a, b] | sort | length }}",
    "list as a key": nested(60).replace("[", "(").replace("]", ",)") + "{{ {a: 1} }}",
    "list printed": nested(60) + "{{ a }}",
    "list joined": nested(60) + "{{ a | join }}",
    "list for a form": nested(60) + "{{ 表('单据', {'甲': a}).html }}{{ a }}",
    "list for a figure": nested(60) + "{{ 数('支出预算', 科目=a) | 金额 }}",
    "long list again and again": loops("{% set x = [" + "1," * 2000 + "] %}", 6),
    "long text compared": "{% set n = namespace(x='ab') %}"
    + DOUBLED * 22
    + loops("{% if n.x == n.x %}{% endif %}", 7),
    "long text cut": "{% set n = namespace(x='ab') %}"
    + DOUBLED * 22
    + loops("{{ n.x[1:][:1] }}", 7),
    "macro calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "include of itself": "{% include 'document.html' %}",
    "paragraphs": loops("<p>x</p>", 6),
    "long paragraphs": loops(f"<p>{'x' * 1000}</p>", 8),
    "brackets": "{{ " + "(" * 10_000 + "1" + ")" * 10_000 + " }}",
    "lists in lists": "{{ " + "[" * 200 + "]" * 200 + " }}",
    "negations": "{{ " + "not " * 5000 + "1 }}",
    "sums": "{{ " + "1 + " * 5000 + "1 }}",
    "names": "{{ 部门" + ".a" * 5000 + " }}",
    "filters": "{{ 1" + "|list" * 5000 + " }}",
    "conditions": "{% if 1 %}" * 2000 + "x" + "{% endif %}" * 2000,
    "alternatives": "{% if 0 %}" + "{% elif 0 %}x" * 5000 + "{% endif %}",
    "loops": "{% for a in [1] %}" * 30 + "x" + "{% endfor %}" * 30,
    "whole number": "{{ " + "9" * 4000 + " }}",
    "whole number that Python does not read": "{{ " + "9" * 5000 + " }}",
    "exponent": "{{ 1e999999999 }}",
    "ordinal": "{{ 99999999999999999999 | 序号('一') }}",
    "elements in elements": "<b>" * 50_000,
    "attributes": "<p " + " ".join(f"a{n}='1'" for n in range(20_000)) + "/>",
    "columns": "<table class='grid'><colgroup>"
    + "<col style='width:0.01%'/>" * 10_000
    + "</colgroup><tbody><tr><td>a</td></tr></tbody></table>",
    "span": "<table class='grid'><colgroup><col style='width:100%'/></colgroup><tbody><tr>"
    "<td colspan='99999999' rowspan='99999999'>a</td></tr></tbody></table>",
    "raw": "{% raw %}" * 10_000,
    "comment": "{#" * 50_000,
    "long template": "x" * limits.TEMPLATE_CHARACTERS,
}
SLOW = {
    "loops in loops": loops("x", 9),
    "tables": loops("{{ 表('单').html }}", 6),
    "forms": loops("{{ 表('单据', {'甲': loop.index}).html }}", 6),
    "figures": "{% set n = namespace(i=0) %}"
    + loops("{% set n.i = n.i + 1 %}{{ 数('三公经费', 项目='x' ~ n.i) | 金额 }}", 6),
    "figures of many kinds": "{% set n = namespace(x=['一般公共预算']) %}"
    + loops("{{ 数('支出预算', 资金性质=[n.x[0]] * 1) | 金额 }}", 6).replace(" * 1", ""),
    "sorted again and again": loops("{{ " + TEN + " | sort | length }}", 8),
    "macros": "{% macro a() %}{% endmacro %}"
    + "".join(
        f"{{% macro {chr(98 + n)}() %}}{{{{ {chr(97 + n)}() }}}}{{{{ {chr(97 + n)}() }}}}"
        "{% endmacro %}"
        for n in range(18)
    )
    + "{{ s() }}{{ s() }}{{ s() }}{{ s() }}",
    "code": "{{ 1 }}" * (limits.TEMPLATE_CHARACTERS // 8),
}


def _said(made: Disclosure) -> str:
    with pytest.raises(GongkaiError) as raised:
        made.printed  # noqa: B018
    said = str(raised.value)
    assert any("\u4e00" <= one <= "\u9fff" for one in said)
    assert len(said) < 400
    return said


@pytest.mark.parametrize("code", BOMBS.values(), ids=BOMBS)
def test_bombs_end_in_words(code: str, filled: Filled) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _said(filled(f"<p>{code}</p>" if "<" not in code else code))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 300_000, "KB"


PATTERNS = [code for code in BOMBS.values() if "<" not in code and ("{{" in code or "{%" in code)]


@pytest.mark.parametrize("code", PATTERNS, ids=range(len(PATTERNS)))
def test_bombs_in_a_pattern_end_in_words(code: str, small: Disclosure) -> None:
    with pytest.raises(TemplateError):
        replace(small).text(code)


@pytest.mark.slow
@pytest.mark.parametrize("code", SLOW.values(), ids=SLOW)
def test_slow_bombs_end_in_words(code: str, filled: Filled) -> None:
    before = time.process_time()
    _said(filled(code))
    assert time.process_time() - before < 30


def _limit(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    monkeypatch.setattr(limits, name, value)


def _cost(made: Disclosure, count: str) -> int:
    found: int = getattr(_spent(made), count)
    return found


def _spent(made: Disclosure) -> Budget:
    """What printing a document takes."""
    composer = Composer(made.derived)
    parse_document(composer.compose(), "某某局", ())
    return composer.budget


SIX = "<p>{% for 一 in [1, 2, 3, 4, 5, 6] %}{{ 一 }}{% endfor %}</p>"
COUNTS = [
    ("TEMPLATE_STEPS", "steps", SIX, "填模板用的步数"),
    ("TEMPLATE_CHARACTERS", "template_characters", SIX, "格式的模板合计"),
    ("COMPOSED_CHARACTERS", "characters", SIX, "模板写出的文字"),
    ("TABLE_CELLS", "cells", "{{ 表('单').html }}{{ 表('单').html }}", "各表合计"),
]


@pytest.mark.parametrize(("name", "count", "template", "said"), COUNTS)
def test_what_is_counted_may_reach_its_limit(
    name: str, count: str, template: str, said: str, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = _cost(filled(template), count)
    _limit(monkeypatch, name, needed)
    assert printed(filled(template))
    _limit(monkeypatch, name, needed - 1)
    told = _said(filled(template))
    assert f"{said}超过 {needed - 1:,} " in told
    assert "上限（" in told


NESTED: dict[str, tuple[Callable[[int], str], str]] = {
    "TEMPLATE_LOOPS": (
        lambda times: "{% for _ in [1] %}" * times + "<p/>" + "{% endfor %}" * times,
        "循环套循环，超过 8 层的上限",
    ),
    "MACRO_DEPTH": (
        lambda times: (
            "{% macro m(n) %}{% if n > 1 %}{{ m(n - 1) }}{% else %}<p/>{% endif %}"
            f"{{% endmacro %}}{{{{ m({times}) }}}}"
        ),
        "macro 套 macro 超过 8 层的上限",
    ),
    "NUMBER_DIGITS": (lambda times: f"<p>{{{{ {'9' * times} }}}}</p>", "数超过 8 位的上限"),
    # what is printed, the two filters and the number are around and in the lists
    "TEMPLATE_DEPTH": (
        lambda times: f"<p>{{{{ {'[' * (times - 4)}1{']' * (times - 4)} | first | last }}}}</p>",
        "写法一层套一层，超过 8 层的上限",
    ),
}


@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_may_reach_its_limit(
    name: str, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, said = NESTED[name]
    _limit(monkeypatch, name, 8)
    try:
        assert printed(filled(made(8)))
    except TemplateError as error:
        assert name == "TEMPLATE_DEPTH" and "这里要印的是一个列表" in str(error)
    assert said in _said(filled(made(9)))


def test_a_sum_may_have_so_many_digits(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    _limit(monkeypatch, "NUMBER_DIGITS", 3)
    assert printed(filled("<p>{{ 333 * 3 }}{{ -999 }}</p>")) == ["999-999"]
    for code in ("500 + 500", "-999 - 1", "100 * 10", "[500, 500] | sum"):
        assert "算出的数超过 3 位" in _said(filled(f"<p>{{{{ {code} }}}}</p>"))


@pytest.mark.parametrize("number", ["0", "10000", "-1", "99999999999999999999"])
def test_ordinals_go_to_9999(number: str, filled: Filled) -> None:
    assert printed(filled("<p>{{ 9999 | 序号('（一）') }}</p>")) == ["（九千九百九十九）"]
    assert "序号只能是 1 至 9999" in _said(filled(f"<p>{{{{ {number} | 序号('一') }}}}</p>"))


def test_templates_that_include_each_other(filled: Filled) -> None:
    made = filled(
        "{% include 'one.html' %}", one="\n{% include 'two.html' %}", two="{% include 'one.html' %}"
    )
    assert _said(made) == "模板 two.html:1：include 互相引用，没有尽头：“one.html”又引入“two.html”"
    once = filled("{% include 'one.html' %}{% include 'one.html' %}", one="<p>甲</p>")
    assert printed(once) == ["甲", "甲"]


def test_templates_that_other_documents_used_too_include_each_other(filled: Filled) -> None:
    main, to_two, to_one = (f"{{% include '{name}.html' %}}" for name in ("one", "two", "one"))
    assert printed(filled(main, one=to_two, two="<p>甲</p>")) == ["甲"]
    assert printed(filled(to_two, one="<p>甲</p>", two=to_one)) == ["甲"]
    assert "没有尽头" in _said(filled(main, one=to_two, two=to_one))


COLUMN = "{label: 甲, sum: {}}"
ROW = "{label: 计, sum: {}}"
SHEET = f"tables: [{{id: 单, sum: {{of: 支出}}, rows: [{ROW}], columns: [{COLUMN}]}}]\n"


def test_a_document_may_have_so_many_cells_and_paragraphs(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond, nothing is laid out, checked or drafted: the largest group of facts is to blame."""
    page = "<h1>一</h1><p>二</p>{{ 表('单').html }}"
    made = make(profile=SHEET, template=page)
    parts = made.printed.document.parts
    assert parts == 4
    _limit(monkeypatch, "PRINTED_PARTS", parts)
    assert check(replace(made)).valid
    _limit(monkeypatch, "PRINTED_PARTS", parts - 1)
    for act in (check, lambda one: render(one, ["html"], draft=True)):
        with pytest.raises(FindingsError) as raised:
            act(replace(made))
        [finding] = raised.value.findings
        assert (finding.code, finding.line) == ("T402", 5)
        assert finding.message == "这份文件要印 4 个格和段，超过 3 个的上限"
        assert "把“支出”分到几份数据文件里" in finding.hint


DECLARED = [
    (
        "TABLE_COLUMNS",
        2,
        f"columns: [{COLUMN}, {COLUMN}]",
        f"columns: [{', '.join([COLUMN] * 3)}]",
        "栏",
    ),
    ("TABLE_STRIPS", 2, "strips: [[1], [1]]", "strips: [[1], [1], [1]]", "幅"),
    (
        "TABLE_QUERIES",
        4,
        "sum: [{of: 支出}, {of: 收入}], columns: [{label: 甲, sum: [{}, {}]}]",
        "sum: [{of: 支出}, {of: 收入}], columns: [{label: 甲, sum: [{}, {}, {}]}]",
        "个查询合在一格里",
    ),
]


@pytest.mark.parametrize(("name", "limit", "fits", "breaks", "what"), DECLARED)
def test_tables_are_bounded_where_they_are_declared(
    name: str,
    limit: int,
    fits: str,
    breaks: str,
    what: str,
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _limit(monkeypatch, name, limit)
    for inside in (fits, breaks):
        rest = "" if "columns" in inside else f", columns: [{COLUMN}]"
        table = f"{{id: 单, rows: [{{sum: {{of: 支出}}}}], {inside}{rest}}}"
        if inside == fits:
            assert printed(make(profile=f"tables: [{table}]\n", template="{{ 表('单').html }}"))
            continue
        with pytest.raises(DeclarationError, match=rf"{what}，超过 {limit} {what}的上限（"):
            make(profile=f"tables: [{table}]\n")


@pytest.mark.parametrize(
    "table",
    [
        "rows: [{records: 部门概况.机构设置.单位}], columns: [{label: 甲, show: 名称}]",
        "form: {widths: [1], rows: [{each: 项目, cells: [{show: 名称}]}]}",
    ],
)
def test_rows_of_a_table_are_bounded(
    table: str, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = facts(
        "支出: []\n部门概况: {主要职责: {条目: [甲]}, 主要工作: {条目: [甲]}, "
        "机构设置: {单位: [{名称: 甲}, {名称: 乙}]}}\n"
        "项目: [{名称: 甲, 资金: {一般公共预算: 1}}, {名称: 乙, 资金: {一般公共预算: 1}}]\n"
    )
    made = make(typed, profile=f"tables: [{{id: 单, {table}}}]\n", template="{{ 表('单').html }}")
    _limit(monkeypatch, "TABLE_ROWS", 2)
    assert printed(made)
    _limit(monkeypatch, "TABLE_ROWS", 1)
    assert "表“单”超过 1 行的上限（" in _said(replace(made))


def test_a_row_of_a_form_is_never_wider_than_the_form(make: Make) -> None:
    """Where cells span rows a line has fewer cells than the form has columns, but not more."""
    lines = "[[{text: 甲, rows: 2}, 乙], [丙, 丁, 戊]]"
    with pytest.raises(DeclarationError, match="这一行（连同左边的）共 3 列，widths 是 2 列"):
        make(
            profile=f"tables: [{{id: 单, form: {{widths: [1, 1], rows: [{{lines: {lines}}}]}}}}]\n"
        )


def test_an_ordinal_of_a_category_is_text(make: Make) -> None:
    for ordinal in ("{}、", "{:1000000000}", "{0.__class__}"):
        rows = f"rows: [{{categories: {{list: 类, ordinal: '{ordinal}'}}}}]"
        table = f"{{id: 单, sum: {{of: 支出}}, {rows}, columns: [{{label: 甲, show: 标签}}]}}"
        profile = f"categories: {{类: [教育支出]}}\ntables: [{table}]\n"
        shown = ordinal.replace("{}", "一") + "教育支出"
        assert shown in printed(make(profile=profile, template="{{ 表('单').html }}"))


def test_large_documents_are_far_from_the_limits(make: Make) -> None:
    """A thousand lines with a sentence and a row each take a tenth of what there is."""
    lines = "".join(f"  - {{科目: {2100000 + n}, 基本支出: 1.00}}\n" for n in range(1000))
    names = "".join(f"  '{2100000 + n}': 名\n" for n in range(1000))
    profile = """tables:
  - id: 单
    sum: {of: 支出}
    rows: [{subjects: {classification: 支出功能分类, levels: [项]}}]
    columns: [{label: 甲, show: 名称}, {label: 乙, sum: {}}, {label: 丙, sum: {支出性质: 基本支出}}]
"""
    template = (
        "{% for 项 in 项级('一般公共预算') %}<p>{{ loop.index | 序号('（一）') }}{{ 项.名称 }}"
        "{{ 数('项级支出', 科目=项.科目) | 金额 }}万元，{{ 项.用途 or '无' }}。</p>{% endfor %}"
        "{{ 表('单').html }}"
    )
    made = make(facts(f"支出:\n{lines}科目名称:\n{names}"), profile=profile, template=template)
    assert len(printed(made)) > 4000
    budget = _spent(made)
    assert budget.steps < limits.TEMPLATE_STEPS / 10
    assert budget.characters < limits.COMPOSED_CHARACTERS / 20
    assert budget.cells < limits.TABLE_CELLS / 100
