"""Profiles and templates of somebody who means harm: each ends in words, in time and in memory.

The kernel counts: a process that takes more of either than it may is ended by it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hard.conftest import FORM, Office
from tests.making import FORM as NAME
from tests.making import PROFILE, cases, facts, page

SECONDS, MEMORY = 5, 1_500_000_000
TEN = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"
LAUGHS = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20)
)

PROFILES = {
    "references that explode": (LAUGHS, "R105"),
    "a list in itself": ("words: &a {甲: *a}", "R105"),
    "brackets": ("words: " + "[" * 100_000, "过深"),
    "a key twice": ("words: {}\nwords: {}", "R102"),
    "a Python object": ('formats: !!python/object/apply:os.system ["touch hurt"]', "formats"),
    "a Python name": ("theme: !!python/name:os.system", "theme"),
    "a parent that is a path": ("extends: ../../../etc", "extends"),
    "a theme that is a path": ("theme: ../../theme", "theme"),
    "a word too long": (f"words: {{甲: {'长' * 20_001}}}", "R118"),
    "a list too long": (f"words: {{甲: [{'1, ' * 10_000}]}}", "R119"),
    "words that are code": ("words: {甲: \"{{ ''.__class__.__mro__ }}\"}", "__class__"),
    "words that never end": ("words: {甲: \"{{ 'x' * 1000000000 }}\"}", "只有数能计算"),
    "a width of a billion": (
        "formats: {text: {decimals: 1000000000}}",
        "decimals",
    ),
}
TEMPLATES = {
    "a link that is code": "<p><a href='javascript:alert(1)'>a</a></p>",
    "a link to elsewhere": "<p><a href='http://example.org/'>a</a></p>",
    "a style that loads": "<p style='background:url(http://example.org/a)'>a</p>",
    "a width that loads": "<table class='grid'><colgroup><col style='width:url(a)'/></colgroup>"
    "<tbody><tr><td>a</td></tr></tbody></table>",
    "a script": "<script>alert(1)</script>",
    "a picture": "<p><img src='file:///etc/passwd'/></p>",
    "a frame": "<iframe src='/etc/passwd'></iframe>",
    "a handler": "<p onclick='alert(1)'>a</p>",
    "an unknown class": "<p class='x'>a</p>",
    "an entity": "<p>&nbsp;</p>",
    "a document type": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><p>&b;</p>",
    "a huge span": "<table class='grid'><colgroup><col style='width:100%'/></colgroup><tbody><tr>"
    "<td colspan='99999999'>a</td></tr></tbody></table>",
    "an include of a path": "{% include '../../facts.yaml' %}",
    "an include of a file": "{% include '/etc/passwd' %}",
    "an include of itself": "{% include 'document.html' %}",
    "a macro in itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "code": "{{ 部门.__init__.__globals__ }}",
    "code by a filter": "{{ '' | attr('__class__') }}",
    "code by a text": "{{ '{0.__class__}'.format(1) }}",
    "a number with a width": "{{ '%1000000000d' % 1 }}",
    "a text doubled": "{% set n = namespace(x='ab') %}"
    + "{% set n.x = n.x ~ n.x %}" * 40
    + "{{ n.x }}",
    "loops in loops": f"{{% for _ in {TEN} %}}" * 9 + "<p/>" + "{% endfor %}" * 9,
    "loops of ranges": "{% for a in range(1000000000) %}{{ a }}{% endfor %}",
    "tables in loops": f"{{% for _ in {TEN} %}}" * 6 + "{{ 表('单').html }}" + "{% endfor %}" * 6,
    "figures in loops": "{% set n = namespace(i=0) %}"
    + f"{{% for _ in {TEN} %}}" * 7
    + "{% set n.i = n.i + 1 %}{{ 数('支出预算', 科目='x' ~ n.i) | 金额 }}"
    + "{% endfor %}" * 7,
    "a long text cut again and again": "{% set n = namespace(x='ab') %}"
    + "{% set n.x = n.x ~ n.x %}" * 20
    + f"{{% for _ in {TEN} %}}" * 8
    + "{% set x = n.x[1:] %}"
    + "{% endfor %}" * 8,
    "sorted again and again": f"{{% for _ in {TEN} %}}" * 8
    + "{{ "
    + TEN
    + " | sort | length }}"
    + "{% endfor %}" * 8,
    "elements in elements": "<b>" * 50_000 + "</b>" * 50_000,
}
TABLE = (
    "tables:\n  - {id: 单, sum: {of: 支出}, rows: [{label: 计, sum: {}}], "
    "columns: [{label: 甲, sum: {}}]}\n"
)


def _bounded(office: Office, *arguments: str | Path) -> tuple[int, str]:
    """The exit code and the messages of a command in a process of its own, with its bounds."""
    told = office.folder / "told"
    child = os.fork()
    if child == 0:
        code = 99
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY, size + MEMORY))
            result = office.run(*arguments)
            told.write_text(result.stderr, "utf-8")
            code = result.exit_code
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), told.read_text("utf-8") if told.exists() else ""


def _refused(office: Office, profile: str, template: str) -> str:
    """What is said of facts in this form by ``check`` and by ``render``, which write nothing."""
    form = office.folder / "templates" / NAME
    head = "" if profile.startswith("extends") else "extends: _base\n"
    (form / "profile.yaml").write_text(f"{head}{PROFILE}{profile}\n", "utf-8")
    (form / "document.html").write_text(page(template), "utf-8")
    path = office.save(facts())
    before = sorted(office.folder.rglob("*"))
    code, told = _bounded(office, "check", path)
    assert code == 2, told
    assert 0 < len(told) < 20_000
    assert "Traceback" not in told and "程序没有料到" not in told
    assert {*office.folder.rglob("*")} == {*before, office.folder / "told"}
    return told


@pytest.mark.parametrize(("profile", "said"), PROFILES.values(), ids=PROFILES)
def test_profiles(profile: str, said: str, office: Office) -> None:
    assert said in _refused(office, profile, "{{ 甲 }}" + FORM)


LONGEST = {"tables in loops", "figures in loops", "sorted again and again"}


@pytest.mark.parametrize("template", cases(TEMPLATES, slow=LONGEST))
def test_templates(template: str, office: Office) -> None:
    assert "错误：" in _refused(office, TABLE, template)


@pytest.mark.parametrize("name", ["一.html", "profile.yaml"])
def test_links_out_of_the_folder(name: str, office: Office, tmp_path: Path) -> None:
    (tmp_path / "一.html").write_text("<p>机密</p>", "utf-8")
    (tmp_path / "profile.yaml").write_text(f"extends: _base\n{PROFILE}", "utf-8")
    form = office.folder / "templates" / NAME
    form.joinpath("document.html").write_text(page("{% include '一.html' %}"), "utf-8")
    (form / name).unlink(missing_ok=True)
    (form / name).symlink_to(tmp_path / name)
    code, told = _bounded(office, "check", office.save())
    assert code == 2
    assert "以外的符号链接" in told and "机密" not in told


def test_patterns_of_published_numbers(office: Office) -> None:
    """Wildcards that a matcher would try in all ways one after another."""
    places = "".join(
        f"  - {{位置: '{'*a' * 30}b{n}/{'*a' * 30}b/{'*a' * 30}b', 公布: 1, 原因: 甲}}\n"
        for n in range(50)
    )
    code, told = _bounded(office, "check", office.save(facts() + f"公布数:\n{places}"))
    assert code == 1
    assert "P301" in told


MAIN = "from generator.cli.gongkai import main; main()"


@pytest.mark.parametrize("room", [80, 110])
def test_too_little_memory(room: int, office: Office) -> None:
    """It ends in words wherever Python is told that there is none."""
    names = "".join(f"  - {{名称: 甲{n}, 资金: {{一般公共预算: 1}}}}\n" for n in range(9000))
    path = office.save(facts(f"支出: []\n项目:\n{names}"))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (room * 1024 * 1024,) * 2)

    run = subprocess.run(
        [sys.executable, "-c", MAIN, "check", path, *office.form],
        preexec_fn=limited,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2, run.stderr
    assert "内存不" in run.stderr and "Traceback" not in run.stderr
    assert "开发者" not in run.stderr
