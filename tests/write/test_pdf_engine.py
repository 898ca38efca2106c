"""WeasyPrint is replaced in places while a document is laid out, and only then and there."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import reduce
from importlib import import_module
from pathlib import Path
from threading import Barrier, Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest

from generator.theme import Theme, load_theme
from generator.write.pdf import EngineError, WriteError, write_pdf
from generator.write.pdf import engine as engine_module
from generator.write.pdf.engine import REPLACED, USED, Part, engine
from tests.making import document
from tests.write import reading

PARTS = [*REPLACED, *USED]
SMALL = "<section class='text'><p>文</p></section>"
RARE = "<section class='text'><p>\U0001c000</p></section>"
TABLE = (
    "<section class='text'><table class='grid'><colgroup><col style='width:100%'/></colgroup>"
    "<tbody><tr><td>格</td></tr></tbody></table></section>"
)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme()


def _state() -> dict[str, object]:
    """All that an engine changes outside itself."""
    logger = logging.getLogger("weasyprint")
    return {
        **{f"{part.module}.{part.name}": _found(part) for part in REPLACED},
        "environment": {name: os.environ[name] for name in os.environ if "PYTEST" not in name},
        "logger": (logger.level, logger.disabled, list(logger.filters), list(logger.handlers)),
        "disabled": logger.manager.disable,
    }


def _found(part: Part) -> Any:
    return reduce(getattr, part.name.split("."), import_module(part.module))


@pytest.fixture(autouse=True)
def state() -> Iterator[dict[str, object]]:
    """What was there before is there after every test."""
    before = _state()
    yield before
    assert _state() == before


def _without(part: Part, patch: pytest.MonkeyPatch) -> None:
    top, *below = part.name.split(".")
    module = import_module(part.module)
    if isinstance(getattr(module, top), type) and below:
        patch.delattr(getattr(module, top), below[0])
    elif below:  # a library of C, which lets nothing be taken away
        library = getattr(module, top)
        others = {name: None for name in dir(library) if name not in below}
        patch.setattr(module, top, SimpleNamespace(**others))
    else:
        patch.delattr(module, top)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_that_is_gone_is_told(part: Part, theme: Theme) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _without(part, patch)
        with pytest.raises(EngineError) as raised:
            write_pdf(document(SMALL), theme)
    assert f"没有 {part.module}.{part.name}" in str(raised.value)
    assert "gongkai doctor" in str(raised.value)


@pytest.mark.parametrize(
    "part", [part for part in PARTS if part.parameters], ids=lambda part: part.name
)
def test_a_part_with_other_parameters_is_told(part: Part, theme: Theme) -> None:
    def other(self: object, whatever: object) -> None:
        raise AssertionError("called")

    *above, name = part.name.split(".")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reduce(getattr, above, import_module(part.module)), name, other)
        with pytest.raises(EngineError, match="认得的不同"):
            write_pdf(document(SMALL), theme)


@pytest.mark.parametrize("failure", [ImportError("x"), OSError("cannot load library 'pango'")])
def test_a_machine_without_weasyprint_or_its_libraries(
    failure: Exception, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise failure

    monkeypatch.setattr(engine_module, "import_module", fail)
    with pytest.raises(EngineError, match="WeasyPrint"):
        write_pdf(document(SMALL), theme)


ALONE = """
import ctypes.util
ctypes.util.find_library = find = lambda name: exit(f"asked for {name}")
from generator.write.pdf.engine import engine
with engine():
    assert ctypes.util.find_library is find
