"""Compose: templates filled with facts, tables and figures."""

from generator.compose.compose import Composer, Sheet
from generator.compose.document import ComposedDocument, parse_document
from generator.compose.text import Patterns, TemplateError

__all__ = [
    "ComposedDocument",
    "Composer",
    "Patterns",
    "Sheet",
    "TemplateError",
    "parse_document",
]
