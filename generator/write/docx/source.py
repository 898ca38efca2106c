"""What this writer takes: a composed document."""

from __future__ import annotations

from typing import Protocol

from lxml import etree


class Source(Protocol):
    """The composed document: the tree of the vocabulary, its contents list filled."""

    @property
    def root(self) -> etree._Element: ...

    @property
    def title(self) -> str: ...

    @property
    def author(self) -> str: ...

    @property
    def draft(self) -> bool: ...
