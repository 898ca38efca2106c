"""What templates can reach: every name is visited, and nothing answers that is not listed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2.runtime import LoopContext, Macro
from jinja2.utils import Namespace
from markupsafe import Markup

from generator import Disclosure, load
from generator.compose import TemplateError
from generator.compose.compose import Composer
from generator.compose.figures import FigureValue
from generator.compose.sandbox import Absences, Budget, Sandbox
from generator.compose.sandbox.absent import Absent
from generator.compose.sandbox.errors import MissingError, MisuseError
from generator.compose.sandbox.values import Method
from generator.compose.sheets import Sheet
from generator.findings import GongkaiError, shortened
from generator.model.common import FUNDS
from generator.profile import Profile, known_profiles, load_profile
from generator.profile.names import taken
from tests.compose.conftest import Filled
from tests.making import PUBLISHED, ROOT, Make, facts, grids, printed

EXAMPLES = sorted((ROOT / "data" / "examples").glob("*.yaml"))
# What templates can read of each kind of value, keys of groups aside, and what they can call.
READABLE: dict[type, set[str]] = {
    dict: {"get", "items", "keys", "values"},
    str: {"endswith", "removeprefix", "removesuffix", "split", "startswith", "strip"},
    FigureValue: {"value", "prior", "change", "rate"},
    Sheet: {"contents", "empty", "heading", "html", "id", "notes", "number", "orientation"}
    | {"strips", "title"},
    LoopContext: {"index", "index0", "revindex", "revindex0", "first", "last", "length"}
    | {"previtem", "nextitem"},
}
NOTHING = (Markup, int, date, Decimal, bool, type(None), list, tuple, Method, Macro)
READABLE |= {kind: set() for kind in NOTHING}
FUNCTIONS = {"数", "表", "项级", "经济科目", "namespace"}
FILTERS = {"default", "first", "join", "last", "length", "list", "map", "reject", "rejectattr"}
FILTERS |= {"select", "selectattr", "sort", "sum"}
PRINTING = {"金额", "比较", "占比", "序号", "数字"}
TESTS = {"defined", "eq", "even", "ge", "gt", "le", "lt", "ne", "none", "odd"}
# With what a method is called to see what it gives.
CALLED: dict[str, tuple[Any, ...]] = {
    "strips": (("table-title", "题"),),
    **dict.fromkeys(("get", "split", "startswith", "endswith"), ("没有",)),
    **dict.fromkeys(("removeprefix", "removesuffix"), ("没有",)),
}
# Names that no object has by itself, or only some versions of a library.
TRIED = {"mro", "gi_frame", "func_globals", "parse_raw", "model_dump", "declared", "patterns"}
TRIED |= {"format", "format_map", "center", "update", "clear", "append", "_table", "_fields"}


class Walk:
    """Goes through values as a template could, and counts the names that it tried."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.names = 0
        self.kinds: dict[type, int] = {}
        self._seen: set[int] = set()
        self._kept: list[Any] = []

    def value(self, value: Any) -> None:
        """Try every name of a value, and all that these lead to."""
        if id(value) in self._seen or isinstance(value, jinja2.Undefined):
            self._absent(value)
            return
        self._seen.add(id(value))
        self._kept.append(value)
        kind = type(value)
        assert kind in READABLE, f"{kind} can be reached"
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.kinds[kind] < 40 or kind in (Sheet, FigureValue):
            for name in {*dir(value), *dir(kind), *TRIED}:
                self._name(value, name)
        if kind is dict:
            self.names += len(value)
            for key in value:
                assert type(key) in (str, int)
                self.value(self.sandbox.getitem(value, key))
        if kind in (list, tuple):
            for one in value:
                self.value(one)

    def _name(self, value: Any, name: str) -> None:
        self.names += 2
        listed = READABLE[type(value)]
        by_key = self.sandbox.getitem(value, name)
        found = self.sandbox.getattr(value, name)
        if type(value) is dict and name in value and name not in listed:
            return
        assert isinstance(by_key, jinja2.Undefined), f"{type(value)}[{name!r}]"
        if isinstance(found, jinja2.Undefined) and name not in ("previtem", "nextitem"):
            assert name not in listed, f"{type(value)}.{name} is listed in vain"
            return
        assert name in listed, f"{type(value)}.{name}"
        if isinstance(found, Method):
            found = self._called(value, name, found)
        self.value(found)

    def _called(self, value: Any, name: str, method: Method) -> Any:
        self.value(method)
        return method(*CALLED.get(name, ()))

    def _absent(self, value: Any) -> None:
        if isinstance(value, Absent):
            for name in dir(value):
                self.names += 1
                assert self.sandbox.getattr(value, name) is value
                assert self.sandbox.getitem(value, name) is value


