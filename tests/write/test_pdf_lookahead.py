"""Lines break where they broke, from no more text than they need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.theme import load_theme
from generator.write.pdf import engine as engine_module
from generator.write.pdf import write_pdf
from generator.write.pdf.engine import INLINE, REPLACED
from generator.write.pdf.replaced.lookahead import REACH, with_short_lookahead
from tests.making import document

STYLE = {"font_size": 10}
TWICE = 2.1  # twice the text, at most about twice the work
Found = tuple[object, int, int | None]


class Breaker:
    """Breaks lines of letters of one width, at spaces where there are any; counts what it saw."""

    def __init__(self, letter: float) -> None:
        self.letter = letter
        self.seen = 0

    def __call__(self, text: str, style: Any, context: Any, width: float) -> Found:
        self.seen += len(text)
        room = max(1, int(width / self.letter))
        if len(text) <= room:
            return None, len(text.encode()), None
        space = text.rfind(" ", 0, room)
        end = space + 1 if space > 0 else room
        return None, len(text[:end].encode()), len(text[:end].encode())


def _lines(split: Callable[..., Any], text: str, width: float) -> list[int]:
    """The length in bytes of each line."""
    lines, rest = [], text.encode()
    while rest:
        _, length, resume_at = split(rest.decode(), STYLE, None, width)
        lines.append(length)
        rest = rest[resume_at:] if resume_at is not None else b""
    return lines


@given(
    st.text(alphabet="a字 \u0301", max_size=400),
    st.floats(0, 600),
    st.sampled_from([0.5, 2.5, 10.0, 30.0]),
)
def test_the_lines_are_those_of_the_whole_text(text: str, width: float, letter: float) -> None:
    breaker = Breaker(letter)
    assert _lines(with_short_lookahead(breaker), text, width) == _lines(breaker, text, width)


@pytest.mark.parametrize("width", [1, 25, 300])
@pytest.mark.parametrize("text", ["a", "字", "a字 "])
def test_work_grows_with_the_text(text: str, width: float) -> None:
    seen = []
    for count in (2000, 4000):
        breaker = Breaker(10)
        _lines(with_short_lookahead(breaker), text * count, width)
        seen.append(breaker.seen)
    assert seen[0] >= 2000
    assert seen[1] <= TWICE * seen[0]


def test_a_line_without_a_width_has_all_its_text() -> None:
    def whole(text: str, style: Any, context: Any, width: None) -> Found:
        assert len(text) == 10 * REACH
        return None, len(text), None

    assert with_short_lookahead(whole)("a" * 10 * REACH, STYLE, None, None)[2] is None


TEXTS = {
    "no place to break": "a" * 300 + "7" * 300,
    "Chinese": "一段没有标点的文字" * 60,
    "marks": "（一）、“二”《三》……，。" * 40,
    "numbers": "1,234.56万元、" * 60,
    "words": "a bc def ghij klmno pqrstuvwxyz " * 20,
    "an address": "https://example.org/a-b/c?d=e+f=g" * 12,
    "accents": "e\u0301" * 300,
    "Hebrew": "אבג " * 120,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_pages_are_the_same_to_the_byte(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = "<colgroup><col style='width:6%'/><col style='width:94%'/></colgroup>"
    cells = f"<tr><td>{text[:200]}</td><td>{text}</td></tr>"
    blocks = f"<p>{text}</p><table class='form'>{columns}<tbody>{cells}</tbody></table>"
    made, theme = document(f"<section class='text'>{blocks}</section>"), load_theme()
    short = write_pdf(made, theme).content
    others = {part: REPLACED[part] for part in REPLACED if part.name != "split_first_line"}
    assert len(others) == len(REPLACED) - 1
    assert all(part.module == INLINE for part in REPLACED if part not in others)
    monkeypatch.setattr(engine_module, "REPLACED", others)
    assert write_pdf(made, theme).content == short
