"""Settings in files: those of the user, and those that lie beside the facts.

Beside the facts, ``gongkai.yaml`` says which formats are written, and to which folder below its
own: what came with a file decides nothing else. The user's own folder (``$XDG_CONFIG_HOME/gongkai``
or ``~/.config/gongkai``) may hold ``config.yaml``, which says more, and ``templates/``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator.findings import DeclarationError, Finding, Loc
from generator.nearest import not_found
from generator.profile.declared import declared, read_declarations
from generator.read import Source
from generator.resources import Folder
from generator.write import FORMATS

BESIDE, OWN, TEMPLATES = "gongkai.yaml", "config.yaml", "templates"


@dataclass(frozen=True)
class Settings:
    """What a file sets: formats and the folder of documents (None: it does not say), and roots of
    profiles and themes."""

    formats: tuple[str, ...] | None = None
    output: Path | None = None
    templates: tuple[Path, ...] = ()


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats in a list with commas. Raises ``ValueError`` for one that there is not."""
    names = [name.strip().lower() for name in text.replace("，", ",").split(",")]
    for name in names:
        if name not in FORMATS:
            raise ValueError(not_found("文件格式", name, FORMATS))
    return tuple(dict.fromkeys(names))


def _formats(value: Any) -> Any:
    is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
    try:
        return parse_formats(",".join(value) if is_list else value)
    except ValueError as error:
        raise PydanticCustomError("formats", "{problem}", {"problem": str(error)}) from None
    except AttributeError:
        raise PydanticCustomError("formats", "应是文件格式的列表，如 [pdf, docx]") from None


class BesideFacts(BaseModel):
    """``gongkai.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    formats: Annotated[tuple[str, ...], BeforeValidator(_formats)] | None = Field(
        None, alias="输出格式"
    )
    output: str | None = Field(None, alias="输出文件夹", min_length=1)


class OfUser(BesideFacts):
    """``config.yaml``."""

    templates: list[str] = Field(default_factory=list, alias="模板")


def settings_beside(facts: Path) -> Settings:
    """What ``gongkai.yaml`` in the folder of a facts file sets.

    Raises ``DeclarationError`` for mistakes in it, also where it would write outside that folder,
    and ``UnreadableError`` where it cannot be read.
    """
    folder = facts.parent
    try:
        (folder / BESIDE).lstat()
    except (OSError, ValueError):
        return Settings()  # there is none; or the facts cannot be reached either, which is told
    path = Folder(folder, folder).child(BESIDE)
    if path is None or facts.name == BESIDE:
        return Settings()
    source = read_declarations(path)
    found = declared(BesideFacts, source.data, source.locate)
    output = folder / found.output if found.output else None
    if output and not Path(os.path.realpath(output)).is_relative_to(os.path.realpath(folder)):
        problem = f"只能是 {BESIDE} 所在文件夹之内的文件夹；要写到别处，请用 -o 指明"
        raise _mistake(source, ("输出文件夹",), problem)
    return Settings(found.formats, output)


def own_settings() -> Settings:
    """What the user's own folder sets; nothing where there is no such folder, or no home.

    Raises ``DeclarationError`` for mistakes in it, ``UnreadableError`` where it cannot be read.
    """
    base = _own_folder()
    if base is None:
        return Settings()
    folder = Folder(Path(base.anchor), base)  # its links are the user's own and lead anywhere
    templates = folder.folder(TEMPLATES)
    roots = (templates.path,) if templates else ()
    path = folder.child(OWN)
    if path is None:
        return Settings(templates=roots)
    source = read_declarations(path)
    found = declared(OfUser, source.data, source.locate)
    more = tuple(_roots(found.templates, source, base))
    output = base / _expanded(found.output) if found.output else None
    return Settings(found.formats, output, (*more, *roots))


def _own_folder() -> Path | None:
    base, home = os.environ.get("XDG_CONFIG_HOME", ""), os.environ.get("HOME", "")
    if Path(base).is_absolute():
        return Path(base) / "gongkai"
    return Path(home) / ".config" / "gongkai" if Path(home).is_absolute() else None


def _roots(names: list[str], source: Source, base: Path) -> Iterator[Path]:
    for index, name in enumerate(names):
        path = base / _expanded(name)
        if Folder(Path(path.anchor), path.parent).folder(path.name) is None:
            raise _mistake(source, ("模板", index), f"没有文件夹“{path}”")
        yield path


def _expanded(name: str) -> str:
    """``~/`` is the user's home."""
    home = os.environ.get("HOME")
    return f"{home}{name[1:]}" if home and (name == "~" or name.startswith("~/")) else name


def _mistake(source: Source, loc: Loc, problem: str) -> DeclarationError:
    params = {"place": "/".join(map(str, loc[:1])), "problem": problem}
    return DeclarationError([source.locate(Finding("G101", params, loc))])
