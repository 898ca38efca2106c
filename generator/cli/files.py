"""Writing result files: each is replaced whole or left as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from generator.findings import UnreadableError


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` in one step. Raises ``UnreadableError`` where that fails."""
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise UnreadableError(f"{path}：写不进去（{error.strerror}）") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
