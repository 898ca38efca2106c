"""Characters that are not what they look like: invisible, misleading, or left over from a PDF.

One with a single meaning is mended on reading; one that makes text read differently from what it
is, or that cannot be printed, is not.
"""

from __future__ import annotations

import re
import unicodedata

# what cannot stand in a file or would break a line unseen
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# what changes the order or look of the text around it, or prints as nothing in place of a letter
MISLEADING = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u206f"
    "\u3164\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
# soft hyphen, zero-width space and joiners, word joiner, byte order mark: they stand for nothing
WEIGHTLESS = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")

FULL_WIDTH_COLON = "："
FULL_WIDTH_COMMA = "，"
WIDE_SPACES = "\u3000\u00a0"
FULL_WIDTH_NUMBER = str.maketrans("０１２３４５６７８９．，－＋−", "0123456789.,-+-")
QUOTED = re.compile(r"[“”\"'‘’「『]([^“”\"'‘’「」『』]+)[“”\"'‘’」』]")
# what is typed after a number of things, and what Excel and Word make of an amount
COUNTER = re.compile(r"(?:[个人辆台套次批名家项]|批次|人次|年度?|台[（(]套[）)])$")
IN_BRACKETS = re.compile(r"[（(]([0-9][0-9,]*\.[0-9]+)[）)]")  # without decimals: an ordinal, too
EXCEL_CODE = re.compile(r"([0-9]+)\.0+")

# Radicals stand in text copied from a PDF for the characters that they look like. Unicode says so
# of the first block; of the second the forms in use today are listed. Compatibility ideographs are
# other code points of characters: fonts lack many of them.
_SUPPLEMENT = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_BLOCKS = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
_NAMED = {chr(code): unicodedata.normalize("NFKC", chr(code)) for one in _BLOCKS for code in one}
LIKENESSES = str.maketrans(_NAMED | _SUPPLEMENT)
LIKENESS = re.compile(f"[\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f{''.join(_SUPPLEMENT)}]")

# Word puts the signs of its symbol fonts at private code points: those that it offers as bullets
# and boxes to tick, as it shows them.
SYMBOLS = {
    "\uf052": "☑",
    "\uf06c": "•",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf070": "❐",
    "\uf071": "❑",
    "\uf075": "◆",
    "\uf076": "❖",
    "\uf09f": "•",
    "\uf0a1": "○",
    "\uf0a7": "▪",
    "\uf0a8": "□",
    "\uf0b7": "•",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf0f0": "⇨",
    "\uf0fb": "✗",
    "\uf0fc": "✓",
    "\uf0fd": "☒",
    "\uf0fe": "☑",
}
SYMBOL = re.compile(f"[{''.join(SYMBOLS)}]")
# a letter and accents that are code points of their own
ACCENTED = re.compile("\\w[\u0300-\u036f\u3099\u309a]+")


def composed(text: str) -> str:
    """A letter and its accents as one character where there is such a one."""
    one = unicodedata.normalize("NFC", text)
    return one if len(one) == 1 else text


def plain_number(text: str) -> str:
    """The text of a number without full-width characters, spaces and quotes around it."""
    return bare(text).translate(FULL_WIDTH_NUMBER).strip()


def bare(text: str) -> str:
    """The text without quotation marks around the whole of it."""
    found = QUOTED.fullmatch(text.strip())
    return found.group(1) if found else text


def plain_count(text: str) -> str:
    """The text of a number of things without the word for the things (3 辆)."""
    return COUNTER.sub("", plain_number(text)).rstrip()


def plain_amount(text: str, unit: str) -> str:
    """The text of an amount without ``unit`` behind it and the brackets that are a minus sign in
    accounts."""
    number = plain_number(text)
    for ending in (unit, unit.removesuffix("元")):
        if ending and number.endswith(ending):
            number = number.removesuffix(ending).rstrip()
            break
    found = IN_BRACKETS.fullmatch(number)
    return f"-{found[1]}" if found else number


def plain_code(text: str) -> str:
    """The text of a code without full-width digits and without what Excel adds (``.0``)."""
    number = plain_number(text)
    return found.group(1) if (found := EXCEL_CODE.fullmatch(number)) else number
