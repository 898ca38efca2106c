"""What is said of a name that names nothing."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from generator.findings import shortened

ALIKE = 0.4  # how alike a name must be to be meant
LONG = 200  # characters that no name has


def nearest(name: str, known: Collection[str]) -> str:
    """The known name that is most like ``name``; empty where none is."""
    near = difflib.get_close_matches(name[:LONG], known, n=1, cutoff=ALIKE)
    return near[0] if near else ""


def not_found(what: str, name: str, known: Collection[str]) -> str:
    """That there is no such name, with the nearest one or all that there are."""
    near = nearest(name, known)
    hint = f"是不是“{near}”？" if near else f"可用：{'、'.join(known) or '无'}"
    return f"没有{what}“{shortened(name)}”；{hint}"
