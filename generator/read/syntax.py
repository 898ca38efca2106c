"""What the YAML parser complains of, in the clerk's words and at the clerk's mistake."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from generator.findings import Finding
from generator.read.characters import FULL_WIDTH_COLON, FULL_WIDTH_COMMA, WIDE_SPACES

TAB = "缩进用了制表符（Tab），应改用空格"
PROBLEMS = {
    "found character '\\t' that cannot start any token": TAB,
    "found a tab character that violates": TAB,
    "found a tab character where an": TAB,
    "found character that cannot start any token": (
        "有不能开头的字符（如制表符、@、`、%），请加引号"
    ),
    "mapping values are not allowed in this context": (
        "冒号的位置不对（一行里有两个“键: ”，或缩进不齐）"
    ),
    "mapping keys are not allowed in this context": "“? ”的位置不对",
    "could not find expected ':'": "缺少冒号",
    "did not find expected key": "缩进不齐，或引号、括号没有成对",
    "did not find expected node content": "括号里有多余的逗号，或没有成对的括号",
    "found unexpected end of stream": "引号没有成对",
    "found unexpected document indicator": "引号没有成对",
    "found unexpected ':'": "花括号、方括号里的冒号后面要有空格",
    "did not find expected ',' or ']'": "方括号没有成对，或缺少逗号",
    "did not find expected ',' or '}'": "花括号没有成对，或缺少逗号",
    "did not find expected '-' indicator": "列表的缩进不齐",
    "found undefined alias": "引用（*）的名字没有定义",
    "found duplicate anchor": "同一个名字（&）用了两次",
    "did not find expected alphabetic or numeric character": (
        "“&”“*”开头的词是引用的名字，只能用字母和数字；若是文字，请加引号"
    ),
    "block sequence entries are not allowed in this context": "列表项“- ”的位置不对",
    "did not find expected <document start>": "前面的内容已经结束，多出了这一行",
    "found unknown escape character": "双引号里的“\\”表示转义，请改用单引号",
    "did not find expected hexdecimal number": "双引号里的“\\”表示转义，请改用单引号",
    "found invalid Unicode character escape code": "“\\u”后面的编码不是一个字",
    "control characters are not allowed": "有不可见的控制字符",
    "did not find expected comment or line break": "“|”或“>”后面有多余的文字",
    "did not find expected tag URI": "“!”开头的词是标签；若是文字，请加引号",
    "did not find expected '!'": "“!”开头的词是标签；若是文字，请加引号",
    "did not find expected whitespace or line break": "“!”开头的词是标签；若是文字，请加引号",
    "found incompatible YAML document": "“%YAML”一行的版本不认识，请删去这一行",
    "found undefined tag handle": "“!”开头的词是标签；若是文字，请加引号",
    "found a '%'": "以“%”开头的文字请加引号",
    "directive": "以“%”开头的行是指令；若是文字，请加引号",
}
LONGEST_LINE = 1000  # characters that are looked through: searching a line is not linear
# a key with its full-width colon, on a line that has no colon of YAML
WIDE_COLON = re.compile(rf"[ \t]*(?:- +)*[\"']?([^\s:{FULL_WIDTH_COLON}\"'#{{}}\[\],]+?)[\"']? *：")
NARROW_COLON = re.compile(rf"([^\s:{FULL_WIDTH_COLON}\"'#{{}}\[\],]+):(?=[^ \t\n/])")
YAML_COLON = re.compile(r":(?:\s|$)")
WIDE_INDENTATION = re.compile(rf" *[{WIDE_SPACES}][\s{WIDE_SPACES}]*(?P<key>[^\s:#]+) *:(?:\s|$)")
INDENTING_TAB = re.compile(r" *\t")
# a full-width comma between braces with another key behind it
INLINE_COMMA = re.compile(rf"{{[^}}]*?({FULL_WIDTH_COMMA})[^}}{FULL_WIDTH_COMMA},]*:\s")


def explain(path: Path, text: str, error: yaml.YAMLError) -> Finding:
    """The finding for what stopped the parser, placed at the mistake where that is known."""
    mark = getattr(error, "problem_mark", None)
    lines = [line[:LONGEST_LINE] for line in text.split("\n")]
    for number in suspects(error, text):
        if found := _wide(lines[number]):
            code, column, key = found
            return Finding(code, {"key": key}).at(path, number + 1, column)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    here = lines[line - 1] if line <= len(lines) else ""
    problem = TAB if INDENTING_TAB.match(here) else _problem(error)
    if comma := INLINE_COMMA.search(here):
        column = comma.start(1) + 1
        problem = "花括号里的各项要用半角逗号和空格分隔，这里是全角逗号"
    return Finding("R101", {"problem": problem}).at(path, line, column)


def wide_colon(text: str) -> str | None:
    """The key before a full-width colon at the start of ``text``; None where there is none."""
    found = WIDE_COLON.match(text[:LONGEST_LINE])
    return found.group(1) if found else None


def slipped_colon(text: str) -> str | None:
    """The key before a colon that is full-width, or has no space behind it."""
    found = NARROW_COLON.match(text[:LONGEST_LINE])
    return found.group(1) if found else wide_colon(text)


def suspects(error: yaml.YAMLError, text: str) -> list[int]:
    """The lines (from 0) where the mistake may be: what the parser names, and the line before."""
    marks = (getattr(error, "context_mark", None), getattr(error, "problem_mark", None))
    lines = [mark.line for mark in marks if mark]
    near = [number for line in lines for number in (line, line - 1)]
    count = text.count("\n") + 1
    return sorted({number for number in near if 0 <= number < count})


def _wide(line: str) -> tuple[str, int, str] | None:
    """The code, the column (from 1) and the key of a full-width slip on this line."""
    if found := WIDE_INDENTATION.match(line):
        return "R113", 1, found["key"]
    if (found := WIDE_COLON.match(line)) and not YAML_COLON.search(line):
        return "R112", found.end(), found.group(1)
    return None


def _problem(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    known = (text for key, text in PROBLEMS.items() if key in problem)
    return next(known, f"这里的写法读不懂（{problem}）")
