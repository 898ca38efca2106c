"""Files of declarations (profiles, themes, settings): read and validated as strictly as facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.findings import DeclarationError, Finding, FindingsError, Level, Rule, register
from generator.model.parse import validated
from generator.read import Source, read_source

M = TypeVar("M", bound=BaseModel)

MISTAKE = register(
    Rule(
        "G101",
        Level.ERROR,
        "格式、样式或设置里的写法不成立",
        "{place}：{problem}",
        "改好这一处；格式和样式怎么写，见 docs/profiles.md",
        "格式（profile.yaml）、样式（theme.yaml）或设置（gongkai.yaml、config.yaml）里的名字没有"
        "对应的东西，或者几项合在一起不成立。数据文件没有错；改好这个文件以前，什么也不生成。",
    )
)
MENDED = register(
    Rule(
        "G102",
        Level.ERROR,
        "格式、样式或设置写得不准",
        "{problem}",
        "照此改好；格式、样式、设置的文件须是 UTF-8 编码，没有零宽字符和部首符号",
        "数据文件里这样的写法读取时改正并提示；格式、样式和设置由许多份数据共用，应当先改好。",
    )
)


def read_declarations(path: Path) -> Source:
    """The file as read. Raises ``DeclarationError`` where it is not clean YAML text, and
    ``UnreadableError`` where it cannot be opened."""
    try:
        source = read_source(path)
    except FindingsError as error:
        raise DeclarationError(error.findings) from None
    if source.notes:
        raise DeclarationError(
            Finding("G102", {"problem": note.message}).at(path, note.line, note.column)
            for note in source.notes
        )
    return source


def declared(model: type[M], data: Any, locate: Callable[[Finding], Finding]) -> M:
    """The model of what was declared; mistakes are placed by ``locate``.

    Raises ``DeclarationError`` with all of them, in order of place.
    """
    try:
        return validated(model, data, locate)
    except FindingsError as error:
        raise DeclarationError(error.findings) from None
