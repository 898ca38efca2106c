"""Where profiles, themes and classification codes are: packaged, and in folders that a user names.

What is read under such a folder, a *root*, stays inside it: a name is no path, and a symbolic link
is followed only where it leads to something in the same root.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from generator.findings import FindingsError, UnreadableError
from generator.oserrors import reason
from generator.read.content import BOM_UTF8, read_bytes

MOST = 1000  # entries of a folder of profiles or templates: with more it is some other folder
NO_NAMES = ("", ".", "..")
NO_NAME_HAS = frozenset("/\\\0")


@cache
def resource(name: str) -> Path:
    """The folder ``templates`` or ``data``: in a checkout beside the package, else in the wheel."""
    package = Path(__file__).parent
    packed = package / "_resources" / name
    return packed if packed.is_dir() else package.parent / name


@dataclass(frozen=True)
class Folder:
    """A folder at or below a root. Its methods raise ``UnreadableError`` where the system refuses,
    and where a link leads out of the root."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def child(self, name: str) -> Path | None:
        """What has this name in the folder; None where nothing has, or where it is no bare name."""
        if name in NO_NAMES or NO_NAME_HAS & set(name):
            return None
        path = self.path / name
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise _refused(path, error) from None
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root)):
            raise UnreadableError(f"{path}：这是指到文件夹“{self.root}”以外的符号链接，不读取")
        return path

    def folder(self, name: str) -> Folder | None:
        """The folder with this name in it."""
        path = self.child(name)
        try:
            return Folder(self.root, path) if path and path.is_dir() else None
        except OSError as error:
            raise _refused(self.path / name, error) from None

    def text(self, name: str) -> str | None:
        """The text of the file ``name``, which must be UTF-8; None where there is none."""
        path = self.child(name)
        if path is None:
            return None
        try:
            text = read_bytes(path).removeprefix(BOM_UTF8).decode("utf-8")
        except FindingsError as error:  # it is too large
            raise UnreadableError(str(error)) from None
        except UnicodeDecodeError:
            raise UnreadableError(f"{path}：不是 UTF-8 编码的文字") from None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def names(self) -> list[str]:
        """The names of all that is in it, in order."""
        try:
            with os.scandir(self.path) as entries:
                found = [entry.name for entry in islice(entries, MOST + 1)]
        except OSError as error:
            raise _refused(self.path, error) from None
        if len(found) > MOST:
            what = f"里面超过 {MOST} 项，不像是放格式、样式的文件夹"
            raise UnreadableError(f"{self.path}：{what}")
        return sorted(found)


def searched(roots: Sequence[Path]) -> tuple[Folder, ...]:
    """Where profiles and themes are looked for: in the user's ``roots``, then in the packaged ones.

    Each of them is a folder ``NAME`` in one of these. Raises ``UnreadableError`` for a root that
    is no folder.
    """
    packaged = resource("templates")
    given = (*map(_root, roots), packaged / "profiles", packaged / "themes")
    return tuple(Folder(root, root) for root in given)


def _root(path: Path) -> Path:
    try:
        if path.is_dir():
            return path
        what = "这是一个文件，要指明的是文件夹" if path.exists() else "没有这个文件夹"
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None
    raise UnreadableError(f"{path}：{what}")


def _refused(path: Path, error: OSError | ValueError) -> UnreadableError:
    return UnreadableError(f"{path}：读不出来（{reason(error)}）")


def holding(name: str, file: str, folders: Sequence[Folder]) -> Iterator[Folder]:
    """The folders called ``name``, up to and with the first that has ``file``."""
    for root in folders:
        if folder := root.folder(name):
            yield folder
            if folder.child(file):
                return


def names_with(file: str, folders: Sequence[Folder]) -> list[str]:
    """The names of all folders that have ``file``, those that begin with ``_`` left out.

    One that cannot be looked at is among them: who loads it is told why.
    """
    names = {name for root in folders for name in root.names() if _may_be(root.path / name / file)}
    return sorted(name for name in names if not name.startswith("_"))


def _may_be(path: Path) -> bool:
    try:
        path.lstat()
    except OSError as error:
        return error.errno not in (errno.ENOENT, errno.ENOTDIR)
    return True
