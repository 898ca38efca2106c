"""Characters that no font prints as themselves, each where it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from generator.check.registry import check
from generator.check.texts import cut
from generator.disclosure import Disclosure
from generator.findings import Finding, Level, Loc, Rule
from generator.profile import Profile
from generator.walking import walk
from generator.write.fonts import unknown, unprintable

NONE = Rule(
    "Z401",
    Level.ERROR,
    "没有字体有这个字",
    "{where}里的{characters}没有一种字体能印{more}",
    "核对是否输错；确是这个字的，在本机安装有这个字的字体"
    "（生僻字如“花园明朝”，符号如“DejaVu Sans”），或换成通用的字",
    "本程序用的字体和本机装的字体都没有这个字，印出来是空白或方框。各种格式都不生成，免得在别的电脑上缺字。",
)
PRIVATE = Rule(
    "Z402",
    Level.ERROR,
    "私用字符",
    "{where}里的{characters}是私用字符，各种字体印出不同的样子{more}",
    "多是从 Word 粘贴的符号或自造的字：删去，用输入法重新输入；有标准编码的字用标准编码",
    "U+E000 一带的编码没有统一的字，Word 的符号字体、各地自造的字各用各的，换一种字体就印成别的。",
)
LOST = Rule(
    "Z403",
    Level.ERROR,
    "文字损坏后留下的记号",
    "{where}里的{characters}是文字损坏后留下的记号{more}",
    "按原文重新输入这几个字",
    "软件读不懂一个字时，以“�”（U+FFFD）代替，原来的字已经丢失。",
)
VARIANT = Rule(
    "Z404",
    Level.WARNING,
    "字形选择符不起作用",
    "{where}里的{characters}是字形选择符，不起作用，印出的是前面那个字的通用字形{more}",
    "看印出的字形可否接受；可以的，删去这个看不见的字符（连同前面的字重新输入即可）",
    "字形选择符（U+FE00 至 FE0F、U+E0100 至 E01EF）看不见，指定前一个字用哪种写法；公文字体没有。",
)
MARK = Rule(
    "Z405",
    Level.WARNING,
    "附加符号",
    "{where}里的{characters}是附加在前一个字上的符号，印出的位置可能不对{more}",
    "换成带符号的一个字（如“é”）；没有的，看印出的样子可否接受",
    "声调等符号单独编码的，由字体把它放到前一个字上，各种字体放得不同。",
)
UNJUDGED = Rule(
    "Z406",
    Level.NOTE,
    "没有字体可供核对",
    "{why}，不能核对每个字能不能印出",
    "运行 gongkai doctor 看缺什么，make setup 可以补齐",
    "只核对、不生成文件的电脑可以没有字体；缺字要在生成文件的电脑上才看得出。",
)
MOST = 5  # characters that a message names
BLANK = ("Zs", "Cc")  # white space, drawn by every font
KINDS = {
    "Z402": re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]"),
    "Z403": re.compile("\ufffd"),
    "Z404": re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"),
}
PROFILE: Loc = ("格式",)  # where the facts name it


@check(NONE, PRIVATE, LOST, VARIANT, MARK, UNJUDGED)
def unprinted(disclosure: Disclosure) -> Iterator[Finding]:
    """Characters of the printed document that are not printed as themselves."""
    printed = set("".join(map(str, disclosure.printed.document.body.itertext())))
    wrong = {one: code for one in printed if (code := _code(one))}
    plain = {one for one in printed - wrong.keys() if unicodedata.category(one) not in BLANK}
    missing = unprintable(disclosure.theme, plain)
    if missing and (why := unknown(disclosure.theme)):
        yield Finding(UNJUDGED.code, {"why": why})
        missing = set()
    if wrong := wrong | dict.fromkeys(missing, NONE.code):
        yield from _findings(disclosure, wrong)


def _code(character: str) -> str:
    """The code of a character that no font makes right; empty for any other."""
    if unicodedata.combining(character):
        return MARK.code
    return next((code for code, kind in KINDS.items() if kind.match(character)), "")


def _findings(disclosure: Disclosure, wrong: Mapping[str, str]) -> Iterator[Finding]:
    """One for each code and place; of a character that was typed several times, the first place."""
    texts = [one for one in walk(disclosure.source.data) if isinstance(one[1], str)]
    found: dict[tuple[str, Loc, str], list[str]] = {}
    for character, code in sorted(wrong.items()):
        loc, text = next((one for one in texts if character in one[1]), (PROFILE, ""))
        where = text or _template(disclosure.profile, character)
        found.setdefault((code, loc, where), []).append(character)
    for (code, loc, where), characters in found.items():
        if loc != PROFILE:
            start = where.index(characters[0])
            where = f"“{cut(where, start, start + 1)}”"
        count = sum(text.count(one) for _, text in texts for one in characters)
        more = f"（共 {count} 处）" if count > len(characters) else ""
        yield Finding(code, {"where": where, "characters": _named(characters), "more": more}, loc)


def _named(characters: Sequence[str]) -> str:
    named = "、".join(_character(one) for one in characters[:MOST])
    return named + (f"等 {len(characters)} 个字" if len(characters) > MOST else "")


def _character(one: str) -> str:
    """A character as a message names it: with itself only where it can be seen alone."""
    seen = unicodedata.category(one)[0] in "LNPS"
    return f"“{one}”（U+{ord(one):04X}）" if seen else f"U+{ord(one):04X}"


def _template(profile: Profile, character: str) -> str:
    """The file of the profile that holds a character which nobody typed, or the profile."""
    for folder in profile.folders:
        for name in sorted(path.name for path in folder.path.iterdir() if path.is_file()):
            lines = (folder.text(name) or "").splitlines()
            for number, line in enumerate(lines, start=1):
                if character in line:
                    return f"格式“{profile.id}”的文件 {folder.path.name}/{name} 第 {number} 行"
    return f"格式“{profile.id}”"
