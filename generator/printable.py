"""Text from files and names as it may reach a terminal or a report: on one line, all to be seen."""

from __future__ import annotations

import re

# control characters and line ends; what is not seen or turns the direction of a line; halves of
# characters, by which Python writes the bytes of a name that are no text; what XML forbids
UNSEEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """The text with such characters spelt out, as ``\\\\n`` or ``\\\\u202e``."""
    return UNSEEN.sub(lambda found: ascii(found.group())[1:-1], text)
