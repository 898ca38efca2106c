"""Templates of a profile: sandboxed, and every mistake in them is said in words."""

from __future__ import annotations

import pytest

from generator.compose import TemplateError
from generator.findings import GongkaiError
from generator.profile import ProfileError
from tests.making import Make, page, printed

FORBIDDEN = [
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ 部门.__class__.__base__.__subclasses__() }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ 数.__func__.__globals__ }}",
    "{{ 表.__self__.source.path.read_text() }}",
    "{{ '{0.__class__}'.format(1).x }}",
    "{{ 部门.update({'名称': '乙'}) }}",
    "{{ 部门.clear() }}",
    "{% include '/etc/passwd' %}",
    "{% include '../profile.yaml' %}",
    "{% import 'os' as os %}",
    "{{ range(1000000) | list }}",
]


@pytest.mark.parametrize("code", FORBIDDEN, ids=range(len(FORBIDDEN)))
def test_a_template_cannot_leave_its_sandbox(code: str, make: Make) -> None:
    made = make(template=f"<p>{code}</p>")
    with pytest.raises(TemplateError) as raised:
        made.printed  # noqa: B018
    assert "document.html:1" in str(raised.value) or "没有模板" in str(raised.value)
    assert made.facts["部门"]["名称"] == "某某局"


@pytest.mark.parametrize(
    "code",
    [code for code in FORBIDDEN if "include" not in code and "import" not in code],
)
def test_a_word_of_the_profile_cannot_either(code: str, make: Make) -> None:
    with pytest.raises(GongkaiError):
        made = make(profile=f"words:\n  词: >-\n    {code}\n", template="<p>{{ 词 }}</p>")
        made.printed  # noqa: B018


MISTAKES = [
    ("{{ 没有的 }}", "没有“没有的”"),
    ("{{ 部门.没有的 }}", "没有“没有的”这一项"),
    ("{{ 数 and 部门.get('没有的') }}", "没有可印的内容"),
    ("{{ 数('没有的数') | 金额 }}", "没有的数"),
    ("{{ 数('支出预算') | 金额('没有的写法') }}", "没有的写法"),
    ("{{ 数('支出预算') | 比较('没有的说法') }}", "没有的说法"),
    ("{{ 数('支出预算', 没有的维='甲') | 金额 }}", "没有的维"),
    ("{{ 表('没有的表').html }}", "没有的表"),
    ("{{ 1 / 0 }}", "document.html:4"),
    ("{{ '一' + 1 }}", "document.html:4"),
    ("{{ 部门 | 没有的 }}", "没有的"),
    ("{% if %}", "document.html:4"),
    ("{% for 甲 in 部门 %}", "document.html"),
    ("{% include 'no.html' %}", "没有模板“no.html”"),
    ("<b>", "HTML"),
    ("&nbsp;", "nbsp"),
]


@pytest.mark.parametrize(("code", "said"), MISTAKES, ids=range(len(MISTAKES)))
def test_mistakes_in_a_template(code: str, said: str, make: Make) -> None:
    made = make(template=f"\n\n<p>\n{code}</p>")
    with pytest.raises((TemplateError, ProfileError)) as raised:
        made.printed  # noqa: B018
    assert said in str(raised.value)


def test_the_mistake_is_placed_in_the_file_where_it_stands(make: Make) -> None:
    made = make(
        template='{% include "first.html" %}',
        first='<p>好</p>\n{% include "second.html" %}',
        second="<p>好</p>\n\n<p>{{ 没有的 }}</p>",
    )
    with pytest.raises(TemplateError, match=r"second\.html:3"):
        made.printed  # noqa: B018


def test_a_document_without_a_body_is_said_to_be(make: Make) -> None:
    made = make(document="<html><head></head></html>")
    with pytest.raises(TemplateError, match="没有 <body>"):
        made.printed.document.body  # noqa: B018


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
