"""Where the packaged profiles, themes and classification codes are."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resource(name: str) -> Path:
    """The folder ``templates`` or ``data``: in a checkout beside the package, else in the wheel."""
    package = Path(__file__).parent
    packed = package / "_resources" / name
    return packed if packed.is_dir() else package.parent / name
