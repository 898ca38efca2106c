"""The registry of checks: small functions that look at a disclosure and yield findings.

A check sees facts, tables and figures, never the text of the YAML file; where a finding stands in
the file is looked up when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.disclosure import Disclosure
from generator.findings import Finding, Rule, register

CheckFunction = Callable[[Disclosure], Iterable[Finding]]
BUDGETS = ("部门预算", "单位预算")
ACCOUNTS = ("部门决算", "单位决算")
ALL_KINDS = (*BUDGETS, *ACCOUNTS)


@dataclass(frozen=True)
class Check:
    """A check with its scope: the kinds of document, profiles and years that it applies to."""

    run: CheckFunction
    codes: tuple[str, ...]
    kinds: tuple[str, ...]
    profiles: tuple[str, ...]
    years: range | None

    def applies(self, disclosure: Disclosure) -> bool:
        document = disclosure.document
        return (
            document.kind in self.kinds
            and (not self.profiles or document.profile in self.profiles)
            and (self.years is None or document.year in self.years)
        )


CHECKS: list[Check] = []


def check(
    *rules: Rule,
    kinds: tuple[str, ...] = ALL_KINDS,
    profiles: tuple[str, ...] = (),
    years: range | None = None,
) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check and the rules whose findings it yields."""
    for rule in rules:
        register(rule)

    def decorate(function: CheckFunction) -> CheckFunction:
        codes = tuple(rule.code for rule in rules)
        CHECKS.append(Check(function, codes, kinds, profiles, years))
        return function

    return decorate
