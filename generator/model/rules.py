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
VERSION = register(
    Rule(
        "F212",
        Level.ERROR,
        "没有这一版",
        "“数据版本”是“{value}”，这个程序认得的是第 {first} 版到第 {present} 版",
        "文件若是为新版的程序写的，用新版的程序；否则把这一行改成“数据版本: {present}”",
        "“数据版本”是数据文件写法的版本。版本比程序新的文件，程序不知道它的意思，一概不读。",
    )
)
OLDER = register(
    Rule(
        "F213",
        Level.NOTE,
        "旧版的写法",
        "这是第 {version} 版的写法，现在是第 {present} 版；已按原来的意思读取",
        "运行 gongkai upgrade {file} 改成第 {present} 版，注释、次序都不变",
        "没有写“数据版本”的文件是第 1 版。旧版的键意思没有变的，照旧读取；各版改了什么见变更记录。",
    )
)
GONE = register(
    Rule(
        "F214",
        Level.WARNING,
        "不再用的键",
        "“{key}”现在不用了，当作没有写",
        "{advice}；gongkai upgrade {file} 把它改为注释",
        "这个键在旧版里有意思，现在没有：印出来的和从前可能不一样，请看一看。",
    )
)
BY_HAND = register(
    Rule(
        "F215",
        Level.ERROR,
        "不能自动升级",
        "不能只改该改的地方而不动其他，没有改动",
        "手工改成第 {present} 版：{changes}",
        "gongkai upgrade 只改旧版的键，改完再读一遍，与原来的意思有一点不同就不写。"
        "键或值用了引用（&、*）、一个键写成几行的，多半要手工改。",
    )
)
