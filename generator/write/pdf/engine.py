"""WeasyPrint while this program uses it: one thread at a time, some of its functions replaced.

Whatever a layout changes outside itself is changed here and nowhere else, and is put back when the
layout ends, however it ends: functions of WeasyPrint, the variable by which fonts bear no time of
day, the logger. All that is replaced or relied on inside WeasyPrint proves first to be what this
program knows; where it is not, an ``EngineError`` says so and nothing is written.
"""

from __future__ import annotations

import ctypes.util
import inspect
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import reduce, wraps
from importlib import import_module
from threading import RLock, get_ident
from typing import Any, NamedTuple

from generator.write.pdf.errors import EngineError
from generator.write.pdf.fonts import add_font_face
from generator.write.pdf.replaced.defaults import default_sheets
from generator.write.pdf.replaced.justify import justify_line
from generator.write.pdf.replaced.lookahead import with_short_lookahead
from generator.write.pdf.replaced.pitch import with_exact_pitch

EPOCH = "SOURCE_DATE_EPOCH"
NO_FONT = "没有一种字体有"
_LOCK = RLock()
# A process that is forked off starts with an engine that is at rest.
os.register_at_fork(
    before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release
)


class Part(NamedTuple):
    """A function or class inside WeasyPrint; ``parameters`` are a function's, in order."""

    module: str
    name: str
    parameters: str | None = None

    def proved(self) -> Any:
        """The part itself. Raises ``EngineError`` where it is not there or is another one."""
        place = f"{self.module}.{self.name}"
        try:
            found = reduce(getattr, self.name.split("."), import_module(self.module))
        except (ImportError, AttributeError):
            raise EngineError(f"{_installed()}里没有 {place}") from None
        except OSError as error:  # a library of the system
            raise EngineError(f"WeasyPrint 用不了（{error}）") from None
        if self.parameters is not None and " ".join(_parameters(found)) != self.parameters:
            raise EngineError(f"{_installed()}的 {place} 和本程序认得的不同")
        return found


INLINE = "weasyprint.layout.inline"
BOXES = "weasyprint.formatting_structure.boxes"
TEXT = "weasyprint.text.line_break"
FFI = "weasyprint.text.ffi"

# what is replaced, and what makes ours from WeasyPrint's
REPLACED: dict[Part, Callable[[Any], Callable[..., Any]]] = {
    Part(INLINE, "justify_line", "context line extra_width"): lambda original: justify_line,
    Part(
        INLINE, "split_text_box", "context box available_width skip is_line_start"
    ): with_exact_pitch,
    Part(
        INLINE,
        "split_first_line",
        "text style context max_width justification_spacing is_line_start minimum",
    ): with_short_lookahead,
    Part("weasyprint", "HTML._ua_stylesheets", "self forms"): lambda original: default_sheets,
    Part(
        "weasyprint.text.fonts",
        "FontConfiguration.add_font_face",
        "self rule_descriptors url_fetcher",
    ): lambda original: add_font_face,
}
# what ours use besides
USED = (
    Part(BOXES, "Box.translate", "self dx dy ignore_floats"),
    Part(BOXES, "Box.is_in_normal_flow", "self"),
    Part(BOXES, "TextBox"),
    Part(BOXES, "LineBox"),
    Part(BOXES, "InlineBox"),
    Part(BOXES, "TableBox"),
    Part(TEXT, "create_layout", "text style context max_width justification_spacing"),
    Part(TEXT, "strut", "style"),
    Part("weasyprint.pdf.fonts", "Font.subset", "self to_unicode hinting"),
    Part(FFI, "fontconfig.FcConfigParseAndLoadFromMemory"),
    Part(FFI, "fontconfig.FcConfigAppFontAddFile"),
    Part(FFI, "pangoft2.pango_fc_font_map_config_changed"),
)


def _parameters(function: Any) -> list[str]:
    return list(inspect.signature(function).parameters) if callable(function) else []


