"""Writing result files: several at once together, or all left as they were; and never an input."""

from __future__ import annotations

import os
import platform
import re
import secrets
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from generator.findings import UnreadableError
from generator.oserrors import kind, reason

# Names of files that are being written: the machine, the process, and the run by which two
# processes of one number are told apart. Short, as the names of results may be as long as can be.
HOST, RUN = sha256(platform.node().encode()).hexdigest()[:8], secrets.token_hex(4)
NAME = re.compile(r"\.gongkai-(?P<host>\w+)-(?P<process>\d+)-(?P<run>\w+)-\w+\.tmp")
ANY = ".gongkai-*.tmp"
ABANDONED = 3600.0  # seconds after which such a file is nobody's, wherever it comes from


def refuse_taken(targets: Iterable[Path], taken: Mapping[Path, str]) -> None:
    """Raise ``UnreadableError`` where a target is a file that must stay, or no ordinary file.

    ``taken`` says what each file is that must stay; one is the same under any of its names.
    """
    stay = {_identity(path): what for path, what in taken.items()}
    for target in targets:
        with _refused(target):
            try:
                mode = target.lstat().st_mode
            except (FileNotFoundError, NotADirectoryError):
                continue
            if what := stay.get(_identity(target)):
                raise UnreadableError(f"{target}：这是{what}，不能覆盖；换一个输出文件夹")
            if not stat.S_ISREG(mode):
                raise UnreadableError(f"{target}：写不进去（这是{kind(mode)}）")


def _identity(path: Path) -> tuple[int, int] | Path:
    """What a file is under each of its names; a file that is not there is its name."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return path
    return found.st_dev, found.st_ino


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` in one step. Raises ``UnreadableError`` where that fails."""
    replace_files({path: content})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write every file, or none where one cannot be written: then ``UnreadableError`` is raised.

    Whoever reads, or writes the same files at the same time, sees whole files only. What a killed
    run may leave is a file of a name of our own, which the next run clears away.
    """
    new = {path: _temporary(path) for path in files}
    old = {path: _temporary(path) for path in files}
    try:
        for path, content in files.items():
            with _refused(path):
                _prepare(path)
                _write(new[path], content)
                _same_mode(path, new[path])
                _keep(path, old[path])
        try:
            for path, temporary in new.items():
                with _refused(path):
                    temporary.replace(path)
        except BaseException:
            _put_back(new, old)
            raise
    finally:
        for temporary in (*new.values(), *old.values()):
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}：写不进去（{reason(error)}）") from None


def _temporary(path: Path) -> Path:
    name = f".gongkai-{HOST}-{os.getpid()}-{RUN}-{secrets.token_hex(8)}.tmp"
    return path.parent / name


def _prepare(path: Path) -> None:
    """Make the folder, and clear it of what killed runs left behind."""
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"{folder}：不能用作输出文件夹（{reason(error)}）") from None
    for left in folder.glob(ANY):
        with suppress(OSError):
            if _is_abandoned(left):
                left.unlink(missing_ok=True)


def _is_abandoned(left: Path) -> bool:
    """Whether it is the user's own, and the process that wrote it has ended."""
    found = left.lstat()
    if found.st_uid != os.geteuid() or not stat.S_ISREG(found.st_mode):
        return False
    named = NAME.fullmatch(left.name)
    if named and named["host"] == HOST and not _is_writing(int(named["process"]), named["run"]):
        return True
    return time.time() - found.st_mtime > ABANDONED


def _is_writing(process: int, run: str) -> bool:
    """Whether a process of this machine goes on, and is not another one of the same number."""
    if process == os.getpid():
        return run == RUN
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _write(temporary: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _same_mode(path: Path, temporary: Path) -> None:
    """Whoever may read the file that is there may read the one in its place, and nobody else."""
    with suppress(FileNotFoundError):  # there is none yet
        temporary.chmod(stat.S_IMODE(path.stat().st_mode))


def _keep(path: Path, second: Path) -> None:
    """Give the file a second name, by which it can be put back; a copy where there are no links."""
    try:
        os.link(path, second)
    except OSError:
        with suppress(FileNotFoundError):  # there is none yet
            _write(second, path.read_bytes())


def _put_back(new: Mapping[Path, Path], old: Mapping[Path, Path]) -> None:
    """Undo the files that were replaced before one could not be."""
    for path, second in old.items():
        with suppress(OSError):
            if second.exists():
                second.replace(path)
            elif not new[path].exists():
                path.unlink()
