"""What reading, composing and checking take when one thing in the facts is doubled, and doubled.

``python -m benchmarks.doubling [THING…]``. Work that grows with the facts gives ratios near 2; one
above 2.5 grows faster. Processor time, the best of three.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator import check, load

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "data" / "examples" / "yunling-budget.yaml"
SUSPECT, RUNS = 2.5, 3
Facts = dict[str, Any]


def _lines(facts: Facts, count: int) -> None:
    codes = [f"2{number:06}" for number in range(count)]
    facts["支出"] = [{"科目": code, "基本支出": "1.00", "用途": f"用途{code}"} for code in codes]
    facts["科目名称"] = {code: f"专项{code}" for code in codes}


def _projects(facts: Facts, count: int) -> None:
    [one, *_] = facts["项目"]
    facts["项目"] = [{**one, "名称": f"项目第{number}号"} for number in range(count)]


def _units(facts: Facts, count: int) -> None:
    parts = facts["部门概况"]["机构设置"]
    [one, *_] = parts["单位"]
    parts["单位"] = [{**one, "名称": f"单位第{number}号"} for number in range(count)]


def _duties(facts: Facts, count: int) -> None:
    items = [f"完成第{number}项，增加{number}.50万元。" for number in range(count)]
    facts["部门概况"]["主要职责"]["条目"] = items


def _long_text(facts: Facts, count: int) -> None:
    text = ("负责管理，（一）增加12.50万元、下降3.1%；" * count)[:count]
    facts["原因"]["支出"] = facts["部门概况"]["主要职责"]["条目"][0] = text


def _published(facts: Facts, count: int) -> None:
    _lines(facts, 200)
    facts["公布数"] = [
        {"位置": f"支出预算总表/专项2{number:06}/合计", "公布": "1.01", "原因": "照当年公布"}
        for number in range(count)
    ]


def _published_words(facts: Facts, count: int) -> None:
    _duties(facts, count)
    facts["公布文字"] = [
        {
            "位置": "一、部门主要职责",
            "换": f"完成第{number}项，",
            "为": "完成一项，",
            "原因": "照印",
        }
        for number in range(count)
    ]


def _exempted(facts: Facts, count: int) -> None:
    _lines(facts, 200)
    facts["豁免"] = [
        {"代码": "W504", "位置": f"支出/{number}", "原因": "看过"} for number in range(count)
    ]


THINGS: Mapping[str, tuple[Callable[[Facts, int], None], int]] = {
    "lines": (_lines, 500),
    "projects": (_projects, 250),
    "units": (_units, 2000),
    "duties": (_duties, 2000),
    "characters": (_long_text, 5000),
    "published numbers": (_published, 2000),
    "published words": (_published_words, 250),
    "exemptions": (_exempted, 2000),
}


def seconds(facts: Facts, path: Path) -> float:
    """The least processor time that a check of the facts takes; findings do not matter."""
    path.write_text(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False), "utf-8")
    best = float("inf")
    for _ in range(RUNS):
        gc.collect()
        start = time.process_time()
        check(load(path))
        best = min(best, time.process_time() - start)
    return best


def main(wanted: list[str]) -> None:
    """Print for each thing what one, two and four times as many take."""
    example = yaml.load(EXAMPLE.read_text("utf-8"), Loader=yaml.BaseLoader)
    with TemporaryDirectory() as folder:
        for name in wanted or THINGS:
            put, count = THINGS[name]
            taken = []
            for times in (1, 2, 4):
                facts = deepcopy(example)
                put(facts, times * count)
                taken.append(seconds(facts, Path(folder) / "facts.yaml"))
            ratio = taken[2] / taken[1]
            shown = "  ".join(f"{one:6.2f}" for one in taken)
            suspect = "  <- faster than the facts" if ratio > SUSPECT else ""
            print(f"{name:18} {count:6} ×1, 2, 4: {shown} s, ratio {ratio:.2f}{suspect}")


if __name__ == "__main__":
    main(sys.argv[1:])
