"""Pictures of real pages for the README: ``python -m docs.pictures``. Needs poppler-utils."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from generator import render

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "pictures"
RESOLUTION = "100"
GREYS = 16
MOST = 120_000


@dataclass(frozen=True)
class Picture:
    """A page: the facts file, and words that only this page of its PDF has, in this order."""

    name: str
    facts: str
    words: tuple[str, ...]


PICTURES = (
    Picture("cover", "quanzhou-2025-budget", ("2025年度", "泉州市医疗保障局", "部门预算")),
    Picture("contents", "zhangzhou-2024-budget", ("目录", "第一部分", "第四部分")),
    Picture("table", "xiamen-2025-budget", ("一般公共预算支出情况表", "单位：万元", "101,966.08")),
    Picture("text", "quanzhou-2025-budget", ("一、预算收支总体情况", "按照综合预算的原则")),
    Picture(
        "performance",
        "xiamen-2023-final-account",
        ("一级项目支出绩效自评表", "年度预算执行情况", "年度总体目标"),
    ),
)


def main() -> None:
    """Render the facts files and write a picture of each page."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for picture in PICTURES:
            pdf = Path(scratch) / f"{picture.facts}.pdf"
            if not pdf.is_file():
                facts = ROOT / "data" / "published" / f"{picture.facts}.yaml"
                pdf.write_bytes(render(facts, ["pdf"])["pdf"])
            print(_draw(pdf, picture))


def _draw(pdf: Path, picture: Picture) -> str:
    page = str(_page_with(pdf, picture.words))
    drawn = pdf.with_name(picture.name)
    options = ["-png", "-gray", "-singlefile", "-r", RESOLUTION, "-f", page, "-l", page]
    subprocess.run(["pdftoppm", *options, pdf, drawn], check=True)
    target = FOLDER / f"{picture.name}.png"
    with Image.open(drawn.with_suffix(".png")) as image:
        image.quantize(GREYS).save(target, optimize=True)
    size = target.stat().st_size
    if size > MOST:
        raise ValueError(f"{target.name}: {size} bytes")
    return f"{target.name}: {pdf.name} page {page}, {size} bytes"


def _page_with(pdf: Path, words: tuple[str, ...]) -> int:
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout.decode()
    for number, page in enumerate(text.split("\f"), start=1):
        plain = "".join(page.split())
        places = [plain.find(word) for word in words]
        if -1 not in places and places == sorted(places):
            return number
    raise ValueError(f"no page of {pdf.name} has {words}")


if __name__ == "__main__":
    main()