def composer(made: Disclosure) -> Composer:
    """What fills the templates of a disclosure."""
    return Composer(made.derived)


@cache
def _loaded(path: Path) -> Disclosure:
    return load(path)


@cache
def _profile(name: str) -> Profile:
    return load_profile(name)


def _matches() -> Iterator[Any]:
    """Every published file with every packaged profile of its kind."""
    for path, name in product([*PUBLISHED, *EXAMPLES], known_profiles()):
        if _kind_of(path) in _profile(name).data.description.kinds:
            yield pytest.param(path, name, id=f"{path.stem}-{name}")


def _kind_of(path: Path) -> str:
    [kind] = re.findall(r"^文种: *(\S+)", path.read_text("utf-8"), re.MULTILINE)
    return str(kind)


@pytest.mark.parametrize(("path", "name"), list(_matches()))
def test_no_name_leads_anywhere_that_is_not_listed(path: Path, name: str) -> None:
    made = replace(_loaded(path), profile=_profile(name))
    fills = composer(made)
    sandbox = fills.sandbox()
    walk = Walk(sandbox)
    for value in sandbox.seen(fills.context).values():
        walk.value(value)
    assert set(sandbox.globals) == FUNCTIONS
    for called in sandbox.globals.values():
        assert called is Namespace or type(called) is Method
    figure, sheet, items = fills.figure, fills.sheet, fills.items
    for one in made.profile.data.figures:
        walk.value(figure(one))
    for table in made.profile.data.tables:
        walk.value(sheet(table.id, _record(made, table.id)))
    for fund in FUNDS:
        walk.value(items(fund))
    walk.value(fills.classes("人员经费"))
    loop = LoopContext([1, "二", None], sandbox.undefined)
    next(loop)
    for value in (loop, Markup("<b>"), (1, 2), True):
        walk.value(value)
    print(f"{path.stem} in {name}: {walk.names} names of {sum(walk.kinds.values())} values")
    assert walk.names > 20_000
    assert {dict, str, list, Decimal, int, Markup, Sheet, FigureValue, Method} <= set(walk.kinds)


def _record(made: Disclosure, table: str) -> Any:
    """Something with which the form can be filled, where it is one."""
    declared = made.profile.table(table)
    seen = made.derived.seen
    found = [*seen.get("项目", ()), *seen.get("项目自评表", ()), {}]
    found += [seen.get(name) for name in ("整体自评表", "整体绩效目标")]
    for record in (one for one in found if one is not None):
        try:
            grids(made, table, record)
        except (GongkaiError, KeyError):
            continue
        return record
    raise AssertionError(declared)


def test_no_word_can_be_called_as_what_templates_have(small: Disclosure) -> None:
    fills = composer(small)
    words = set(small.profile.data.words)
    assert words
    assert (set(fills.context) | set(fills.sandbox().globals)) - words <= set(taken())
    assert not words & set(taken())


def test_macros_and_namespaces(small: Disclosure) -> None:
    sandbox = composer(small).sandbox()
    module = sandbox.from_string("{% macro 一() %}{% endmacro %}").make_module()
    walk = Walk(sandbox)
    walk.value(vars(module)["一"])
    space = Namespace(甲=1)
    for name in {*object.__dir__(space), "_Namespace__attrs", *TRIED}:
        assert isinstance(sandbox.getattr(space, name), jinja2.Undefined), name
    assert sandbox.getattr(space, "甲") == 1
    assert walk.names > 50


def test_filters_and_tests_are_those_listed(small: Disclosure) -> None:
    sandbox = composer(small).sandbox()
    assert {name for name in sandbox.filters if " " not in name} == FILTERS | PRINTING
    assert set(sandbox.tests) == TESTS
    pattern = Sandbox(Absences(), Budget(), autoescape=False)
    assert {name for name in pattern.filters if " " not in name} == FILTERS
    assert set(pattern.globals) == {"namespace"}


