"""``gongkai VERB``: everything beside rendering is a verb of this command."""

from __future__ import annotations

import click

from generator.cli.check import check
from generator.cli.chinese import Verbs
from generator.cli.completion import completion
from generator.cli.doctor import doctor
from generator.cli.explain import explain
from generator.cli.profiles import profiles
from generator.cli.render import command as render
from generator.cli.schema import schema
from generator.cli.start import start
from generator.cli.upgrade import upgrade


@click.group(cls=Verbs)
def command() -> None:
    """公开：部门预算、决算公开文件的生成与核对。"""


command.add_command(render, "render")
command.add_command(check, "check")
command.add_command(explain, "explain")
command.add_command(profiles, "profiles")
command.add_command(schema, "schema")
command.add_command(doctor, "doctor")
command.add_command(upgrade, "upgrade")
command.add_command(completion, "completion")


def main() -> None:
    """The console command ``gongkai``."""
    start(command, "gongkai")
