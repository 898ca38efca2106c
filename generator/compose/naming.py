"""The keys that a profile asks the facts for, in its templates and in what it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jinja2

from generator.compose.compose import MAIN_TEMPLATE
from generator.compose.folders import FolderLoader
from generator.profile import Profile

CODE = re.compile(r"\{[{%]((?:(?!\{[{%]).)*?)[%}]\}", re.DOTALL)  # looks at no text twice
WORD = re.compile(r"\w+")
INCLUDED = re.compile(r"""\{%[-+ ]*(?:include|import|from|extends)\s+["']([^"']+)["']""")


def keys_asked_for(profile: Profile) -> frozenset[str]:
    """Every word in the code of a profile's templates and patterns, and every key it declares.

    A key of the facts that is not among them cannot be printed. That one is does not say that it
    is printed: the part of the template may not be reached.
    """
    declared = list(_texts(profile.data.model_dump()))
    code = [part for text in [*_templates(profile), *declared] for part in CODE.findall(text)]
    return frozenset(word for text in [*code, *declared] for word in WORD.findall(text))


def _templates(profile: Profile) -> Iterator[str]:
    """The main template with all that it includes."""
    loader, environment = FolderLoader(profile.folders), jinja2.Environment()
    names, seen = [MAIN_TEMPLATE], {MAIN_TEMPLATE}
    while names:
        text, _, _ = loader.get_source(environment, names.pop())
        yield text
        new = set(INCLUDED.findall(text)) - seen
        seen |= new
        names += sorted(new)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from _texts(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _texts(below)
