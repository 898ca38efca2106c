"""docs/facts.md: its examples are real, and its message is what the program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.findings import FindingsError
from generator.model import parse
from generator.read import read_source
from tests.docs.pages import DOCS, ROOT, blocks

GUIDE = DOCS / "facts.md"
FROM = "摘自 "


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def test_examples_stand_in_the_published_files() -> None:
    quoted = [(mark, text) for mark, _, text in blocks(GUIDE) if mark.startswith(FROM)]
    assert len(quoted) > 15
    for mark, text in quoted:
        source = _lines((ROOT / mark.removeprefix(FROM)).read_text(encoding="utf-8"))
        wanted = _lines(text)
        starts = [index for index, line in enumerate(source) if line == wanted[0]]
        assert any(source[start : start + len(wanted)] == wanted for start in starts), text


def test_other_examples_are_facts(tmp_path: Path) -> None:
    texts = [text for mark, kind, text in blocks(GUIDE) if not mark and kind == "yaml"]
    examples = [text for text in texts if not text.startswith("#")]
    assert len(examples) == 6
    for text in examples:
        kind = "部门决算" if text.startswith("结转结余") else "部门预算"
        head = f"文种: {kind}\n格式: fujian-budget\n年度: 2031\n部门: {{名称: 某某局}}\n"
        body = text if "支出:" in text else f"{text}支出: []\n"
        if text.startswith("主要工作"):
            indented = "".join(f"  {line}\n" for line in text.splitlines())
            duties = "  主要职责: {条目: [无]}\n  机构设置: {}\n"
            body = f"部门概况:\n{duties}{indented}支出: []\n"
        path = tmp_path / "facts.yaml"
        path.write_text(head + body, encoding="utf-8")
        assert parse(read_source(path)).year == 2031


def test_message_is_what_the_program_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (said,) = [text.strip() for _, kind, text in blocks(GUIDE) if kind == "text"]
    text = (ROOT / "data/published/quanzhou-2025-budget.yaml").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    path = Path(said.split(":")[0])
    path.write_text(text.replace("基本支出:", "基本支岀:", 1), encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        parse(read_source(path))
    assert said in map(str, caught.value.findings)
