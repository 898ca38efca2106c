"""The exact line pitch: WeasyPrint makes lines with several fonts higher than their line height.

Each piece of text is centred in the line height by the measures of its own fonts, so that Chinese
beside figures reaches out of it, above or below. While ``exact_pitch`` is active, all text of a
style has one baseline in its line. It replaces one function of WeasyPrint's layout; where a later
version no longer has that function, lines stay as high as WeasyPrint makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def exact_pitch() -> Iterator[None]:
    """Keep every line at its line height."""
    from weasyprint.layout import inline

    original = getattr(inline, "split_text_box", None)
    strut = getattr(inline, "strut", None)
    if original is None or strut is None:
        yield
        return

    def split_text_box(*arguments: Any, **named: Any) -> Any:
        box, *rest = original(*arguments, **named)
        if box is not None:
            _settle(box, strut(box.style)[1])
        return box, *rest

    inline.split_text_box = split_text_box
    try:
        yield
    finally:
        inline.split_text_box = original


def _settle(box: Any, baseline: float) -> None:
    """Move a box of text within its line height; the baseline is counted from its top."""
    down = baseline - box.baseline
    box.margin_top += down
    box.margin_bottom -= down
    box.baseline = baseline
