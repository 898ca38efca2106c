"""The names that templates have beside the words of a profile: none of them can be a word.

A word that is called as a fact would stand in its place everywhere, unseen.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.model.documents import Budget, FinalAccount

# what is added to the facts, and what templates can call
ADDED = ("上年度", "整体自评表", "项目自评表", "表格", "各类车辆")
FUNCTIONS = ("数", "表", "项级", "经济科目", "namespace", "loop")


@cache
def taken() -> dict[str, str]:
    """Each name that is taken, with what it is, in words."""
    return {
        **dict.fromkeys(FUNCTIONS, "模板的函数"),
        **dict.fromkeys(ADDED, "模板里已有的内容"),
        **dict.fromkeys(_facts(), "数据文件的键"),
    }


def _facts() -> Iterator[str]:
    for model in (Budget, FinalAccount):
        for name, field in model.model_fields.items():
            yield field.alias or name
