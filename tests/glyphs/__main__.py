"""``python -m tests.glyphs``: find what fonts draw wrong, and say what nobody has judged yet.

What is new is drawn beside the references in ``build/glyphs/``; after a look it is entered in
``data/glyphs.yaml``, as ``wrong`` or as ``right``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.write.fonts.misdrawn import reviews
from tests.glyphs.review import Outcome, file_of, look
from tests.glyphs.sheet import sheet

FOLDER = Path("build") / "glyphs"


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at the named font files, or all reviewed ones; 1 where something has not been judged."""
    parser = argparse.ArgumentParser(description="找出字体画错的字")
    parser.add_argument("names", metavar="字体文件", nargs="*", help="不写：全部看过的字体")
    names = parser.parse_args(arguments).names or list(reviews())
    return max(_one(name) for name in names)


def _one(name: str) -> int:
    review, outcome = reviews()[name], look(name)
    print(f"{name}：比较 {outcome.compared} 字，可疑 {len(outcome.suspected)} 字，", end="")
    print(f"画错 {len(review.wrong)} 字，没有看过 {len(outcome.new)} 字")
    if outcome.version != review.version:
        print(f"  版本是 {outcome.version}，看过的是 {review.version}")
    if outcome.new:
        _draw(name, outcome)
    return int(bool(outcome.new) or outcome.version != review.version)


def _draw(name: str, outcome: Outcome) -> None:
    for way in dict.fromkeys(outcome.suspected.values()):
        new = [chr(code) for code in outcome.new if outcome.suspected[code] == way]
        print(f"  {way}：{''.join(new)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = [file_of(one) for one in (name, *reviews()[name].beside)]
    sheet(files, outcome.new).save(FOLDER / f"{Path(name).stem}.png")


if __name__ == "__main__":
    sys.exit(main())
