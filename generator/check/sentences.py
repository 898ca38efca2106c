"""Printed sentences: words and marks twice, template text left in, what the facts did not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.check.texts import CHINESE, Printed, Written, around, cut
from generator.findings import Finding, Level, Loc, Rule

UNSAID = Rule(
    "W506",
    Level.ERROR,
    "用途没有写",
    "“{heading}”下印出的句子没有用途：“{text}”{more}",
    "在这一项支出里补上“用途”",
    "格式在这里印“主要用于……”，数据文件没有写用途，印出的句子是不完整的。",
)
TWICE = Rule(
    "W530",
    Level.WARNING,
    "词语重复",
    "“{heading}”下印出“{text}”，“{word}”重复{more}",
    "{hint}",
    "同样的词接连印了两次，多见于数据文件的文字与格式自己的文字相接处。",
)
MARKS_TWICE = Rule(
    "W531",
    Level.WARNING,
    "标点重复",
    "“{heading}”下印出“{text}”，标点“{word}”重复{more}",
    "{hint}",
    "同样的标点接连印了两次，多见于数据文件的文字末尾与格式自己的标点相接处。",
)
UNFILLED = Rule(
    "W532",
    Level.WARNING,
    "模板文字没有填",
    "“{text}”里的“{word}”是没有填的模板文字",
    "填上实际内容，或删去",
    "从模板带来的“XX”“（此处……）”一类文字应当换成实际内容。",
)
LEFT_OVER = Rule(
    "W533",
    Level.WARNING,
    "格式里留有模板文字",
    "“{heading}”下印出“{text}”，其中“{word}”是写给填表人看的话",
    "这一句由格式“{profile}”印出，请改格式",
    "格式的范本里写给填表人看的话，不应印在公开文件上。",
    packaged="在“公布文字”里删去这一句，并报告给开发者",
)
ORDINAL_TWICE = Rule(
    "W534",
    Level.WARNING,
    "序号重复",
    "“{heading}”下印出“{text}”，“{word}”前面已有格式印的序号{more}",
    "{hint}",
    "条目前面的序号由格式印，数据文件里不写序号和项目符号。",
)
RULES = (UNSAID, TWICE, MARKS_TWICE, UNFILLED, LEFT_OVER, ORDINAL_TWICE)

CODE = re.compile(r"科目=(\d{7})")
WORD = re.compile(f"([{CHINESE}]{{2,10}})\\1")
CHINESE_NUMBER = "[一二三四五六七八九十百]+"
_ONE = rf"[（(](?:{CHINESE_NUMBER}|\d{{1,3}})[)）]|{CHINESE_NUMBER}、|\d{{1,3}}[.．、](?!\d)"
ORDINALS = re.compile(rf"(?:{_ONE})\s*(?P<again>{_ONE}|[•●■◆▲➢✓·])")
# 一步一步, 一个一个
REDUPLICATED = re.compile("^一.$")
MARK = re.compile(r"[。，、；：！？,;:]{2,}(?<!::)")
TEMPLATE = re.compile(
    r"(?<![A-Za-zＡ-Ｚ])(?:[XＸ]{2,}|[xｘ]{2,}|×{2,}|[○〇]{2,}|[＿_]{3,}|\*{2,})(?![A-Za-z\d])"
    r"|[某]{2}(?:省|市|县|区|局|厅|部门|单位|项目|年)"
    r"|[（(【]此处[^）)】]{0,40}[）)】]|待(?:填写?|补充?|完善)(?![写充])|请(?:填写|在此|自行)|由各(?:部门|单位)根据实际情况"
    r"|\{\{.{0,80}?\}\}|\{%.{0,80}?%\}"
)
INSTRUCTION = re.compile(
    r"由各(?:部门|单位)根据实际情况|予以增加说明|也要列出空表|按(?:实际|本部门)情况(?:填写|修改|删减)"
)
FOR_AUTHORS = re.compile(f"{INSTRUCTION.pattern}|{TEMPLATE.pattern}")
NO_PURPOSE = re.compile(r"主要用于(?:支出)?(?=[。；，])")
NO_REASON = re.compile("原因[是为]?$")
MANY, MOST = 3, 30


@dataclass(frozen=True)
class Hit:
    """Something found in a printed text, with its place there."""

    block: Printed
    start: int
    end: int

    @property
    def word(self) -> str:
        return self.block.text[self.start : self.end]

    @property
    def context(self) -> str:
        return self.block.text[max(0, self.start - 4) : self.end + 4]


class Seams:
    """Finds which typed text a part of a printed text comes from."""

    def __init__(self, texts: Sequence[Written]) -> None:
        self.texts = texts

    def source(self, hit: Hit) -> Written | None:
        """The typed text that holds the hit or touches it; the longest of several."""
        touching = [one for one in self.texts if self._touches(one.text, hit)]
        return max(touching, key=lambda one: len(one.text), default=None)

    def _touches(self, text: str, hit: Hit) -> bool:
        start = hit.block.text.find(text) if len(text) > 1 else -1
        while start >= 0:
            if start < hit.end and start + len(text) > hit.start:
                return True
            start = hit.block.text.find(text, start + 1)
        return False


def twice(
    printed: Iterable[Printed], texts: Sequence[Written], known: Sequence[str]
) -> Iterator[Finding]:
    """Words and marks printed twice; ``known`` are texts published as they were."""
    words: dict[str, list[Hit]] = {}
    marks: dict[str, list[Hit]] = {}
    ordinals: list[Hit] = []
    for block in printed:
        if block.tag == "th":
            continue
        for match in WORD.finditer(block.text):
            if not REDUPLICATED.match(match[1]):
                words.setdefault(match[1], []).append(Hit(block, *match.span()))
        for match in MARK.finditer(block.text):
            if NO_REASON.search(block.text[: match.start()]):
                continue
            marks.setdefault(match[0], []).append(Hit(block, *match.span()))
        if again := ORDINALS.match(block.text):
            ordinals.append(Hit(block, *again.span("again")))
    seams = Seams(texts)
    for code, found in (("W530", words), ("W531", marks)):
        for word, hits in list(found.items())[:MOST]:
            yield from _repeated(code, word, _distinct(hits, known), seams)
    for hit in ordinals[:MOST]:
        yield from _repeated("W534", hit.word, _distinct([hit], known), seams)


def _distinct(hits: Iterable[Hit], known: Sequence[str]) -> list[Hit]:
    """The hits in different surroundings, without those that were published so."""
    found = {hit.context: hit for hit in hits if not _published(hit, known)}
    return list(found.values())


def _published(hit: Hit, known: Sequence[str]) -> bool:
    text = hit.block.text
    return any(
        hit.word in words
        and (start := text.find(words)) >= 0
        and start <= hit.start
        and hit.end <= start + len(words)
        for words in known
    )


def _repeated(code: str, word: str, hits: list[Hit], seams: Seams) -> Iterator[Finding]:
    more = f"，这样的地方共 {len(hits)} 处" if len(hits) > MANY else ""
    for hit in hits[:1] if len(hits) > MANY else hits:
        source = seams.source(hit)
        text = cut(hit.block.text, hit.start, hit.end)
        params = {"heading": hit.block.heading, "text": text, "word": word, "more": more}
        hint = "删去数据文件里重复的部分" if source else "改动与它相接的文字，或改格式"
        yield Finding(code, {**params, "hint": hint}, source.loc if source else ())


def unfilled(texts: Iterable[Written]) -> Iterator[Finding]:
    """Template text in the facts, each text once."""
    seen: set[str] = set()
    for one in texts:
        match = TEMPLATE.search(one.text)
        if match and one.text not in seen:
            seen.add(one.text)
            params = {"text": around(one.text, match), "word": match.group()}
            yield Finding("W532", params, one.loc)


def left_over(
    printed: Iterable[Printed], texts: Sequence[Written], known: Sequence[str], profile: str
) -> Iterator[Finding]:
    """What a form's own words say to those who fill it in; ``known`` were published as they are."""
    written = [*(one.text for one in texts), *known]
    typed = {match.group() for text in written if (match := FOR_AUTHORS.search(text))}
    for block in printed:
        match = FOR_AUTHORS.search(block.text)
        if match and match.group() not in typed:
            params = {"heading": block.heading, "text": around(block.text, match)}
            params |= {"word": match.group(), "profile": profile}
            yield Finding("W533", params, ("格式",))


def unsaid(printed: Iterable[Printed], lines: Mapping[str, int]) -> Iterator[Finding]:
    """Sentences that say no purpose; ``lines`` are those of the facts by functional code."""
    hits = [
        Hit(block, *match.span())
        for block in printed
        if block.figures and (match := NO_PURPOSE.search(block.text))
    ]
    more = f"，这样的句子共 {len(hits)} 处" if len(hits) > MANY else ""
    for hit in hits[:1] if len(hits) > MANY else hits:
        shown = cut(hit.block.text, hit.start, hit.end)
        params = {"heading": hit.block.heading, "text": shown, "more": more}
        yield Finding("W506", params, _line(hit.block, lines))


def _line(block: Printed, lines: Mapping[str, int]) -> Loc:
    """The expenditure line that a sentence is about."""
    codes = (match[1] for key in block.figures if (match := CODE.search(key)))
    found = next((lines[code] for code in codes if code in lines), None)
    return ("支出",) if found is None else ("支出", found, "用途")
