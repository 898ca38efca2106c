"""``gongkai doctor``: whether this machine has what the writers need, and in which versions."""

from __future__ import annotations

import platform
import re
import sys
from importlib import import_module, metadata

from generator.cli.chinese import verb
from generator.cli.libraries import LIBRARIES, Library
from generator.cli.messages import FINE, UNUSABLE, tell
from generator.resources import resource
from generator.theme import Theme, load_theme
from generator.write.fonts import (
    FontFile,
    RoleFonts,
    font_folders,
    installed,
    latin_fonts,
    role_fonts,
)
from generator.write.fonts.coverage import version
from generator.write.fonts.misdrawn import reviews

# each package with the module that is loaded from it, and through it what it needs itself
PACKAGES = {
    "weasyprint": "weasyprint",
    "python-docx": "docx",
    "pydantic": "pydantic",
    "jinja2": "jinja2",
    "pyyaml": "yaml",
    "lxml": "lxml.etree",
    "click": "click",
}
LOCKED = re.compile(r"^([\w-]+)==(\S+)", re.M)


@verb()
def doctor() -> None:
    """检查本机的库、字体和版本是否齐备。

    退出码：0 齐备；2 有缺项。
    """
    tell(f"Python {platform.python_version()}（{sys.executable}）")
    tell(f"gongkai {metadata.version('gongkai')}")
    packages = _packages()
    _tell_locked()
    usable = all([packages, _libraries(), _fonts(load_theme())])
    tell(
        "一切齐备。"
        if usable
        else "有缺项：见上面标 ✗ 的各行。在源码的文件夹里运行 make setup 可以补齐。"
    )
    sys.exit(FINE if usable else UNUSABLE)


def _line(good: bool, text: str) -> bool:
    tell(f"{'✓' if good else '✗'} {text}")
    return good


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _packages() -> bool:
    shown = [_package(*named) for named in PACKAGES.items()]
    return all(shown)


def _package(name: str, module: str) -> bool:
    version = _installed(name)
    if version is None:
        return _line(False, f"{name} 没有安装")
    try:
        import_module(module)
    except (ImportError, OSError) as error:  # OSError: a system library
        return _line(False, f"{name} {version} 不能载入（{error}）")
    return _line(True, f"{name} {version}{_beneath(name)}")


def _beneath(name: str) -> str:
    """The C library that PyYAML reads with: its release decides what it accepts."""
    if name != "pyyaml":
        return ""
    try:
        from yaml import _yaml
    except ImportError:
        return "，没有 libyaml，读得慢"
    return f"，libyaml {_yaml.get_version_string()}"


def _tell_locked() -> None:
    """Say which packages have another version than the locked one: they may well work."""
    lock = (resource(".ci") / "requirements.txt").read_text("utf-8")
    packages = [(name, it, _installed(name)) for name, it in LOCKED.findall(lock)]
    other = [f"{name} {here}（锁定 {it}）" for name, it, here in packages if here not in (None, it)]
    tell(f"· 与锁定的版本不同：{'、'.join(other)}" if other else "· 各包都是锁定的版本")


def _libraries() -> bool:
    shown = [_library(library) for library in LIBRARIES]
    return all(shown)


def _library(library: Library) -> bool:
    found = library.found()
    lacking = f"没有（Debian 包 {library.package}），{library.without}"
    return _line(found is not None, f"{library.name}：{found or lacking}") or not library.needed


def _fonts(theme: Theme) -> bool:
    tell(f"字体（{'、'.join(map(str, font_folders()))}，以及系统字体）：")
    asked = installed().problem
    listed = _line(
        not asked, f"fontconfig 列出的系统字体：{asked or f'{len(installed().families)} 个名字'}"
    )
    roles = [role_fonts(theme, role) for role in theme.fonts]
    usable = [_role(theme, fonts) for fonts in roles]
    return all([listed, *usable, _latin(latin_fonts(theme, "仿宋"))])


def _role(theme: Theme, fonts: RoleFonts) -> bool:
    face = theme.fonts[fonts.role]
    own = [source for source in fonts.sources if _name(source) in _names(face.families, face.files)]
    spare = [source for source in fonts.sources if source not in own]
    first = f"{_shown(own[0])}" if own else "没有合适的字体，用替补"
    rest = f"；替补 {'、'.join(map(_shown, spare))}" if spare else "；没有替补，生僻字可能缺字"
    return _line(bool(own), f"{fonts.role}：{first}{rest}")


def _latin(fonts: RoleFonts) -> bool:
    return _line(
        bool(fonts.sources), f"数字和西文：{'、'.join(map(_shown, fonts.sources)) or '没有'}"
    )


def _name(source: str | FontFile) -> str:
    return source.path.name if isinstance(source, FontFile) else source


def _names(families: list[str], files: list[str]) -> set[str]:
    return {*families, *files}


def _shown(source: str | FontFile) -> str:
    if not isinstance(source, FontFile):
        return f"{source}（系统）"
    review = reviews().get(source.path.name)
    known = review is None or review.version == version(source.path)
    return f"{source.path}{'' if known else '（这个版本的字形没有看过，可能有画错的字）'}"