def _installed() -> str:
    from weasyprint import __version__

    return f"装着的 WeasyPrint {__version__} "


def _load() -> None:
    """Load WeasyPrint and its libraries, by the names that the system's loader knows.

    For a name that it does not know, ``find_library`` runs compilers and linkers on Linux: a
    second of work, and a file that stays behind where the process is killed meanwhile.
    """
    if "weasyprint" in sys.modules or sys.platform != "linux":
        return
    find = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        with suppress(ImportError, OSError):  # which the first part that is used tells
            import_module("weasyprint")
    finally:
        ctypes.util.find_library = find


@contextmanager
def engine() -> Iterator[list[str]]:
    """WeasyPrint as this program needs it, for this thread until the block ends.

    Gives the list of what WeasyPrint has to say, in the reader's words; it grows as it says it.
    Other threads wait here for their turn, or use WeasyPrint as it is. Raises ``EngineError``.
    """
    messages: list[str] = []
    with _LOCK, ExitStack() as changes:
        _load()
        for part in USED:
            part.proved()
        for part, make in REPLACED.items():
            changes.enter_context(_replaced(part, make))
        changes.enter_context(_no_clock())
        changes.enter_context(_listening(messages))
        yield messages


@contextmanager
def _replaced(part: Part, make: Callable[[Any], Callable[..., Any]]) -> Iterator[None]:
    original = part.proved()
    *above, name = part.name.split(".")
    holder = reduce(getattr, above, import_module(part.module))
    ours, thread = make(original), get_ident()

    @wraps(original)
    def for_this_thread(*arguments: Any, **named: Any) -> Any:
        return (ours if get_ident() == thread else original)(*arguments, **named)

    setattr(holder, name, for_this_thread)
    try:
        yield
    finally:
        setattr(holder, name, original)


@contextmanager
def _no_clock() -> Iterator[None]:
    """Fonts cut down by fontTools bear the time of day unless the environment names another."""
    named = os.environ.get(EPOCH)
    os.environ[EPOCH] = "0"
    try:
        yield
    finally:
        if named is None:
            os.environ.pop(EPOCH, None)
        else:
            os.environ[EPOCH] = named


@contextmanager
def _listening(messages: list[str]) -> Iterator[None]:
    """Hear all that WeasyPrint logs in this thread, whatever the logging of the process drops."""
    logger = logging.getLogger("weasyprint")
    state = logger.level, logger.disabled, logger.manager.disable
    ear = _Ear(messages)
    logger.filters.insert(0, ear)
    try:
        logger.disabled = False
        logging.disable(logging.NOTSET)
        if not logger.isEnabledFor(logging.WARNING):
            logger.setLevel(logging.WARNING)
        yield
    finally:
        level, logger.disabled, disabled = state
        logger.setLevel(level)
        logging.disable(disabled)
        logger.filters.remove(ear)


class _Ear(logging.Filter):
    """Keeps what is said in its thread; the records of others go on to the logger's handlers."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__()
        self.messages = messages
        self.thread = get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING or record.thread != self.thread:
            return True
        if not _is_slower_subsetting(record):
            self.messages.append(_missing(record) or f"WeasyPrint：{record.getMessage()}")
        return False


def _is_slower_subsetting(record: logging.LogRecord) -> bool:
    """Fonts cut down in another way, for want of a library: it costs time and nothing else.

    ``gongkai doctor`` says so.
    """
    from weasyprint.pdf import fonts

    loaded = fonts.harfbuzz_subset and fonts.harfbuzz.hb_version_atleast(4, 1, 0)
    return not loaded and (record.module, record.funcName) == ("fonts", "subset")


def _missing(record: logging.LogRecord) -> str | None:
    """The sentence on a missing glyph, whose record carries the character and its number."""
    match record.args:
        case (str(character), int(number)) if character == chr(number):
            return f"{NO_FONT}“{character}”（U+{number:04X}）这个字"
    return None
