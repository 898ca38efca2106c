"""Cars by the kinds that a form prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def by_kind(typed: Mapping[str, int] | None, kinds: Sequence[str]) -> Mapping[str, int] | None:
    """The number of cars of each kind; those of a kind not in ``kinds`` are of the last (其他).

    As typed where the form tells no kinds apart; None where nothing was typed.
    """
    if typed is None or not kinds:
        return typed
    others = sum(number for kind, number in typed.items() if kind not in kinds)
    counted = {kind: typed.get(kind, 0) for kind in kinds}
    counted[kinds[-1]] += others
    return counted
