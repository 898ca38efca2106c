"""What an element is before the theme says how it looks.

WeasyPrint's own sheet is for every page of the web. It gives each element styles for notes and
list marks that no document has, which are a third of the memory of a long table: what the
vocabulary needs of it stands here.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_SHEET = """
head { display: none }
html, body, section, nav, div, p, h1, h2, h3, h4 { display: block }
h1, h2, h3, h4 { break-inside: avoid; bookmark-label: content(text) }
table { display: table; box-sizing: border-box }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group }
tbody { display: table-row-group }
tr { display: table-row }
td, th { display: table-cell }
b { font-weight: bold }
br::before { content: "\\A"; white-space: pre-line }
"""


def default_sheets(html: Any, forms: bool = False) -> list[Any]:
    """The style sheets below the theme's, in the place of WeasyPrint's own."""
    return [_sheet()]


@cache
def _sheet() -> Any:
    from weasyprint import CSS

    return CSS(string=_SHEET)
