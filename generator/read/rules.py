"""The codes of findings about the file itself, before it is understood as facts."""

from generator.findings import Level, Rule, register

SYNTAX = register(
    Rule(
        "R101",
        Level.ERROR,
        "YAML 写法有误",
        "YAML 写法有误：{problem}",
        "检查这一行及上一行的缩进、冒号后的空格、引号和括号是否成对",
        "文件不符合 YAML 语法，无法读取。",
    )
)
DUPLICATE = register(
    Rule(
        "R102",
        Level.ERROR,
        "键重复",
        "“{key}”在同一处写了两次（第一次在第 {first} 行）",
        "保留一处，删去另一处",
        "同一层里一个键只能出现一次；重复的键会使前一处的值不知不觉地丢失。",
    )
)
NOT_A_MAPPING = register(
    Rule(
        "R103",
        Level.ERROR,
        "文件内容不是“键: 值”",
        "文件最外层应是“键: 值”的形式",
        "从“文种: ”一行写起，可参照 data/published/ 下的例子",
        "数据文件的最外层是一组键和值。空文件、只有一段文字或一个列表的文件不能读取。",
    )
)
ENCODING = register(
    Rule(
        "R104",
        Level.ERROR,
        "文件编码无法识别",
        "文件既不是 UTF-8 也不是 GBK 编码的文字（第 {offset} 字节处）",
        "用编辑器另存为 UTF-8 编码；若是 Word、Excel 文件，请先转成 YAML",
        "数据文件应为 UTF-8 文字。",
    )
)
TOO_LARGE = register(
    Rule(
        "R105",
        Level.ERROR,
        "文件过大",
        "文件内容过大或嵌套过深（{what}）",
        "检查是否误把别的文件当作数据文件，或引用（&、*）层层套用",
        "为防止误读和恶意文件，数据文件的大小、层数和展开后的条目数有上限。",
    )
)
CONTROL = register(
    Rule(
        "R106",
        Level.ERROR,
        "含有控制字符",
        "文字里有不可见的控制字符（U+{code}）",
        "删去该字符；常见于从 Word 或网页复制的文字",
        "控制字符不能印在文件上，也会使一些软件打不开生成的文件。",
    )
)
SEVERAL = register(
    Rule(
        "R107",
        Level.ERROR,
        "一个文件里有多份数据",
        "文件里有多份数据（以“---”分隔）",
        "每份数据单独存为一个文件",
        "一个数据文件只放一份预算或决算。",
    )
)
KEY = register(
    Rule(
        "R108",
        Level.ERROR,
        "键不是文字",
        "键应是一个词，这里是一组内容",
        "检查冒号和缩进",
        "键只能是一个词，不能是列表或另一组键和值。",
    )
)
