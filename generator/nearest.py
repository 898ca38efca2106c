"""What is said of a name that names nothing."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from generator.findings import shortened


def not_found(what: str, name: str, known: Collection[str]) -> str:
    """That there is no such name, with the nearest one or all that there are."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"是不是“{near[0]}”？" if near else f"可用：{'、'.join(known) or '无'}"
    return f"没有{what}“{shortened(name)}”；{hint}"
