"""Patterns of a profile, filled with facts in the same sandbox as templates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from generator.compose.sandbox import Absences, Budget, Sandbox, explained
from generator.compose.sandbox.budget import PATTERN
from generator.findings import shortened


class Patterns:
    """Fills the strings of a profile with what templates see: ``seen``, and the profile's words.

    ``absences`` learns what was not typed, ``budget`` what was done.
    """

    def __init__(
        self,
        words: Mapping[str, Any],
        seen: Mapping[str, Any],
        absences: Absences,
        budget: Budget,
    ) -> None:
        self._sandbox = Sandbox(absences, budget, autoescape=False)
        self._compiled = lru_cache(maxsize=None)(self._sandbox.from_string)
        self.context = dict(seen)
        for name, word in words.items():
            self.context[name] = self.filled(word)

    def __call__(self, pattern: str, /, **more: Any) -> str:
        """The pattern filled; a string without ``{{`` or ``{%`` is itself.

        Raises ``TemplateError`` where it cannot be filled.
        """
        if "{{" not in pattern and "{%" not in pattern:
            return pattern
        context = {**self.context, **more}
        try:
            self._sandbox.budget.pay(PATTERN)
            return self._compiled(pattern).render(self._sandbox.seen(context))
        except Exception as error:
            raise explained(error, f"“{shortened(pattern)}”", context) from error

    def filled(self, value: Any) -> Any:
        """A word of the profile with every string in it filled: a string, a list or a group."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, Mapping):
            return {key: self.filled(one) for key, one in value.items()}
        return [self.filled(one) for one in value] if isinstance(value, list) else value