SAMPLES: list[Any] = ["文", "", Markup("<b>"), 3, Decimal("1.5"), True, None, [1, 2], ["二", "一"]]
SAMPLES += [(1,), [], {"甲": 1}, [{"甲": 1}, {"甲": 2}], [[1]], [None], ["甲", 1]]
ARGUMENTS: list[tuple[Any, ...]] = [(), ("甲",), ("__class__",), ("甲", "__class__"), ("ge", 1)]
ARGUMENTS += [("一",), (1,), (None,), ([1],), ("defined",), ("attr", "__class__"), (",", "甲")]


def test_filters_give_plain_values_or_say_what_is_wrong(small: Disclosure) -> None:
    fills = composer(small)
    sandbox = fills.sandbox()
    walk = Walk(sandbox)
    figure, sheet = fills.figure("支出预算"), fills.sheet("单")
    values = [*SAMPLES, figure, [figure], sheet, LoopContext([1], sandbox.undefined), Namespace()]
    tried = 0
    for name, value, arguments in product(FILTERS | PRINTING, values, ARGUMENTS):
        tried += 1
        try:
            found = sandbox.filters[name](value, *arguments)
        except (MisuseError, MissingError, GongkaiError, TypeError):
            continue
        if name != "default":  # which gives what it is given
            walk.value(found)
    assert tried > 3000
    assert Sheet not in walk.kinds
    assert LoopContext not in walk.kinds


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ ()|attr('__class__')|attr('__base__') }}",
    "{{ 部门.__class__.__base__.__subclasses__() }}",
    "{{ 部门['__class__'] }}",
    "{{ 部门['__cla' ~ 'ss__'] }}",
    "{{ 部门.mro() }}",
    "{{ 部门.名称.format }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '{0.__class__}'.format_map({}) }}",
    "{{ '%s' % 部门 }}",
    "{{ '%s'|format(部门) }}",
    "{{ ''.format.__globals__ }}",
    "{{ ''.join(['a']) }}",
    "{{ 'ab'.ljust(10) }}",
    "{{ 'a' | pprint }}",
    "{{ 支出.append(1) }}",
    "{{ 支出 | groupby('__class__') }}",
    "{{ 'a'.encode() }}",
    "{{ 'a'.translate({97: 'b'}) }}",
    "{{ 'ab'.center(1000000000) }}",
    "{{ 'ab'.zfill(1000000000) }}",
    "{{ 'ab'.expandtabs(1000000000) }}",
    "{{ 部门.update({'名称': '乙'}) }}",
    "{{ 部门.clear() }}",
    "{{ 部门.pop('名称') }}",
    "{{ 部门.setdefault('一', 2) }}",
    "{{ 表格.append('一') }}",
    "{{ lipsum() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ namespace(a=1).__class__ }}",
    "{{ namespace(a=1)._Namespace__attrs }}",
    "{{ namespace(a=1)['a'] }}",
    "{{ dict(a=1) }}",
    "{{ range(3) }}",
    "{{ self }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ super() }}",
    "{{ caller() }}",
    "{{ varargs }}",
    "{{ kwargs }}",
    "{{ context }}",
    "{{ environment }}",
    "{{ config }}",
    "{{ loop.__class__ }}",
    "{% for 一 in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% for 一 in [1] %}{{ loop._iterable }}{% endfor %}",
    "{% for 一 in [1] %}{{ loop.cycle(1) }}{% endfor %}",
    "{% for 一 in [1] %}{{ loop(1) }}{% endfor %}",
    "{% for 一 in [1] %}{{ loop }}{% endfor %}",
    "{% for 一 in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% macro 一() %}{% endmacro %}{{ 一.__globals__ }}",
    "{% macro 一() %}{% endmacro %}{{ 一._func }}",
    "{% macro 一() %}{% endmacro %}{{ 一.name }}",
    "{% macro 一() %}{{ caller() }}{% endmacro %}{% call 一() %}{% endcall %}",
    "{% macro 一() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ 一(1) }}",
    "{{ [部门]|map('attr', '__class__')|list }}",
    "{{ [部门]|map(attribute='__class__')|first }}",
    "{{ [部门]|map(attribute='名称.__class__')|first }}",
    "{{ [部门]|map('upper')|first }}",
    "{{ [部门]|sort(attribute='__class__') }}",
    "{{ [部门]|groupby('__class__') }}",
    "{{ [部门]|selectattr('__class__')|first }}",
    "{{ [1]|select('callable')|first }}",
    "{{ [1]|select(' pay')|first }}",
    "{{ 部门|pprint }}",
    "{{ 部门|tojson }}",
    "{{ 部门|string }}",
    "{{ 部门|xmlattr }}",
    "{{ 部门 }}",
    "{{ 部门.get }}",
    "{{ 部门.get() }}",
    "{{ 部门.get([]) }}",
    "{{ 部门() }}",
    "{{ 1 ~ 部门 }}",
    "{{ [部门, 1]|join }}",
    "{{ '<b>'|safe }}",
    "{{ '<b>'|escape }}",
    "{{ [1]|random }}",
    "{{ 1|attr('real') }}",
    "{{ (1).real }}",
    "{{ 1.0 }}",
    "{{ 1e9 }}",
    "{{ 2 ** 3 }}",
    "{{ 6 / 3 }}",
    "{{ 'x' * 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ [1] * 1000000000 }}",
    "{{ [1] + [2] }}",
    "{{ 部门 == 部门 }}",
    "{{ [1] < [2] }}",
    "{{ {[1]: 2} }}",
    "{{ {(1, 2): 3} }}",
    "{{ 1 in 3 }}",
    "{{ 部门.名称[0:'a'] }}",
    "{{ 部门[0:1] }}",
    "{% for 一 in 部门.名称 %}{% endfor %}",
    "{% for 一 in 3 %}{% endfor %}",
    "{% set a, b = 3 %}",
    "{% set 部门.名称 = '乙' %}",
    "{% set self = 1 %}",
    "{% set loop = 1 %}",
    "{% set n = namespace() %}{% set n.__class__ = 1 %}",
    "{% set a | upper %}a{% endset %}",
    "{% block 一 %}{% endblock %}",
    "{% extends 'document.html' %}",
    "{% import 'document.html' as 一 %}",
    "{% import 'os' as os %}",
    "{% from 'document.html' import 一 %}",
    "{% filter upper %}a{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% autoescape false %}{{ 部门.名称 }}{% endautoescape %}",
    "{% do 部门.clear() %}",
    "{% break %}",
    "{% debug %}",
    "{% trans %}{% endtrans %}",
    "{% print 部门 %}",
    "{{ '\\ud800' }}",
    "{{ '\\x00' }}",
    "{{ 部门.get(*[1]) }}",
    "{{ 部门.get(**{}) }}",
]
IN_TEMPLATES = [
    "{{ 数 }}",
    "{{ 数.__func__.__globals__ }}",
    "{{ 数.function }}",
    "{{ 数('支出预算') }}",
    "{{ 数('支出预算').figure }}",
    "{{ 数('支出预算').queries }}",
    "{{ 数('支出预算')[1] }}",
    "{% set a, b, c, d, e, f, g = 数('支出预算') %}",
    "{% for 一 in 数('支出预算') %}{% endfor %}",
    "{{ 数('支出预算') + 1 }}",
    "{{ 数('支出预算') > 1 }}",
    "{{ 数('支出预算', 科目=1) | 金额 }}",
    "{{ 数('支出预算', 科目={}) | 金额 }}",
    "{{ 数({}) | 金额 }}",
    "{{ 数() | 金额 }}",
    "{{ 表.__self__.source.path.read_text() }}",
    "{{ 表('单').declared }}",
    "{{ 表('单').declared.parse_raw('x', proto='pickle', allow_pickle=true) }}",
    "{{ 表('单').patterns('x') }}",
    "{{ 表('单').grids }}",
    "{{ 表('单')._table }}",
    "{{ 表('单')._grids[0] }}",
    "{{ 表('单').__dict__ }}",
    "{{ 表('单') }}",
    "{{ 表('单').html.format }}",
    "{{ 表('单').html[0] }}",
    "{{ 表('单').html[1:] }}",
    "{{ 表('单').html.split('<') }}",
    "{{ 表('单').strips(1) }}",
    "{{ 表('单').strips((1, 2)) }}",
    "{{ 表('单').strips(('table-title', 部门))[0] }}",
    "{{ 表('单', 1).html }}{{ 表('单据', 1).html }}",
    "{{ 表('单据', {1: 2}).html }}",
    "{{ 表(['单']).html }}",
    "{{ 项级({}) }}",
    "{{ 部门 | 金额 }}",
    "{{ 1 | 金额 }}",
    "{{ 数('支出预算') | 金额([]) }}",
    "{{ 数('支出预算') | 比较([]) }}",
    "{{ '一' | 序号('一') }}",
    "{{ true | 序号('一') }}",
    "{{ 1 | 序号(1) }}",
    "{{ '1' | 数字 }}",
    "{% include '/etc/passwd' %}",
    "{% include '../profile.yaml' %}",
    "{% include 'profile.yaml' ignore missing %}",
    "{% include ['a.html', 'b.html'] %}",
    "{% include 部门.名称 %}",
]


