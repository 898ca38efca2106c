"""The codes of findings about single facts: keys, shapes and values."""

from generator.findings import Level, Rule, register

MISSING = register(
    Rule(
        "F201",
        Level.ERROR,
        "缺少必填项",
        "缺少“{key}”",
        "在这里补上“{key}: …”",
        "这一项是文件必需的，没有它不能生成。",
    )
)
UNKNOWN = register(
    Rule(
        "F202",
        Level.ERROR,
        "不认识的键",
        "不认识“{key}”",
        "{suggestion}",
        "只认规定的键。多为错别字、全角半角括号或缩进之误；认不出的键若放过，其值就会丢失。",
    )
)
VALUE = register(
    Rule(
        "F203",
        Level.ERROR,
        "值不合要求",
        "“{key}”：{problem}",
        "{suggestion}",
        "值的写法不合这一项的要求，如金额不是数、科目编码位数不对。",
    )
)
EMPTY = register(
    Rule(
        "F204",
        Level.ERROR,
        "值为空",
        "“{key}”没有填写",
        "填上内容；没有这一项就删去整行",
        "键后面没有值。",
    )
)
SHAPE = register(
    Rule(
        "F205",
        Level.ERROR,
        "结构不对",
        "“{key}”应是{expected}",
        "对照 data/published/（数据）、templates/（格式、样式）里的例子，检查缩进和“- ”",
        "这里需要的是一组“键: 值”、一个列表或一个值，写成了另一种。",
    )
)
CHOICE = register(
    Rule(
        "F206",
        Level.ERROR,
        "不在可选值之内",
        "“{key}”不能是“{value}”",
        "可选：{choices}",
        "这一项只能取规定的几个值之一。",
    )
)
PROFILE = register(
    Rule(
        "F207",
        Level.ERROR,
        "没有这种格式",
        "没有格式“{value}”",
        "可用的格式：{known}；自己的格式用 --templates 指明文件夹",
        "“格式”是一个格式文件夹的名字，gongkai profiles 列出可用的格式。",
    )
)
KIND = register(
    Rule(
        "F208",
        Level.ERROR,
        "文种与格式不合",
        "格式“{value}”不印“{kind}”",
        "这种格式的文种：{kinds}；改“文种”，或换一种格式",
        "一种格式只印它声明的文种：预算的格式不能印决算。",
    )
)
OVERRIDE = register(
    Rule(
        "F211",
        Level.ERROR,
        "--set 的路径不通",
        "{problem}",
        "路径是一层层的键，用“/”分开，列表的项从 1 数起，如 支出/1/项目支出",
        "--set 代替数据文件里的一个值：路径要通到一个值，或者一组内容里的一个新键。",
    )
)
MORE = register(
    Rule(
        "F210",
        Level.ERROR,
        "错误太多",
        "另有 {count} 处错误没有列出",
        "先改好列出的各处，再运行一次",
        "错误很多时只列出前一部分：多半是同一个原因，或者不是这种数据文件。",
    )
)