"""


@pytest.mark.skipif(sys.platform != "linux", reason="compilers are asked on Linux alone")
def test_no_compiler_is_asked_where_libraries_are() -> None:
    subprocess.run([sys.executable, "-c", ALONE], check=True)


def test_a_table_without_a_border_grid_is_told(theme: Theme) -> None:
    boxes = import_module("weasyprint.layout.table")
    original = boxes.table_layout

    def without_grid(*arguments: Any, **named: Any) -> Any:
        table, *rest = original(*arguments, **named)
        if table is not None:
            del table.skipped_rows
        return table, *rest

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("weasyprint.layout.block.table_layout", without_grid, raising=False)
        patch.setattr(boxes, "table_layout", without_grid)
        with pytest.raises(EngineError, match="skipped_rows"):
            write_pdf(document(TABLE), theme)


def test_all_is_put_back_after_a_failure(state: dict[str, object]) -> None:
    with pytest.raises(KeyboardInterrupt), engine():
        assert _state() != state
        raise KeyboardInterrupt


def test_one_inside_the_other(theme: Theme, state: dict[str, object]) -> None:
    alone = write_pdf(document(SMALL), theme).content
    with engine() as outer:
        during = _state()
        assert write_pdf(document(SMALL), theme).content == alone
        with pytest.raises(WriteError, match="没有一种字体"):
            write_pdf(document(RARE), theme)
        assert outer == []
        assert _state() == during != state


def _in_a_thread(work: Callable[[], object]) -> object:
    results: list[object] = []
    thread = Thread(target=lambda: results.append(work()))
    thread.start()
    thread.join()
    [result] = results
    return result


def test_other_threads_have_weasyprint_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    inline = import_module("weasyprint.layout.inline")
    line: Any = SimpleNamespace(style={}, children=[], text="")
    logger = logging.getLogger("weasyprint")

    def plain() -> None:
        inline.justify_line(None, line, 1.0)  # ours asks for the size of the type
        logger.warning("of another thread")

    with engine() as messages:
        try:
            inline.justify_line(None, SimpleNamespace(style={}, text="文字"), 1.0)
        except KeyError as error:
            assert error.args == ("font_size",)
        else:
            raise AssertionError("not ours")
        logger.warning("of this thread")
        _in_a_thread(plain)
    assert messages == ["WeasyPrint：of this thread"]
    assert [record.getMessage() for record in caplog.records] == ["of another thread"]


def _raise_level(logger: logging.Logger) -> None:
    logger.setLevel(logging.CRITICAL)


def _disable_one(logger: logging.Logger) -> None:
    logger.disabled = True


def _disable_all(logger: logging.Logger) -> None:
    logging.disable(logging.CRITICAL)


def _drop(logger: logging.Logger) -> None:
    logger.addFilter(lambda record: False)


@pytest.mark.parametrize("silence", [_raise_level, _disable_one, _disable_all, _drop])
def test_no_setting_of_logging_hides_a_missing_glyph(
    silence: Callable[[logging.Logger], None], theme: Theme
) -> None:
    logger = logging.getLogger("weasyprint")
    level, filters = logger.level, list(logger.filters)
    silence(logger)
    try:
        with pytest.raises(WriteError, match=r"没有一种字体有“.*”（U\+1C000）这个字"):
            write_pdf(document(RARE), theme)
    finally:
        logger.setLevel(level)
        logger.disabled, logger.filters = False, filters
        logging.disable(logging.NOTSET)


def test_no_copy_of_a_font_is_made(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("a temporary folder")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    monkeypatch.setattr("weasyprint.text.fonts.mkdtemp", refuse)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert write_pdf(document(SMALL), theme).content
    assert list(tmp_path.iterdir()) == []


def _with_fonts(theme: Theme, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> Theme:
    """The theme with one file for 仿宋 as well as for its digits and Latin letters."""
    monkeypatch.setenv("GONGKAI_FONTS", str(folder))
    face = theme.fonts["仿宋"].model_copy(
        update={"families": [], "files": [name], "latin": [name], "fallback": None}
    )
    return theme.model_copy(update={"fonts": {**theme.fonts, "仿宋": face}})


def test_a_file_that_is_no_font(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "坏.otf").write_bytes(b"no font")
    with pytest.raises(WriteError, match=r"坏\.otf 读不了，或者不是字体"):
        write_pdf(document(SMALL), _with_fonts(theme, tmp_path, monkeypatch, "坏.otf"))


def test_a_file_in_a_folder_of_any_name_that_serves_two_ends(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The range of the one rule does not limit the other."""
    from generator.write.fonts import font_folders

    name = "NotoSansSC-Regular.otf"
    [source] = [folder / name for folder in font_folders() if (folder / name).is_file()]
    folder = tmp_path / "字体 & <文>"
    folder.mkdir()
    (folder / name).symlink_to(source)
    made = document("<section class='text'><p>文字abc</p></section>")
    content = write_pdf(made, _with_fonts(theme, folder, monkeypatch, name)).content
    with reading.opened(content) as pdf:
        used = {char["text"]: char["fontname"] for char in pdf.pages[0].chars}
    assert {used["文"], used["a"]} == {used["a"]}
    assert "Noto" in used["文"]


def test_another_descriptor_of_a_font_is_not_passed_over(theme: Theme) -> None:
    style = "<style>@font-face { font-family: x; src: url(file:///x); font-weight: bold }</style>"
    made = document(SMALL.replace("<p>", f"{style}<p>"))
    with pytest.raises(EngineError, match="font_weight"):
        write_pdf(made, theme)


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_a_process_forked_off_meanwhile_is_at_rest(theme: Theme) -> None:
    busy, finish = Event(), Event()

    def hold() -> None:
        with engine():
            busy.set()
            finish.wait(0.2)

    thread = Thread(target=hold)
    thread.start()
    busy.wait()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if write_pdf(document(SMALL), theme).content else 2
        finally:
            os._exit(code)
    finish.set()
    thread.join()
    assert os.waitpid(child, 0)[1] == 0


def test_threads_take_turns(theme: Theme) -> None:
    texts = [f"<section class='text'><p>第{number}份</p></section>" for number in range(4)]
    alone = [write_pdf(document(text), theme).content for text in texts]
    together: dict[int, bytes] = {}
    start = Barrier(len(texts))

    def work(number: int) -> None:
        start.wait()
        together[number] = write_pdf(document(texts[number]), theme).content

    threads = [Thread(target=work, args=(number,)) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(len(texts))] == alone