def _chinese(error: GongkaiError) -> str:
    """What is said: in Chinese, on one line, no longer than a line or two."""
    text = str(error)
    assert any("\u4e00" <= one <= "\u9fff" for one in text), text
    assert "Traceback" not in text and "0x" not in text
    assert len(text) < 400
    return text


@pytest.mark.parametrize("code", [*ESCAPES, *IN_TEMPLATES])
def test_a_template_cannot_leave_its_sandbox(code: str, filled: Filled) -> None:
    made = filled(f"<p>好</p>\n<p>{code}</p>")
    before = repr(made.facts)
    with pytest.raises(TemplateError) as raised:
        made.printed  # noqa: B018
    place = "模板 document.html:" if "set 部门" in code else "模板 document.html:2："
    assert _chinese(raised.value).startswith(place)
    assert repr(made.facts) == before


@pytest.mark.parametrize("code", ESCAPES)
def test_neither_can_a_pattern(code: str, small: Disclosure) -> None:
    with pytest.raises(TemplateError) as raised:
        replace(small).text(code)
    assert _chinese(raised.value).startswith(f"模板 “{shortened(code)}”：")


@pytest.mark.parametrize(
    "code", ["{{ ''.__class__ }}", "{{ 数('支出预算') }}", "{{ '{{ 1 }}'|文 }}"]
)
def test_words_labels_and_titles_are_such_patterns(code: str, make: Make) -> None:
    quoted = code.replace("'", "''")
    words = f"words: {{词: '{quoted}'}}\n"
    label = f"rows: [{{label: '{quoted}'}}], columns: [{{label: 甲, show: 标签}}]"
    title = f"title: '{quoted}', rows: [{{label: 甲}}], columns: [{{label: 甲, show: 标签}}]"
    for profile, template in (
        (words, "<p>{{ 词 }}</p>"),
        (f"tables: [{{id: 单, {label}}}]\n", "{{ 表('单').html }}"),
        (f"tables: [{{id: 单, {title}}}]\n", "{{ 表('单').title }}"),
    ):
        with pytest.raises(TemplateError, match="没有") as raised:
            make(profile=profile, template=template).printed  # noqa: B018
        assert f"“{code}”" in _chinese(raised.value)


