"""docs/profiles-list.md: the packaged profiles and the tables that each prints."""

from __future__ import annotations

from collections.abc import Iterator

from docs.generate.page import page, table
from generator.profile import Profile, known_profiles, load_profile

INTRODUCTION = """随软件安装的格式。`gongkai profiles` 列出同样的内容；加 `--templates 文件夹` \
连同自己的格式一起列出。怎样写新的格式，见[格式怎么写](profiles.md)。

The packaged profiles. How to write one: [profiles.md](profiles.md)."""


def profiles_page() -> str:
    """The text of docs/profiles-list.md."""
    profiles = [load_profile(name) for name in known_profiles()]
    rows = [_row(profile) for profile in profiles]
    header = ("格式", "名称", "地区", "年度", "文种")
    sections = (block for profile in profiles for block in _section(profile))
    return page("格式一览 · Profiles", [INTRODUCTION, table(header, rows), *sections])


def _row(profile: Profile) -> tuple[str, ...]:
    about = profile.data.description
    kinds = "、".join(about.kinds)
    link = f"[`{profile.id}`](#{profile.id})"
    return link, about.title, about.place or "不限", about.told_years or "不限", kinds


def _section(profile: Profile) -> Iterator[str]:
    about = profile.data.description
    yield f"## {profile.id}"
    parents = [folder.name for folder in profile.folders[1:]]
    facts = [
        f"{about.title}。",
        f"继承（extends）：{'、'.join(f'`{name}`' for name in parents)}。",
    ]
    yield "".join([facts[0], facts[1] if parents else "", _source(about.source)])
    yield "\n".join(_tables(profile))


def _source(source: str) -> str:
    return f"依据：{source}。" if source else ""


def _tables(profile: Profile) -> Iterator[str]:
    for number, declared in enumerate(profile.printed, start=1):
        own_number = f"（{declared.number}）" if declared.number else ""
        wide = "，横排" if declared.orientation == "landscape" else ""
        yield f"{number}. {declared.id}{own_number}{wide}"
