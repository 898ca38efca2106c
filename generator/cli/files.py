"""Writing result files: each is replaced whole or left as it was, and several at once together."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path

from generator.findings import UnreadableError
from generator.oserrors import reason

# names of files that are being written; short, as the names of results may be as long as can be
PREFIX, SUFFIX = ".gongkai-", ".tmp"
ABANDONED = 3600.0  # seconds after which such a file belongs to a run that was killed


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` in one step. Raises ``UnreadableError`` where that fails."""
    replace_files({path: content})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write every file, or none where one cannot be written: then ``UnreadableError`` is raised.

    Whoever reads, or writes the same files at the same time, sees whole files only.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            _prepare(path)
            staged[path] = path.parent / f"{PREFIX}{os.getpid()}-{secrets.token_hex(8)}{SUFFIX}"
            _write(staged[path], content)
        for path, temporary in staged.items():
            temporary.replace(path)
    except OSError as error:
        raise UnreadableError(f"{path}：写不进去（{reason(error)}）") from None
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _prepare(path: Path) -> None:
    """Make the folder, and clear it of what killed runs left behind."""
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"{folder}：不能用作输出文件夹（{reason(error)}）") from None
    if path.is_dir():
        raise UnreadableError(f"{path}：写不进去（这是一个文件夹）")
    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        try:
            if time.time() - left.stat().st_mtime > ABANDONED:
                left.unlink(missing_ok=True)
        except OSError:
            continue


def _write(temporary: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
