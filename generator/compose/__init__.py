"""Compose: templates filled with facts, tables and figures."""

from generator.compose.compose import Composer, Derived
from generator.compose.document import ComposedDocument, parse_document
from generator.compose.sandbox import TemplateError
from generator.compose.text import Patterns

__all__ = [
    "ComposedDocument",
    "Composer",
    "Derived",
    "Patterns",
    "TemplateError",
    "parse_document",
]
