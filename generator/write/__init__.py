"""Writers: a composed document and a theme in, the bytes of a file out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter

from generator.compose.document import ComposedDocument
from generator.theme import Theme

FORMATS = ("pdf", "docx", "html")
Timer = Callable[[str, float], None]


def write(
    document: ComposedDocument, theme: Theme, formats: Iterable[str], timer: Timer
) -> dict[str, bytes]:
    """The document in each of ``formats``; ``timer`` is told each step's name and seconds.

    The contents list of a DOCX prints the page numbers of the PDF layout, which is therefore
    made for a DOCX alone, too.
    """
    wanted = list(dict.fromkeys(formats))
    files: dict[str, bytes] = {}
    pages: dict[str, int] = {}
    if "pdf" in wanted or "docx" in wanted:
        with timed("PDF" if "pdf" in wanted else "排版", timer):
            from generator.write.pdf import write_pdf

            result = write_pdf(document, theme, draw="pdf" in wanted)
        pages = result.pages
        files |= {"pdf": result.content} if "pdf" in wanted else {}
    if "docx" in wanted:
        with timed("DOCX", timer):
            from generator.write.docx import write_docx

            files["docx"] = write_docx(document, theme, pages)
    if "html" in wanted:
        with timed("HTML", timer):
            from generator.write.html import write_html

            files["html"] = write_html(document, theme)
    return {name: files[name] for name in wanted}


@contextmanager
def timed(step: str, timer: Timer) -> Iterator[None]:
    """Tell ``timer`` how many seconds a step took."""
    start = perf_counter()
    yield
    timer(step, perf_counter() - start)
