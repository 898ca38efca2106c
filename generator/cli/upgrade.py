"""``gongkai upgrade FILE``: a facts file of an older version brought up to the present one."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.files import replace_file
from generator.cli.messages import say
from generator.findings import UnreadableError
from generator.model.upgrade import VERSION, upgrade
from generator.read.content import decode, read_bytes

RETURN = b"\r\n"


@click.command("upgrade")
@click.argument("file", metavar="数据文件", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="写到哪个文件；不写则只说要改什么。",
)
@click.option("--overwrite", is_flag=True, help="要写的文件已经有了，就代替它。")
def command(file: Path, output: Path | None, overwrite: bool) -> None:
    """把旧版的数据文件改成现在的写法；没有提到的（连同注释）一字不动。"""
    content = read_bytes(file)
    upgraded = upgrade(file, decode(file, content).text)
    if not upgraded.changes:
        click.echo(f"{file} 已经是第 {VERSION} 版，不用改")
        return
    click.echo(f"{file} 是第 {upgraded.version} 版，改成第 {VERSION} 版：")
    for change in upgraded.changes:
        click.echo(f"  {change}")
    if output is None:
        say("没有写文件；用 -o 说出写到哪里", "yellow")
        return
    if output.exists() and not overwrite:
        raise UnreadableError(f"{output}：已经有这个文件，没有改动（要代替它，加 --overwrite）")
    text = upgraded.text.replace("\n", "\r\n") if RETURN in content else upgraded.text
    replace_file(output, text.encode())
    click.echo(f"已写：{output}")
