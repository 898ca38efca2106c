"""What one composition has used of what it may use (``generator.limits``)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from generator import limits
from generator.compose.sandbox.errors import OverLimitError

# What each takes, in steps: about as many parts of a template take the same time.
CALL, MACRO, INCLUDE = 6, 80, 80
FIGURE, NEW_FIGURE, PRINTING = 50, 400, 30
PATTERN, TABLE, CELL = 250, 400, 20
# Characters of a text that are read in the time of a step.
CHARACTERS = 256


class Budget:
    """Counts steps, characters, cells, and macros within macros. Each raises ``OverLimitError``."""

    def __init__(self) -> None:
        self.steps = 0
        self.characters = 0
        self.template_characters = 0
        self.cells = 0
        self._calls = threading.local()

    def pay(self, steps: int) -> None:
        """``steps`` more are done."""
        self.steps += steps
        if self.steps > limits.TEMPLATE_STEPS:
            advice = "循环套循环的，减少一层；表和指标不要在循环里重复取"
            raise OverLimitError("填模板用的步数", limits.TEMPLATE_STEPS, "步", advice)

    def write(self, characters: int) -> None:
        """``characters`` more are put together."""
        self.characters += characters
        if self.characters > limits.COMPOSED_CHARACTERS:
            advice = "一份文件写不了这么多字；数据多的，分成几份"
            raise OverLimitError("模板写出的文字", limits.COMPOSED_CHARACTERS, "字", advice)

    def read(self, characters: int) -> None:
        """A template or a pattern of so many characters is read."""
        self.template_characters += characters
        if self.template_characters > limits.TEMPLATE_CHARACTERS:
            advice = "删去不用的模板，长的文字写在数据文件里"
            raise OverLimitError("格式的模板合计", limits.TEMPLATE_CHARACTERS, "字", advice)

    def fill(self, cells: int) -> None:
        """A table of so many cells is printed."""
        self.cells += cells
        if self.cells > limits.TABLE_CELLS:
            advice = "把数据分成几份文件，或减少表的行和栏"
            raise OverLimitError("各表合计", limits.TABLE_CELLS, "格", advice)

    @contextmanager
    def macro(self) -> Iterator[None]:
        """One more macro within a macro."""
        depth = getattr(self._calls, "depth", 0) + 1
        if depth > limits.MACRO_DEPTH:
            raise OverLimitError("macro 套 macro ", limits.MACRO_DEPTH, "层", "不要让它调用自己")
        self.pay(MACRO)
        self._calls.depth = depth
        try:
            yield
        finally:
            self._calls.depth = depth - 1
