"""The DOCX writer: the composed document as a native Word file that can be edited."""

from generator.write.docx.source import Source
from generator.write.docx.writer import write_docx

__all__ = ["Source", "write_docx"]
