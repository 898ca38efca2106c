"""What templates can reach: values, and of objects what is listed."""

from __future__ import annotations

import pytest

from generator.compose import TemplateError
from tests.making import Make

TABLE = """\
tables:
  - id: 表
    sum: {of: 支出}
    rows: [{label: 合计, sum: {}}]
    columns: [{label: 项目, show: 标签}, {label: 金额, sum: {}}]
"""
REACHING = [
    "表('表').declared",
    "表('表').declared.parse_raw('x', proto='pickle', allow_pickle=true)",
    "表('表').patterns",
    "表('表').grids",
    "数('支出预算').queries",
    "数('支出预算')._replace",
    "数('支出预算').__class__",
    "数.__self__",
    "''.__class__.__mro__",
    "''.format.__globals__",
    "'{0.__class__}'.format(1)",
    "'ab'.center(10)",
    "'ab'.ljust(10)",
    "'a'.encode()",
    "'ab'.join(['c'])",
    "部门.pop('名称')",
    "支出.append(1)",
    "''|attr('__class__')",
    "[1]|map(attribute='__class__')|first",
    "支出|sort(attribute='__class__')",
    "支出|groupby('__class__')",
    "self._TemplateReference__context",
    "self.name",
    "lipsum()",
    "cycler(1)",
    "joiner(1)",
    "[1, 2]|random",
    "1|pprint",
    "'a'|center(10)",
    "'a'|indent(10)",
    "'%9d'|format(1)",
    "'a'|safe",
    "'%9d' % 1",
    "'a' * 9",
    "[1] * 9",
    "2 ** 1000",
]


@pytest.mark.parametrize("what", REACHING)
def test_nothing_else_is_reached(what: str, make: Make) -> None:
    made = make(profile=TABLE, template=f"<p>{{{{ {what} }}}}</p>")
    with pytest.raises(TemplateError):
        print(made.printed.document.html())


@pytest.mark.parametrize(
    "what", [what for what in REACHING if "数" not in what and "表" not in what]
)
def test_nor_by_a_pattern(what: str, make: Make) -> None:
    made = make(profile=f"words: {{词: '{{{{ {what.replace(chr(39), chr(34))} }}}}'}}\n")
    with pytest.raises(TemplateError):
        print(made.context["词"])


ALLOWED = {
    "表('表').title": "",
    "数('支出预算').value * 2": "71.00",
    "7 % 4": "3",
    "部门.get('名称').startswith('某')": "True",
    "[3, 1, 2]|sort|join('、')": "1、2、3",
}


@pytest.mark.parametrize(("what", "shown"), ALLOWED.items(), ids=ALLOWED)
def test_what_is_listed_is_read(what: str, shown: str, make: Make) -> None:
    made = make(profile=TABLE, template=f"<p>{{{{ {what} }}}}。</p>")
    assert f"<p>{shown}。</p>" in made.printed.document.html()
