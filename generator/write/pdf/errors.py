"""What keeps a PDF from being written."""

from __future__ import annotations

from generator.findings import GongkaiError


class WriteError(GongkaiError):
    """A document that cannot be written as it should be."""


class EngineError(GongkaiError):
    """WeasyPrint or a library below it is missing, or not one that this program knows."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"PDF：{problem}；运行 gongkai doctor 看缺什么，按 README 重新安装（make setup）"
        )
