"""``gongkai doctor`` on a machine that has been set up."""

from __future__ import annotations

from click.testing import CliRunner

from generator.cli.gongkai import command
from generator.theme import load_theme


def test_it_names_libraries_versions_and_the_font_of_every_role() -> None:
    result = CliRunner().invoke(command, ["doctor"])
    assert result.exit_code in (0, 1)
    roles = list(load_theme().fonts)
    assert roles
    for word in (*roles, "weasyprint", "pango", "harfbuzz-subset"):
        assert word in result.stdout
    assert all(line[0] in "✓✗" for line in result.stdout.splitlines() if "：/" in line)
