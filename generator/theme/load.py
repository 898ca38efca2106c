"""Find a theme, and look at what its values make together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from generator.findings import DeclarationError, Finding, GongkaiError
from generator.nearest import not_found
from generator.profile.declared import declared, read_declarations
from generator.resources import holding, names_with, searched
from generator.theme.schema import Theme

FILE = "theme.yaml"
DEFAULT = "gbt9704"
STYLES = (
    *("p", "h1", "h2", "h3", "h4", "document-title", "cover-line", "divider-title"),
    *("contents-title", "contents-1", "contents-2", "table-title", "table-subtitle"),
    *("table-number", "table-unit", "spread", "note", "center", "plain"),
)
LOOKS = ("grid", "wide", "dense", "form", "compact")
LEAST = 50  # mm of a page's width and height that margins leave for text
Mistake = tuple[tuple[str, ...], str]  # the place, and what is wrong there


def load_theme(name: str = DEFAULT, roots: Sequence[Path] = ()) -> Theme:
    """The theme ``name`` from the user's ``roots`` or the packaged one.

    Raises ``GongkaiError`` with the known themes for an unknown name, ``DeclarationError`` with
    what is wrong in its file, ``UnreadableError`` for what cannot be read.
    """
    search = searched(roots)
    path = next((found for one in holding(name, FILE, search) if (found := one.child(FILE))), None)
    if path is None:
        raise GongkaiError(not_found("样式", name, names_with(FILE, search)))
    source = read_declarations(path)
    theme = declared(Theme, source.data, source.locate)
    if wrong := list(_mistakes(theme)):
        raise DeclarationError(
            source.locate(Finding("G101", {"place": "/".join(loc), "problem": problem}, loc))
            for loc, problem in wrong
        )
    return theme


def _mistakes(theme: Theme) -> Iterator[Mistake]:
    """What is wrong in a theme beyond the shape of its values."""
    yield from _margins(theme)
    yield from _keys(("styles",), theme.styles, STYLES)
    yield from _keys(("table", "cells"), theme.table.cells, LOOKS)
    fonts: list[tuple[tuple[str, ...], str]] = [
        *((("styles", name), style.font) for name, style in theme.styles.items()),
        *((("table", "cells", name), cell.font) for name, cell in theme.table.cells.items()),
        (("table", "header"), theme.table.header.font),
        (("page", "number"), theme.page.number.font),
    ]
    for place, font in fonts:
        if font not in theme.fonts:
            yield (*place, "font"), not_found("字体", font, theme.fonts)
    for role, face in theme.fonts.items():
        if face.fallback and face.fallback not in theme.fallbacks:
            problem = not_found("fallbacks 里的", face.fallback, theme.fallbacks)
            yield ("fonts", role, "fallback"), problem


def _keys(
    place: tuple[str, ...], declared: Collection[str], known: Sequence[str]
) -> Iterator[Mistake]:
    for name in declared:
        if name not in known:
            yield (*place, name), not_found("段落或表的样式", name, known)
    if missing := [name for name in known if name not in declared]:
        yield place, f"缺少 {'、'.join(missing)}"


def _margins(theme: Theme) -> Iterator[Mistake]:
    page = theme.page
    sides = (page.width, page.height)
    for name, margins, (width, height) in (
        ("portrait", page.portrait, sides),
        ("landscape", page.landscape, sides[::-1]),
    ):
        room = min(width - margins.left - margins.right, height - margins.top - margins.bottom)
        if room < LEAST:
            yield ("page", name), f"页边距太大，版心的宽、高应各有 {LEAST} 毫米"
        if page.number.distance >= margins.bottom:
            problem = f"页码会落到纸外，{name} 的下边距只有 {margins.bottom:g} 毫米"
            yield ("page", "number", "distance"), problem
    room = page.height - page.portrait.top - page.portrait.bottom - LEAST
    for name, drop in (("cover_drop", page.cover_drop), ("divider_drop", page.divider_drop)):
        if drop > max(room, 0):
            yield ("page", name), f"下移太多，最多 {max(room, 0):g} 毫米"
