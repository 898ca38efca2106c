"""Compose: templates filled with facts, tables and figures."""

from generator.compose.document import ComposedDocument
from generator.compose.printed import Printed, print_document
from generator.compose.sandbox import TemplateError
from generator.compose.text import Patterns

__all__ = ["ComposedDocument", "Patterns", "Printed", "TemplateError", "print_document"]
