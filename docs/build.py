"""Write the reference pages from the code: ``python -m docs.build`` (``make docs``)."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import generator
from docs.generate.checks import checks_page
from docs.generate.commands import commands_page
from docs.generate.facts import facts_page
from docs.generate.glossary import glossary_page
from docs.generate.profiles import profiles_page
from generator.model.schema import schema

FOLDER = Path(__file__).parent
PAGES: dict[str, Callable[[], str]] = {
    "schema.json": lambda: json.dumps(schema(), ensure_ascii=False, indent=2) + "\n",
    "commands.md": commands_page,
    "checks.md": checks_page,
    "facts.md": facts_page,
    "glossary.md": glossary_page,
    "profiles-list.md": profiles_page,
}


def import_everything() -> None:
    """Import every module of the package, so that every rule is registered."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def pages() -> dict[str, str]:
    """Every generated page by its name in ``docs/``."""
    import_everything()
    return {name: make() for name, make in PAGES.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages that changed; with ``--check`` only say which would, and return 1."""
    parser = argparse.ArgumentParser(description="由代码生成参考文档到 docs/")
    parser.add_argument("--check", action="store_true", help="只检查是否过时，不写文件")
    check = parser.parse_args(arguments).check
    stale = [(FOLDER / name, text) for name, text in pages().items() if _old(name) != text]
    for path, text in stale:
        print(f"{'过时' if check else '已写'}：{path.name}")
        if not check:
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


def _old(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
