"""The DOCX writer: the composed document as a native Word file that can be edited."""

from generator.write.docx.errors import TableShapeError, UnknownTargetError
from generator.write.docx.source import Source
from generator.write.docx.writer import write_docx
from generator.write.vocabulary import UnknownElementError, VocabularyError

__all__ = [
    "Source",
    "TableShapeError",
    "UnknownElementError",
    "UnknownTargetError",
    "VocabularyError",
    "write_docx",
]
