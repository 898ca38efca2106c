"""``gongkai explain``: a code's meaning, a number's origin and its places."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.gongkai import command

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
ZHANGZHOU = str(PUBLISHED / "zhangzhou-2024-budget.yaml")


def _run(*words: str) -> Result:
    return CliRunner().invoke(command, ["explain", *words])


@pytest.mark.parametrize("code", ["R101", "f203", "P303"])
def test_a_code(code: str) -> None:
    result = _run(code)
    assert result.exit_code == 0
    assert result.stdout.startswith(code.upper())
    assert "意思：" in result.stdout


def test_an_unknown_code() -> None:
    result = _run("X999")
    assert result.exit_code == 2
    assert "没有代码“X999”" in result.stderr


def test_an_amount_down_to_typed_lines_and_all_its_places() -> None:
    output = _run(ZHANGZHOU, "611.05").stdout
    assert "支出[科目=208]" in output
    for amount, code in (("5.36", "2080501"), ("70.36", "2080502"), ("535.33", "2080505")):
        assert f"+ {amount}  {code}" in output
    assert "收支预算总表/社会保障和就业支出" in output
    assert f"{ZHANGZHOU}:" in output


def test_a_name_with_what_was_published() -> None:
    output = _run(ZHANGZHOU, "支出预算").stdout
    assert "公布数：印 16506.19，按数据为 16506.20" in output
    assert "正文“一、预算收支总体情况”：16,506.19" in output


def test_a_change_in_a_sentence() -> None:
    output = _run(ZHANGZHOU, "732.12").stdout
    assert "·变动" in output
    assert "正文“一、预算收支总体情况”" in output


def test_a_number_that_is_not_printed() -> None:
    result = _run(ZHANGZHOU, "123456.78")
    assert result.exit_code == 2
    assert "没有印出“123456.78”" in result.stderr
