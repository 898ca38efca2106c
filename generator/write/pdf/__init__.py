"""The PDF writer: the composed document laid out and drawn by WeasyPrint."""

from generator.write.pdf.errors import EngineError, WriteError
from generator.write.pdf.writer import PdfResult, write_pdf

__all__ = ["EngineError", "PdfResult", "WriteError", "write_pdf"]