def test_words_in_lists_and_groups_are_filled(make: Make) -> None:
    words = "words: {列: [{词: '{{ 年度 }}年', 义: ['{{ 部门.名称 }}', 平]}]}\n"
    made = make(profile=words, template="<p>{{ 列[0].词 }}{{ 列[0].义 | join('、') }}</p>")
    assert printed(made) == ["2031年某某局、平"]


SOUND: list[tuple[str, str]] = [
    ("{{ 部门.名称[0] }}{{ 部门.名称[1:] }}", "某某局"),
    ("{{ [3, 1, 2] | sort | join('、') }}{{ [1, 2] | sum }}", "1、2、33"),
    (
        "{{ [{'a': 2}, {'a': 1}] | sort(attribute='a', reverse=true) | map(attribute='a') | list"
        " | join }}",
        "21",
    ),
    (
        "{{ [1, 2, 3] | select('ge', 2) | list | length }}{{ [1, 2] | reject('even') | first }}",
        "21",
    ),
    (
        "{{ [1, 0] | select | list | length }}{{ [{'a': 0}, {'a': 5}] | selectattr('a') | map("
        "attribute='a') | join }}",
        "15",
    ),
    ("{{ 'a,b'.split(',') | last }}{{ ' c '.strip() }}{{ 'ab'.startswith('a') and 1 }}", "bc1"),
    ("{{ 'ab'.removeprefix('a') ~ 'ab'.removesuffix('b') }}{{ 'ab'.endswith('b') and 1 }}", "ba1"),
    ("{{ 7 // 2 }}{{ 7 % 4 }}{{ 2 * 3 - 1 + 4 }}{{ -1 }}{{ +1 }}", "339-11"),
    (
        "{% set n = namespace(a=1) %}{% for i in [1, 2] %}{% set n.a = n.a + i %}{% endfor %}"
        "{{ n.a }}",
        "4",
    ),
    (
        "{% macro 一(甲, 乙='二') %}{{ 甲 }}{{ 乙 }}{% endmacro %}{{ 一(1) }}{{ 一(1, 乙=3) }}",
        "1二13",
    ),
    (
        "{% for i in [1, 2, 3] if i is odd %}{{ loop.index }}{{ '末' if loop.last }}{% endfor %}",
        "12末",
    ),
    (
        "{% for i in [] %}{% else %}空{% endfor %}{% for 键 in {'甲': 1} %}{{ 键 }}{% endfor %}",
        "空甲",
    ),
    ("{% for 键, 值 in {'甲': 1}.items() %}{{ 键 }}{{ 值 }}{% endfor %}", "甲1"),
    ("{% set a, b = [1, 2] %}{{ a }}{{ b }}{{ {'a': 1}.get('b', 2) }}", "122"),
    ("{{ '有' if 1 in [1] and 'b' in 'abc' and '甲' in {'甲': 1} and 3 not in [1] }}", "有"),
    (
        "{{ 没有 | default('无') }}{{ '无' if 没有 is not defined }}{{ none | default(1) }}",
        "无无1",
    ),
    ("{% if 1 < 2 <= 2 != 3 %}对{% elif 0 %}{% else %}错{% endif %}", "对"),
    ("{% raw %}{{ 甲 }}{% endraw %}{# 注 #}", "{{ 甲 }}"),
    ("{{ 数('支出预算').value }}{{ '无' if 数('支出预算').prior is none }}", "35.50无"),
    (
        "{% for i in [1, 2] %}{{ 1 if loop.previtem is defined else 0 }}{{ loop.revindex }}"
        "{% endfor %}",
        "0211",
    ),
]


