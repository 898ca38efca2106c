"""docs/facts.md: it shows every group of facts, its examples are facts, its message is true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from docs.generate.facts import KEYS
from docs.generate.glossary import groups
from generator.findings import FindingsError
from generator.model import Document, parse
from generator.read import read_source
from tests.docs.pages import DOCS, ROOT, blocks

GUIDE = DOCS / "facts.md"
EXAMPLES = [
    (text, "部门决算" if mark == "决算" else "部门预算")
    for mark, kind, text in blocks(GUIDE)
    if kind == "yaml" and not text.startswith("#")
]
NEEDED = {"格式": "小格式", "年度": 2031, "部门": {"名称": "某某局"}, "支出": []}


def _facts(text: str, kind: str, folder: Path) -> Document:
    """An example as facts, with the keys that every file must have and the example has not."""
    lacking = {"文种": kind, **NEEDED}.items()
    typed = yaml.load(text, Loader=yaml.BaseLoader)
    head = {key: value for key, value in lacking if key not in typed}
    path = folder / "facts.yaml"
    path.write_text(yaml.safe_dump(head, allow_unicode=True) + text, encoding="utf-8")
    return parse(read_source(path))


def _shown(value: object) -> Iterator[str]:
    """The names of the groups that were typed."""
    if isinstance(value, BaseModel):
        if value.model_fields_set:
            yield type(value).__name__
        value = [getattr(value, name) for name in value.model_fields_set]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _shown(one)


def test_examples_are_facts_and_show_every_group(tmp_path: Path) -> None:
    assert len(EXAMPLES) > 15
    shown = {name for one in EXAMPLES for name in _shown(_facts(*one, tmp_path))}
    assert shown == {model.__name__ for model in groups()} - {"Disclosed"}


def test_every_group_is_explained_once() -> None:
    """Its keys stand in a table, after a sentence or an example."""
    text = GUIDE.read_text(encoding="utf-8")
    tables = [mark["group"] for mark in KEYS.finditer(text)]
    assert sorted(tables) == sorted(model.__name__ for model in groups())
    for mark in KEYS.finditer(text):
        before = text[: mark.start()].rstrip().rsplit("\n", 1)[-1]
        assert before.endswith(("。", "：", "```")), mark["group"]


def test_message_is_what_the_program_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (said,) = [text.strip() for _, kind, text in blocks(GUIDE) if kind == "text"]
    text = (ROOT / "data/published/quanzhou-2025-budget.yaml").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    path = Path(said.split(":")[0])
    path.write_text(text.replace("基本支出:", "基本支岀:", 1), encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        parse(read_source(path))
    assert said in map(str, caught.value.findings)
