"""What reaches a terminal or a report is seen as it is, on one line."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from generator.printable import printable

SPELT = {
    "一\n二": r"一\n二",
    "\x1b[31m": r"\x1b[31m",
    "\x07\x00\x7f\x9b": r"\x07\x00\x7f\x9b",
    "a\u2028b\x85c": r"a\u2028b\x85c",
    "文\u202e字": r"文\u202e字",
    "\udcd4": r"\udcd4",
    "\uffff": r"\uffff",
    "\U000e0041": r"\U000e0041",
    "表\t格": r"表\t格",
}


@pytest.mark.parametrize(("text", "shown"), SPELT.items())
def test_what_is_not_seen_is_spelt_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_what_is_seen_stays() -> None:
    text = "部门预算 2031（万元）：“三公”经费—— é 𠮷 葛\U000e0100 \\ %"
    assert printable(text) == text


def test_every_character_of_a_kind() -> None:
    """Nothing that Unicode calls a control, a line end, a direction or half a character is left."""
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        unseen = unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or (
            unicodedata.bidirectional(character)
            in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        )
        if unseen:
            assert printable(character).isascii(), hex(number)
