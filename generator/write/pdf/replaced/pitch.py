"""The exact line pitch: WeasyPrint makes lines with several fonts higher than their line height.

Each piece of text is centred in the line height by the measures of its own fonts, so that Chinese
beside figures reaches out of it, above or below. ``with_exact_pitch`` makes from WeasyPrint's
function one by which all text of a style has one baseline in its line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def with_exact_pitch(split_text_box: Callable[..., Any]) -> Callable[..., Any]:
    """The function that cuts a piece of text from a line, which keeps to the line height."""
    from weasyprint.text.line_break import strut

    def settled(*arguments: Any, **named: Any) -> Any:
        box, *rest = split_text_box(*arguments, **named)
        if box is not None:
            _settle(box, strut(box.style)[1])
        return box, *rest

    return settled


def _settle(box: Any, baseline: float) -> None:
    """Move a box of text within its line height; the baseline is counted from its top."""
    down = baseline - box.baseline
    box.margin_top += down
    box.margin_bottom -= down
    box.baseline = baseline
