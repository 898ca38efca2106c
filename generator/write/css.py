"""A theme as CSS for the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.theme import CellStyle, Margins, Style, Theme
from generator.write.fonts import FontFile, family_names, latin_fonts, role_fonts
from generator.write.fonts.misdrawn import files_of, misdrawn

LAST_RESORT = "Noto Serif CJK SC, Noto Sans CJK SC, serif"
SELECTORS = {name: name for name in ("p", "h1", "h2", "h3", "h4")}


Families = Mapping[str, str]


def stylesheet(theme: Theme) -> str:
    """The whole style sheet with this machine's font files: what a PDF is laid out with."""
    names = {role: font_family(theme, role) for role in theme.fonts}
    return "\n".join([*_faces(theme), *_rules(theme, names)])


def portable_stylesheet(theme: Theme) -> str:
    """The whole style sheet naming no file: fonts by the names that they have in offices."""
    names = {role: office_family(theme, role) for role in theme.fonts}
    return "\n".join([*_limited(theme), *_rules(theme, names)])


def _rules(theme: Theme, families: Families) -> Iterator[str]:
    yield from _pages(theme, families)
    yield _BASE
    yield from _drops(theme)
    for style_name, style in theme.styles.items():
        yield _block(families, style_name, style)
    for cell_name, cell in theme.table.cells.items():
        yield _cells(theme, families, cell_name, cell)
    yield from _tables(theme, families)
    yield _draft(theme, families)
    yield _LINES


def font_files(theme: Theme) -> list[Path]:
    """Every font file that the style sheet names."""
    return sorted({file.path for file in _served(theme)})


_BASE = """
html { font-size: 16pt; }
body, p, h1, h2, h3, h4, nav, section { margin: 0; padding: 0; overflow-wrap: anywhere; }
h1, h2, h3, h4 { font-weight: normal; break-after: avoid; }
h1 { bookmark-level: 1 } h2 { bookmark-level: 2 } h3 { bookmark-level: 3 }
h4 { bookmark-level: 4 }
section { break-before: page; }
section:first-child { break-before: auto; }
section.text, section.sheet, section.divider { page: portrait; }
section.landscape { page: landscape; }
section.cover, section.contents { page: bare; }
p { orphans: 2; widows: 2; }
p.table-title, p.table-subtitle, p.table-number, p.table-unit, p.spread {
  break-after: avoid; text-indent: 0;
}
p.center { break-after: avoid; text-indent: 0; }
p.note { break-before: avoid; }
div.together { break-inside: avoid; }
div.draft {
  position: fixed; top: 35%; left: 0; width: 100%; text-align: center; font-size: 140pt;
  line-height: 1; color: #ddd; transform: rotate(-45deg); z-index: -1;
}
a { color: inherit; text-decoration: none; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td, th { vertical-align: middle; text-align: left; font-weight: normal; overflow-wrap: anywhere; }
td.n { text-align: right; }
td.c, th { text-align: center; }
.spread span { display: inline-block; text-align: center; }
.spread span:first-child { text-align: left; width: 100%; }
.spread span:last-child:nth-child(n+2) { text-align: right; }
.spread span:first-child:nth-last-child(2), .spread span:nth-child(2) { width: 50%; }
.spread span:first-child:nth-last-child(3), .spread span:nth-child(3) { width: 42%; }
.spread span:nth-child(2):nth-last-child(2) { width: 16%; }
nav a[data-page]::after { content: leader("..") attr(data-page); }
"""

# after the styles of cells and paragraphs, which they override
_LINES = """
p.spread, tr.line .spread { text-align: center; }
table tr.line > th, table tr.line > td { border: none; padding: 0; }
table tr.line > th:empty { height: auto; }
"""


def _faces(theme: Theme) -> Iterator[str]:
    return map(_face, _served(theme))


def _limited(theme: Theme) -> Iterator[str]:
    """Families that draw some characters wrong, without these; a browser knows them by file."""
    for family in family_names(theme):
        if wrong := sorted(misdrawn(family)):
            gaps = zip([0, *(code + 1 for code in wrong)], [*wrong, 0x110000], strict=True)
            ranges = [f"U+{first:X}-{end - 1:X}" for first, end in gaps if first < end]
            sources = (f'local("{file.partition(".")[0]}")' for file in files_of(family))
            yield (
                f'@font-face {{ font-family: "{family}"; src: {", ".join(sources)}; '
                f"unicode-range: {', '.join(ranges)}; }}"
            )


def _served(theme: Theme) -> list[FontFile]:
    """Every font file that serves a role, once."""
    own = [file for role in theme.fonts for file in role_fonts(theme, role).files]
    latin = [file for role in theme.fonts for file in latin_fonts(theme, role).files]
    return list(dict.fromkeys([*own, *latin]))


