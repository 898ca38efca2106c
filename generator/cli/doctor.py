"""``gongkai doctor``: whether this machine has what the writers need."""

from __future__ import annotations

import ctypes.util
import platform
import sys
from importlib import metadata

import click

from generator.cli.messages import FINE, FOUND
from generator.theme import Theme, load_theme
from generator.write.fonts import FontFile, RoleFonts, font_folders, latin_fonts, role_fonts

PACKAGES = ("weasyprint", "python-docx", "pydantic", "jinja2", "pyyaml", "lxml", "click")
LIBRARIES = {
    "pango-1.0": ("libpango-1.0-0", True),
    "pangoft2-1.0": ("libpangoft2-1.0-0", True),
    "fontconfig": ("libfontconfig1", True),
    "harfbuzz-subset": ("libharfbuzz-subset0", False),
}


@click.command()
def doctor() -> None:
    """检查本机的库、字体和版本是否齐备。"""
    click.echo(f"Python {platform.python_version()}（{sys.executable}）")
    click.echo(f"gongkai {metadata.version('gongkai')}")
    usable = all([_packages(), _libraries(), _fonts(load_theme())])
    click.echo("一切齐备。" if usable else "有缺项：见上面标 ✗ 的各行；运行 make setup 可以补齐。")
    sys.exit(FINE if usable else FOUND)


def _line(good: bool, text: str) -> bool:
    click.echo(f"{'✓' if good else '✗'} {text}")
    return good


def _packages() -> bool:
    shown = [_package(name) for name in PACKAGES]
    return all(shown)


def _package(name: str) -> bool:
    try:
        return _line(True, f"{name} {metadata.version(name)}")
    except metadata.PackageNotFoundError:
        return _line(False, f"{name} 没有安装")


def _libraries() -> bool:
    usable = True
    for name, (package, needed) in LIBRARIES.items():
        found = ctypes.util.find_library(name)
        effect = "不能写 PDF" if needed else "写 PDF 会慢一倍以上"
        _line(bool(found), f"{name}：{found or f'没有（Debian 包 {package}），{effect}'}")
        usable = usable and (bool(found) or not needed)
    return usable


def _fonts(theme: Theme) -> bool:
    click.echo(f"字体（{'、'.join(map(str, font_folders()))}，以及系统字体）：")
    roles = [role_fonts(theme, role) for role in theme.fonts]
    usable = [_role(theme, fonts) for fonts in roles]
    return all([*usable, _latin(latin_fonts(theme, "仿宋"))])


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
    return str(source.path) if isinstance(source, FontFile) else f"{source}（系统）"
