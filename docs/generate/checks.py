"""docs/checks.md: every code that a finding can have, from the registry."""

from __future__ import annotations

from collections.abc import Iterator

from docs.generate.page import page, table
from generator.findings import RULES, Level, Rule

INTRODUCTION = """每个提示都有代码，写成“文件:行:列: 代码 级别：内容（改法）”。\
`gongkai explain 代码` 打印本页的同一段说明。

- **错误**：不能生成文件，退出码为 1（加 `--draft` 时照样生成，每页印“草稿”）。\
G 开头的不是数据的错误，退出码为 2。
- **警告**：文件照样生成，但公开前应当看过。
- **提示**：供参考，`gongkai check` 才逐条列出。

看过并接受的问题写进数据文件的“豁免”，见[数据文件怎么写](facts.md)。

Every finding has a stable code. Errors stop the document, warnings and notes do not. \
What a bureau has looked at and accepts goes under `豁免` in its facts file."""
DOTS = "…"


class _Dots(dict[str, str]):
    """Stands in for a finding's parameters: each prints as dots."""

    def __missing__(self, key: str) -> str:
        return DOTS


def checks_page() -> str:
    """The text of docs/checks.md."""
    rules = [RULES[code] for code in sorted(RULES)]
    counts = "，".join(
        f"{sum(rule.level is level for rule in rules)} 个{level.value}" for level in Level
    )
    rows = [
        (f"[{rule.code}](#{rule.code.lower()})", rule.level.value, rule.title) for rule in rules
    ]
    sections = (block for rule in rules for block in _section(rule))
    index = [f"共 {len(rules)} 个代码：{counts}。", table(("代码", "级别", "说明"), rows)]
    return page("核对代码 · Codes of findings", [INTRODUCTION, *index, *sections])


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.code}"
    yield f"**{rule.title}**（{rule.level.value}）"
    yield rule.meaning
    lines = [("提示的写法", rule.message), ("怎么改", rule.hint)]
    shown = [f"- {label}：{_filled(text)}" for label, text in lines if text]
    yield "\n".join([*shown, *([f"- 依据：{rule.citation}"] if rule.citation else [])])


def _filled(text: str) -> str:
    filled = text.format_map(_Dots())
    return filled if filled.strip(DOTS) else "随具体情况写明"
