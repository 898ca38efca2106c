"""The DOCX writer: the composed document as a native Word file that can be edited."""

from generator.write.docx.errors import (
    TableShapeError,
    UnknownElementError,
    UnknownTargetError,
    VocabularyError,
)
from generator.write.docx.source import Source
from generator.write.docx.writer import write_docx

__all__ = [
    "Source",
    "TableShapeError",
    "UnknownElementError",
    "UnknownTargetError",
    "VocabularyError",
    "write_docx",
]