def _face(file: FontFile) -> str:
    url = file.path.resolve().as_uri()
    ranges = ", ".join(f"U+{first:04X}-{last:04X}" for first, last in file.ranges)
    limit = f" unicode-range: {ranges};" if ranges else ""
    return f'@font-face {{ font-family: "{file.family}"; src: url("{url}");{limit} }}'


def font_family(theme: Theme, role: str) -> str:
    """The families of a role, behind the face that is limited to digits and Latin letters.

    An installed Latin family cannot be limited and would take the quotes: only a file goes first.
    """
    latin = [file.family for file in latin_fonts(theme, role).files]
    names = [*latin, *role_fonts(theme, role).families]
    return ", ".join([*(f'"{name}"' for name in names), LAST_RESORT])


def office_family(theme: Theme, role: str) -> str:
    """The families of a role as offices and operating systems name them."""
    face = theme.fonts[role]
    names = dict.fromkeys([face.office, *face.families])
    return ", ".join([*(f'"{name}"' for name in names), LAST_RESORT])


def _pages(theme: Theme, families: Families) -> Iterator[str]:
    page = theme.page
    upright, across = f"{page.width}mm {page.height}mm", f"{page.height}mm {page.width}mm"
    yield f"@page bare {{ size: {upright}; margin: {_margins(page.portrait)}; }}"
    for name, size, margins in (
        ("portrait", upright, page.portrait),
        ("landscape", across, page.landscape),
    ):
        yield f"@page {name} {{ size: {size}; margin: {_margins(margins)}; }}"
        for side, box in (("right", "@bottom-right"), ("left", "@bottom-left")):
            yield f"@page {name}:{side} {{ {box} {{ {_number(theme, families, side)} }} }}"


def _drops(theme: Theme) -> Iterator[str]:
    for section, drop in (("cover", theme.page.cover_drop), ("divider", theme.page.divider_drop)):
        yield f"section.{section} {{ padding-top: {drop}mm; }}"


def _draft(theme: Theme, families: Families) -> str:
    return f"div.draft {{ font-family: {families[theme.styles['h2'].font]}; }}"


def _margins(margins: Margins) -> str:
    return f"{margins.top}mm {margins.right}mm {margins.bottom}mm {margins.left}mm"


def _number(theme: Theme, families: Families, side: str) -> str:
    number = theme.page.number
    before, after = number.pattern.split("{}")
    return (
        f'content: "{before}" counter(page) "{after}"; font-size: {number.size}pt; '
        f"font-family: {families[number.font]}; vertical-align: top; "
        f"padding-top: {number.distance}mm; padding-{side}: {number.size}pt;"
    )


def _block(families: Families, name: str, style: Style) -> str:
    # a leader would run past the margin by the indent of the first line
    first, whole = (0, style.indent) if name.startswith("contents-") else (style.indent, 0)
    if name in SELECTORS:
        selector = name
    else:
        # a line above a table may also be a heading, or a cell of the table's head
        named = f"p.{name}, h2.{name}, tr.line .{name}"
        selector = "section.divider h1" if name == "divider-title" else named
    return (
        f"{selector} {{ font-family: {families[style.font]}; font-size: {style.size}pt; "
        f"line-height: {style.line}pt; text-align: {style.align}; text-indent: {first}em; "
        f"margin: {style.before}pt 0 {style.after}pt; padding-left: {whole}em; "
        f"letter-spacing: {style.spacing}pt; "
        f"font-weight: {'bold' if style.bold else 'normal'}; }}"
    )


def _cells(theme: Theme, families: Families, name: str, cell: CellStyle) -> str:
    return (
        f"table.{name} {{ font-family: {families[cell.font]}; "
        f"font-size: {cell.size}pt; line-height: {cell.line}pt; }}\n"
        f"table.{name} td, table.{name} th {{ padding: {cell.padding}pt {theme.table.side}pt; }}\n"
        # a cell with text has a line; one with a height costs a style of its own
        f"table.{name} td:empty, table.{name} th:empty {{ height: {cell.line}pt; }}"
    )


def _tables(theme: Theme, families: Families) -> Iterator[str]:
    table = theme.table
    yield f"td, th {{ border: {table.border}pt solid #000; }}"
    yield f"section.text table {{ margin-bottom: {table.after}pt; }}"
    header = families[table.header.font]
    weight = "bold" if table.header.bold else "normal"
    yield f"th {{ font-family: {header}; font-weight: {weight}; }}"
    yield f"tr.total td {{ font-weight: {'bold' if table.total.bold else 'normal'}; }}"
