"""Documents made one after another do not pile up in memory."""

from __future__ import annotations

import gc
import weakref

from generator import Disclosure, check, load
from tests.making import PUBLISHED


def test_what_is_done_is_given_up() -> None:
    made: list[weakref.ref[Disclosure]] = []
    for _ in range(12):
        disclosure = load(PUBLISHED[0])
        check(disclosure)
        made.append(weakref.ref(disclosure))
        del disclosure
    alive = sum(one() is not None for one in made)
    gc.collect()
    assert alive < 6
    assert sum(one() is not None for one in made) == 0
