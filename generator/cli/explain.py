"""``gongkai explain``: what a code means, or where a printed number comes from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.messages import FINE, UNASKED, UNUSABLE, report, show
from generator.findings import RULES, GongkaiError, Rule


@click.command()
@click.argument("what", metavar="代码|数据文件")
@click.argument("figure", metavar="[指标|金额]", required=False)
@click.option("--templates", multiple=True, metavar="文件夹", help="另加的格式文件夹，可多次使用。")
def explain(what: str, figure: str | None, templates: tuple[str, ...]) -> None:
    """说明一个代码的意思（gongkai explain R101），或一个印出的数从哪里来、印在哪里
    （gongkai explain 数据文件 16506.19）。"""
    import generator.check  # noqa: F401  (registers every rule)

    if figure is None:
        rule = RULES.get(what.upper())
        if rule is None:
            click.secho(f"没有代码“{what}”；全部代码见 docs/checks.md", fg="red", err=True)
            sys.exit(UNUSABLE)
        _rule(rule)
        sys.exit(FINE)
    try:
        sys.exit(_figure(Path(what), figure, [Path(name) for name in templates]))
    except GongkaiError as error:
        sys.exit(report(error))


def _rule(rule: Rule) -> None:
    click.echo(f"{rule.code} {rule.level.value}：{rule.title}")
    click.echo(f"  意思：{rule.meaning}")
    click.echo(f"  写法：{rule.message}")
    if rule.hint:
        click.echo(f"  改法：{rule.hint}")
    if rule.citation:
        click.echo(f"  依据：{rule.citation}")


def _figure(path: Path, wanted: str, roots: list[Path]) -> int:
    from generator.api import load
    from generator.origin import origins

    disclosure = load(path, roots)
    for note in disclosure.source.notes:
        if note.code == UNASKED:
            show(note)
    found = origins(disclosure, wanted)
    if not found:
        click.secho(f"文件里没有印出“{wanted}”", fg="red", err=True)
        return UNUSABLE
    for origin in found:
        click.echo(f"{origin.value} = {origin.key}")
        for line in origin.terms:
            click.echo(f"    {line}")
        if origin.published:
            click.echo(f"  公布数：印 {origin.published}，按数据为 {origin.value}")
        click.echo("  印在：")
        for where in origin.places:
            click.echo(f"    {where}")
    return FINE
