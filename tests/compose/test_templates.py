"""Every mistake in a template is said in Chinese, with its file and line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator import Disclosure
from generator.compose import TemplateError
from generator.compose.compose import Composer
from generator.compose.sandbox import explained
from tests.compose.conftest import Filled
from tests.making import Make, page, printed

MISTAKES = [
    ("{{ 没有的 }}", "没有“没有的”：它不是数据文件的键，也不在格式的 words 里"),
    (
        "{{ 合理保樟 }}",
        "没有“合理保樟”：它不是数据文件的键，也不在格式的 words 里；是不是“合理保障”？",
    ),
    ("{{ 没有的.甲.乙 }}", "没有“没有的”"),
    ("{{ 没有的() }}", "没有“没有的”"),
    ("{% for 一 in 没有的 %}{% endfor %}", "没有“没有的”"),
    ("{% if 没有的 %}{% endif %}", "没有“没有的”"),
    ("{{ 没有的 + 1 }}", "没有“没有的”"),
    ("{{ 没有的 ~ 1 }}", "没有“没有的”"),
    ("{{ 没有的 == 1 }}", "没有“没有的”"),
    ("{{ 没有的 | length }}", "没有“没有的”"),
    ("{{ 没有的 | 金额 }}", "没有“没有的”"),
    ("{{ 数(没有的) | 金额 }}", "没有“没有的”"),
    ("{{ 部门.没有的 }}", "没有“没有的”这一项"),
    ("{{ 部门.名秤.甲 }}", "没有“名秤”这一项"),
    ("{{ 部门['区划编号'] }}", "没有“区划编号”这一项；是不是“区划编码”？"),
    ("{{ 部门.名称.没有的 }}", "没有“没有的”这一项"),
    ("{{ [1][5] }}", "没有第 6 项"),
    ("{{ none.甲 }}", "要用“甲”，但数据文件没有写它所在的一项"),
    ("{{ 部门.get('没有的') }}", "这里没有可印的内容"),
    ("{{ none }}", "这里没有可印的内容"),
    ("{{ [1, 2] }}", "这里要印的是一个列表，不是文字或数"),
    ("{{ 部门 }}", "这里要印的是一组内容，不是文字或数"),
    ("{{ 数('支出预算') }}", "这里要印的是一个指标，不是文字或数"),
    ("{{ 表('单') }}", "这里要印的是一张表，不是文字或数"),
    ("{{ 数('没有的数') | 金额 }}", "没有的数"),
    ("{{ 数('支出预祘') | 金额 }}", "是不是“支出预算”？"),
    ("{{ 数('支出预算') | 金额('没有的写法') }}", "没有的写法"),
    ("{{ 数('支出预算') | 比较('没有的说法') }}", "没有的说法"),
    ("{{ 数('支出预算', 没有的维='甲') | 金额 }}", "没有的维"),
    ("{{ 表('没有的表').html }}", "没有的表"),
    ("{{ 表('单').htlm }}", "没有“htlm”这一项"),
    ("{{ 1 // 0 }}", "除数是零"),
    ("{{ 1 % 0 }}", "除数是零"),
    ("{{ '一' + 1 }}", "只有数能计算，这里是一段文字（接文字用 ~）"),
    ("{{ -'一' }}", "只有数能计算"),
    ("{{ 1 < '一' }}", "这里不能这样写（TypeError："),
    ("{{ [3, '一'] | sort | first }}", "这里不能这样写（TypeError："),
    ("{{ [] | first }}", "列表是空的"),
    ("{{ 数() | 金额 }}", "这里不能这样写（TypeError："),
    ("{{ 部门.名称.split() }}", "这里不能这样写（TypeError："),
    ("{% macro 一(甲) %}{{ 甲 }}{% endmacro %}{{ 一() }}", "macro 没有得到“甲”"),
    ("{% macro 一(甲) %}{{ 甲 }}{% endmacro %}{{ 一(1, 2) }}", "这里不能这样写（TypeError："),
    ("{% for 甲 in [1] %}{{ loop.previtem }}{% endfor %}", "这里没有内容"),
    ("{% for 甲, 乙 in [1] %}{% endfor %}", "这里不能这样写（TypeError："),
    ("{% for 甲, 乙 in [[1]] %}{% endfor %}", "这里不能这样写（ValueError："),
    ("{{ 部门 | 没有的 }}", "没有过滤器“没有的”；可用：default、first"),
    ("{{ 部门 | lenght }}", "没有过滤器“lenght”；是不是“length”？"),
    ("{{ 1 is 没有的 }}", "没有测试“没有的”；可用：defined"),
    ("{{ [1] | select('没有的') | list }}", "没有这样的测试；可用：defined"),
    ("{% if %}{% endif %}", "这一行写得不对：“{% if %}{% endif %}</p>"),
    ("{{ 1 + }}", "这一行写得不对：“{{ 1 + }}</p>"),
    ("{{ '一 }}", "这一行写得不对"),
    ("{{ ( }}", "这一行写得不对"),
    ("{% for 甲 in 部门 %}", "到末尾还没有“endfor、else”"),
    ("{% if 1 %}{% for 甲 in [] %}{% endif %}", "这里不能写“endif”；前面没有与它成对的标签"),
    ("{% endfor %}", "这里不能写“endfor”；前面没有与它成对的标签"),
    ("{% 没有的 %}", "这里不能写“没有的”；可用：for、if、set、macro、include"),
    ("{# 没有完", "这一行写得不对：“{# 没有完</p>”（"),
    ("{% block 甲 %}{% endblock %}", "不能用“block”；可用：for、if、set、macro、include"),
    ("{{ 6 / 3 }}", "不能用“/”；可用：+ - * // % ~"),
    ("{% include 'no.html' %}", "没有模板“no.html”"),
    ("{% include 部门.名称 %}", 'include 只能写成 {% include "文件名" %}'),
]


@pytest.mark.parametrize(("code", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_said_with_its_line(code: str, said: str, filled: Filled) -> None:
    made = filled("{% include 'part.html' %}", part=f"<p>好</p>\n\n<p>\n{code}</p>\n")
    with pytest.raises(TemplateError) as raised:
        made.printed  # noqa: B018
    assert str(raised.value).startswith("模板 part.html:4：")
    assert said in str(raised.value)


def test_a_mistake_in_a_branch_that_is_not_taken_is_found(filled: Filled) -> None:
    made = filled("{% if 0 %}\n{{ 1 | 没有的 }}{% endif %}<p>好</p>")
    with pytest.raises(TemplateError, match=r"document\.html:2：没有过滤器"):
        made.printed  # noqa: B018


def test_the_mistake_is_placed_in_the_file_where_it_stands(filled: Filled) -> None:
    made = filled(
        '{% include "first.html" %}',
        first='<p>好</p>\n{% include "second.html" %}',
        second="<p>好</p>\n\n<p>{{ 没有的 }}</p>",
    )
    with pytest.raises(TemplateError, match=r"second\.html:3"):
        made.printed  # noqa: B018


def test_a_mistake_in_a_macro_is_placed_there(filled: Filled) -> None:
    macro = "{% macro 一() %}\n{{ 没有的 }}\n{% endmacro %}\n<p>{{ 一() }}</p>"
    with pytest.raises(TemplateError, match=r"document\.html:2"):
        filled(macro).printed  # noqa: B018


def test_a_mistake_in_a_pattern_is_placed_where_the_template_asks_for_it(make: Make) -> None:
    form = "{widths: [1], rows: [{lines: [[{text: '{{ 没有的 }}'}]]}]}"
    made = make(
        profile=f"tables: [{{id: 单据, form: {form}}}]\n", template="\n{{ 表('单据').html }}"
    )
    with pytest.raises(TemplateError) as raised:
        made.printed  # noqa: B018
    assert str(raised.value).startswith("模板 document.html:2：“{{ 没有的 }}”：没有“没有的”")


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RecursionError("maximum recursion depth exceeded"),
        OverflowError("int too large"),
        UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
        AssertionError("x"),
        KeyError("名称"),
        AttributeError("'str' object has no attribute 'get'"),
        ZeroDivisionError(),
        OSError(5, "Input/output error"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_whatever_is_raised_while_a_template_is_filled_is_said(
    error: Exception, small: Disclosure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Composer, "items", fail)
    folder = small.profile.folders[0].path
    (folder / "document.html").write_text(page("<p>好</p>\n{{ 项级('甲') }}"), "utf-8")
    with pytest.raises(TemplateError) as raised:
        replace(small).printed  # noqa: B018
    assert str(raised.value).startswith("模板 document.html:2：")
    assert any("\u4e00" <= one <= "\u9fff" for one in str(raised.value)[len("模板 ") :])


def test_an_error_outside_every_template_is_said_with_what_was_done() -> None:
    assert str(explained(MemoryError(), "甲.html")) == "模板 甲.html：内存不够"


@pytest.mark.parametrize(
    "text", ["<p>\x01</p>", "<p>\x00</p>", "<p>\ufffe</p>", "<p>{{ '\x02' }}</p>"]
)
def test_characters_that_are_none(text: str, filled: Filled) -> None:
    with pytest.raises(TemplateError, match="不成文字的字符"):
        filled(text).printed  # noqa: B018


def test_patterns_see_facts_words_and_last_year(make: Make) -> None:
    words = """words:
  全称: "{{ 部门.名称 }}（本级）"
  题目: "{{ 全称 }}{{ 年度 }}年{{ 文种 }}"
  数组: [1, 2]
"""
    made = make(profile=words, template="<p>{{ 题目 }}、{{ 上年度 }}、{{ 数组[1] }}</p>")
    assert printed(made) == ["某某局（本级）2031年部门预算、2030、2"]


def test_white_space_of_templates_is_not_printed(make: Make) -> None:
    made = make(document=page("\n  <p>\n  一\n  二<b>三</b>\n  四 五\n</p>\n\n  <p>六</p>\n"))
    assert printed(made) == ["一二三四 五", "六"]