@pytest.mark.parametrize(("code", "text"), SOUND)
def test_what_forms_need_is_there(code: str, text: str, filled: Filled) -> None:
    assert printed(filled(f"<p>{code}</p>")) == [text]


@pytest.mark.parametrize(
    "text", ["<b>粗</b>", "&lt;b&gt;", "&amp;lt;", "{{ 1 }}", "{% if %}", "</p>"]
)
@pytest.mark.parametrize(
    "code",
    [
        "{{ 名 }}",
        "{% set 一 %}{{ 名 }}{% endset %}{{ 一 }}",
        "{% macro 一(甲) %}{{ 甲 }}{% endmacro %}{{ 一(名) }}",
        "{% macro 一(甲) %}{{ 甲 }}{% endmacro %}{{ 一(一(名)) }}",
        "{{ '' ~ 名 }}",
        "{{ [名] | join }}",
        "{% set 空 %}{% endset %}{{ 空 ~ 名 }}{{ [空, ''] | join(空) }}",
        "{{ 名[:2] ~ 名[2:] }}",
    ],
)
def test_text_of_the_facts_never_becomes_markup(code: str, text: str, filled: Filled) -> None:
    made = filled(f"{{% set 名 = 部门.名称 %}}<p>{code}</p>")
    department = made.document.department.model_copy(update={"name": text})
    made = replace(made, document=made.document.model_copy(update={"department": department}))
    assert printed(made) == [text]
    assert not list(made.printed.document.body.iter("b"))


def test_wording_of_a_comparison_is_text(make: Make) -> None:
    profile = "comparisons: {比: {up: '<b>增&{变动}', down: 减, flat: 平}}\n"
    made = make(
        facts("支出: [{科目: 2101501, 基本支出: 2}]\n上年: {支出合计: 1}\n"),
        profile=profile,
        template="<p>{{ 数('支出预算') | 比较('比') }}</p>",
    )
    assert printed(made) == ["<b>增&1.00"]


def test_a_table_is_made_once_however_often_it_is_asked_for(filled: Filled) -> None:
    made = filled(
        "{{ '' if 表('单').empty }}{% for _ in [1, 2, 3] %}{{ 表('单').html }}{% endfor %}"
    )
    assert [grid.id for grid in made.printed.grids] == ["单"]
    assert len(list(made.printed.document.body.iter("table"))) == 3


def test_a_yes_or_no_is_asked_and_not_printed(filled: Filled) -> None:
    assert printed(filled("<p>{{ '（汇总）' if 部门.汇总 else '本级' }}</p>")) == ["本级"]
    with pytest.raises(TemplateError, match="“是”或“否”"):
        filled("<p>{{ 部门.汇总 }}</p>").printed  # noqa: B018
