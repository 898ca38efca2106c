"""Every profile with every fact there is, with each one missing, and with none of them.

A document comes out, or findings with a place: never a template error, an empty heading, a list
entry without content, or a mark after nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import etree

from generator import Disclosure, load
from generator.compose.published import text_of
from generator.compose.vocabulary import HEADINGS
from generator.findings import FindingsError
from generator.profile import known_profiles, load_profile
from tests.filling import Filling
from tests.filling import Path as Key

YEAR = 2024
DOCUMENTS = [
    (name, kind) for name in known_profiles() for kind in load_profile(name).data.description.kinds
]
EVERY_DOCUMENT = pytest.mark.parametrize(("profile", "kind"), DOCUMENTS)
BROKEN = re.compile(
    r"[，。；：、？！,;:]{2,}|原因(?:是|为)?：?[。；，]|(?:主要是|用于|包括|其中)：?[。；]|None|（）|“”|《》"
)
ONLY_ORDINAL = re.compile(
    r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、])?[。；]?"
)
LEADS = ("：", "如下", "见下表")


def problems(root: etree._Element) -> Iterator[str]:
    """What no document may print: headings and leads without what they announce, broken words."""
    blocks = list(root.iter(*HEADINGS, "p", "table"))
    level = 0
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        text = "" if block.tag == "table" else text_of(block, " ")
        level = _level(block) or level
        if following is None or 0 < _level(following) <= level:
            if _level(block):
                yield f"nothing under the heading “{text}”"
            elif text.endswith(LEADS):
                yield f"nothing after “{text}”"
        if block.tag != "table" and ONLY_ORDINAL.fullmatch(text):
            yield f"an entry without content: {etree.tostring(block, encoding='unicode')}"
    for block in root.iter(*HEADINGS, "p", "td", "th"):
        text = text_of(block)
        if found := BROKEN.search(text):
            yield f"“{found[0]}” in “{text[max(0, found.start() - 30) : found.end() + 10]}”"


def _level(block: etree._Element) -> int:
    return HEADINGS.index(block.tag) + 1 if block.tag in HEADINGS else 0


def told(folder: Path, filling: Filling, missing: list[Key]) -> list[str]:
    """What is wrong with the document that has these facts missing."""
    path = folder / "facts.yaml"
    text = yaml.safe_dump(filling.without(missing), allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")
    try:
        made = load(path)
    except FindingsError as error:
        return [] if all(one.line for one in error.findings) else [str(error)]
    return [*problems(made.printed.document.root), *_without_place(made)]


def _without_place(made: Disclosure) -> Iterator[str]:
    for finding in made.printed.findings:
        if not finding.loc:
            yield f"no place: {finding}"


@EVERY_DOCUMENT
def test_a_document_with_every_fact(profile: str, kind: str, tmp_path: Path) -> None:
    filling = Filling(kind, profile, YEAR)
    assert told(tmp_path, filling, []) == []


@EVERY_DOCUMENT
def test_a_document_with_no_fact_that_may_be_missing(
    profile: str, kind: str, tmp_path: Path
) -> None:
    filling = Filling(kind, profile, YEAR)
    every = filling.optional()
    assert told(tmp_path, filling, [key for key in every if not _below_another(key, every)]) == []


def _below_another(key: Key, keys: list[Key]) -> bool:
    return any(key[: len(other)] == other for other in keys if len(other) < len(key))


@EVERY_DOCUMENT
@pytest.mark.parametrize("bit", range(8))
def test_documents_each_without_half_of_the_facts(
    bit: int, profile: str, kind: str, tmp_path: Path
) -> None:
    """Each fact is missing in some and there in others, and no two are always missing together."""
    filling = Filling(kind, profile, YEAR)
    every = filling.optional()
    half = [key for number, key in enumerate(every) if number >> bit & 1]
    assert told(tmp_path, filling, [key for key in half if not _below_another(key, half)]) == []


@pytest.mark.slow
@EVERY_DOCUMENT
def test_documents_each_without_one_fact(profile: str, kind: str, tmp_path: Path) -> None:
    filling = Filling(kind, profile, YEAR)
    wrong = {key: told(tmp_path, filling, [key]) for key in filling.optional()}
    assert {key: words for key, words in wrong.items() if words} == {}
