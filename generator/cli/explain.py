"""``gongkai explain``: what a code means, or where a printed number comes from."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.chinese import verb
from generator.cli.messages import FINE, UNASKED, UNUSABLE, publish, report, say, show
from generator.findings import RULES, GongkaiError, Rule

if TYPE_CHECKING:
    from generator.origin import Origin


@verb()
@click.argument("what", metavar="代码|数据文件", type=options.PathType("file", RULES))
@click.argument("figure", metavar="[指标|金额]", required=False)
@options.templates
@options.overrides
def explain(
    what: Path, figure: str | None, templates: Sequence[Path], overrides: Mapping[str, str]
) -> None:
    """说明一个代码的意思，或一个印出的数从哪里来、印在哪里。

    例如 gongkai explain R101，gongkai explain 数据文件 16506.19。
    """
    import generator.check  # noqa: F401  (registers every rule)

    if figure is None:
        rule = RULES.get(str(what).upper())
        if rule is None:
            say(f"没有代码“{what}”；全部代码见 docs/checks.md")
            sys.exit(UNUSABLE)
        publish(list(_rule(rule)))
        sys.exit(FINE)
    try:
        found = _figure(what, figure, templates, overrides)
    except GongkaiError as error:
        sys.exit(report(error))
    if not found:
        say(f"文件里没有印出“{figure}”")
        sys.exit(UNUSABLE)
    publish(found)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"{rule.code} {rule.level.value}：{rule.title}"
    yield f"  意思：{rule.meaning}"
    yield f"  写法：{rule.message}"
    if rule.hint:
        yield f"  改法：{rule.hint}"
    if rule.citation:
        yield f"  依据：{rule.citation}"


def _figure(
    path: Path, wanted: str, templates: Sequence[Path], overrides: Mapping[str, str]
) -> list[str]:
    from generator.api import load
    from generator.origin import origins

    disclosure = load(path, templates, overrides)
    for note in disclosure.source.notes:
        if note.code == UNASKED:
            show(note)
    return [line for one in origins(disclosure, wanted) for line in _origin(one)]


def _origin(origin: Origin) -> Iterator[str]:
    yield f"{origin.value} = {origin.key}"
    yield from (f"    {line}" for line in origin.terms)
    if origin.published:
        yield f"  公布数：印 {origin.published}，按数据为 {origin.value}"
    yield "  印在："
    yield from (f"    {where}" for where in origin.places)
