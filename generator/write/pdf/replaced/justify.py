"""Justified Chinese text: WeasyPrint widens only the spaces of a line, and Chinese has none.

``justify_line`` stands in the place of WeasyPrint's: the room left on a justified line is shared
between all its characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST = 0.35  # of the type size: a line with more room than this per character stays ragged


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Share the room that is left on a line between its characters."""
    gaps = sum(len(box.text) for box in _text_boxes(line)) - 1
    if gaps > 0 and 0 < extra_width / gaps <= MOST * line.style["font_size"]:
        _widen(context, line, extra_width / gaps, 0)


def _text_boxes(box: Any) -> Iterator[Any]:
    if isinstance(getattr(box, "text", None), str):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _text_boxes(child)


def _widen(context: Any, box: Any, spacing: float, shift: float) -> float:
    """Move ``box`` by ``shift`` and widen its text; returns the shift of what follows."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import create_layout

    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        style = box.style.copy()
        normal = style["letter_spacing"] == "normal"
        style["letter_spacing"] = spacing + (0 if normal else style["letter_spacing"])
        box.style = style
        layout = create_layout(box.text, style, context, max_width=None, justification_spacing=0)
        layout.deactivate()
        box.pango_layout = layout
        extra = spacing * len(box.text)
        box.width += extra
        return shift + extra
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        before = shift
        box.position_x += shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _widen(context, child, spacing, shift)
        box.width += shift - before
        return shift
    box.translate(shift, 0)
    return shift
