"""``gongkai upgrade FILE…``: facts files of an older version brought up to the present one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli import options
from generator.cli.chinese import verb
from generator.cli.files import refuse_taken, replace_file
from generator.cli.messages import FINE, report, tell
from generator.findings import GongkaiError, UnreadableError


@verb()
@options.files
@click.option("--dry-run", is_flag=True, help="只说要改什么，不写文件。")
def upgrade(files: Sequence[Path], dry_run: bool) -> None:
    """把旧版写法的数据文件改成现在的：只动写法变了的键，注释、次序、其余的字都不动。"""
    code = FINE
    for path in files:
        try:
            _upgrade(path, dry_run)
        except GongkaiError as error:
            code = max(code, report(error))
    sys.exit(code)


def _upgrade(path: Path, dry_run: bool) -> None:
    """Bring one file up and say what was changed. Raises ``GongkaiError`` where that fails; then
    the file stays as it was."""
    from generator.model.keys import known_keys
    from generator.model.upgrade.steps import VERSION
    from generator.model.upgrade.text import upgraded
    from generator.read.content import read_bytes

    content = read_bytes(path)
    made = upgraded(path, content, known_keys())
    if not made.changes:
        tell(f"{path}：已经是第 {VERSION} 版，没有改动")
        return
    if not dry_run:
        refuse_taken([path], {})
        if not os.access(path, os.W_OK):
            raise UnreadableError(f"{path}：写不进去（只能读）")
        if read_bytes(path) != content:
            raise UnreadableError(f"{path}：读了以后又有人改动，没有写；再运行一次")
        replace_file(path, made.content)
    tell(f"{path}：第 {made.version} 版{'要' if dry_run else '已'}改成第 {VERSION} 版")
    for change in made.changes:
        tell(f"  {change}")
