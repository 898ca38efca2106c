"""Python's search for cycles, held back while many objects are made that live long."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLD = (100_000, 50, 50)


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Look for cycles less often: composing and layout make few, and many long-lived objects."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)
