"""A folder with a small form in it, and the real command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from lxml import html

from generator.cli.gongkai import command
from tests.making import disclosure, facts

NOBODY = 65534
FORM = (
    "<h1>{{ 部门.名称 }}</h1>"
    "{% for 项 in 项级('一般公共预算') %}"
    "<p>{{ 项.科目 }}：{{ 数('支出预算', 科目=项.科目) | 金额 }}</p>{% endfor %}"
    "<p>{{ 合理保障 or '无' }}</p>"
)


class Office:
    """A clerk's folder: facts files in, documents out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "公开"
        self.form = ["--templates", str(folder / "templates")]
        disclosure(folder, template=FORM)
        (folder / "facts.yaml").unlink()

    def save(self, content: str | bytes = facts(), name: str = "facts.yaml") -> Path:
        """A facts file; text is written as UTF-8 as it is."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def run(self, *arguments: str | Path) -> Result:
        """``gongkai VERB …`` in this process with the folder's form. Nothing may come out of it
        but an exit code."""
        verb, *rest = map(str, arguments)
        result = CliRunner().invoke(command, [verb, *self.form, *rest])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def render(self, content: str | bytes = facts(), name: str = "facts.yaml") -> Result:
        """``gongkai render`` of a facts file to HTML."""
        return self.run("render", self.save(content, name), "-o", self.output, "--format", "html")

    def printed(self, content: str | bytes = facts(), name: str = "facts.yaml") -> list[str]:
        """The blocks of the document that a facts file gives."""
        result = self.render(content, name)
        assert result.exit_code == 0, result.stderr
        tree = html.document_fromstring((self.output / f"{Path(name).stem}.html").read_bytes())
        return ["".join(map(str, block.itertext())) for block in tree.iter("h1", "p")]

    def refused(self, content: str | bytes, name: str = "facts.yaml") -> list[str]:
        """Place and code of each finding that stops the document; nothing is written."""
        result = self.render(content, name)
        assert result.exit_code == 1, result.output
        assert not self.output.exists()
        lines = result.stderr.splitlines()
        return [line.split(": ")[0].split(":", 1)[1] + " " + line.split()[1] for line in lines]

    def notes(self, content: str | bytes) -> list[str]:
        """Place and code of the notes on how a file was read."""
        result = self.run("check", self.save(content))
        assert result.exit_code == 0, result.stderr
        lines = [line for line in result.stderr.splitlines() if " R2" in line]
        return [line.split(": ")[0].split(":", 1)[1] + " " + line.split()[1] for line in lines]


@pytest.fixture
def office() -> Iterator[Office]:
    """A folder of its own, in one that every user may enter."""
    with TemporaryDirectory(prefix="gongkai-") as name:
        yield Office(Path(name))


@contextmanager
def ordinary_user(folder: Path) -> Iterator[None]:
    """Without the privileges of root, to whom nothing is forbidden; ``folder`` is the user's."""
    if os.geteuid() != 0:
        yield
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
