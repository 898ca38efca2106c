"""The vocabulary between templates and writers (docs/vocabulary.md)."""

from generator.compose.vocabulary.check import SHEET, TABLE_CLASSES, check_vocabulary
from generator.compose.vocabulary.elements import (
    HEADINGS,
    TABLE_LINES,
    VocabularyError,
    class_of,
    described,
    is_divider_title,
)
from generator.compose.vocabulary.shape import Cell, Row, shape_of

__all__ = [
    "HEADINGS",
    "SHEET",
    "TABLE_CLASSES",
    "TABLE_LINES",
    "Cell",
    "Row",
    "VocabularyError",
    "check_vocabulary",
    "class_of",
    "described",
    "is_divider_title",
    "shape_of",
]
