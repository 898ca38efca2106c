"""``gongkai schema``: the JSON schema of a facts file, for editors."""

from __future__ import annotations

import json

from generator.cli.chinese import verb
from generator.cli.messages import publish


@verb()
def schema() -> None:
    """打印数据文件的 JSON Schema，供编辑器提示和检查。"""
    from generator.model.schema import schema as facts_schema

    publish(json.dumps(facts_schema(), ensure_ascii=False, indent=2).encode())
