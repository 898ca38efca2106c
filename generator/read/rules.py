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
        "同一层里一个键只能出现一次；重复的键会使前一处的值不知不觉地丢失。"
        "科目编码写成 30101 和 30101.0 也是同一个键。",
    )
)
NOT_A_MAPPING = register(
    Rule(
        "R103",
        Level.ERROR,
        "文件内容不是“键: 值”",
        "文件最外层应是“键: 值”的形式",
        "写成“键: 值”；数据文件从“文种: ”一行写起，可参照 data/published/ 下的例子",
        "数据文件、格式和样式的最外层是一组键和值。只有一段文字或一个列表的文件不能读取。",
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
        "为防止误读和恶意文件，数据文件的大小、层数和展开后的条目数、字数有上限。",
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
MISLEADING = register(
    Rule(
        "R109",
        Level.ERROR,
        "含有改变文字样子的隐藏字符",
        "文字里有隐藏字符 U+{code}（{name}），它使印出的文字与写下的不同",
        "删去该字符；看不见时可把这几个字重新输入",
        "书写方向控制符、不可见的填充符和标签字符会使印出的文字与写下的文字不同，不予接受。",
    )
)
DAMAGED = register(
    Rule(
        "R110",
        Level.ERROR,
        "文字损坏",
        "这里的文字损坏了（UTF-8 编码不完整）",
        "重新输入这几个字；若文件是下载或拷贝来的，请重新取得",
        "文件是 UTF-8 编码，但有的字不完整：文件被截断，或混入了另一种编码的文字。",
    )
)
THOUSANDS = register(
    Rule(
        "R111",
        Level.ERROR,
        "花括号里的千分位逗号",
        "花括号里的逗号用来分隔各项，“{number}”被拆成了两项",
        '去掉千分位逗号，或给整个数加引号："{number}"',
        "在 {{…}} 的写法里，半角逗号分隔各项，不能用作千分位。",
    )
)
COLON = register(
    Rule(
        "R112",
        Level.ERROR,
        "键后面的冒号不对",
        "“{key}”后面用了全角冒号“：”，或冒号后面没有空格",
        "改成半角冒号加一个空格：{key}: …",
        "键和值之间是半角冒号加一个空格；全角冒号只是文字的一部分。",
    )
)
INDENTATION = register(
    Rule(
        "R113",
        Level.ERROR,
        "缩进用了全角空格",
        "“{key}”前面的缩进用了全角空格或不换行空格",
        "删去它们，改用半角空格缩进",
        "缩进只能用半角空格；其他空格会成为键的一部分。",
    )
)
EMPTY = register(
    Rule(
        "R114",
        Level.ERROR,
        "文件是空的",
        "文件里没有内容",
        "数据文件从“文种: ”一行写起，可参照 data/published/ 下的例子",
        "文件没有内容，或只有空行和注释。",
    )
)
FORMAT = register(
    Rule(
        "R115",
        Level.ERROR,
        "不是文字文件",
        "这是{what}，不是数据文件",
        "数据文件是用记事本等编辑器写的文字文件，以 .yaml 结尾",
        "把别的文件当作了数据文件。改文件名不能改变文件的内容。",
    )
)
MERGE = register(
    Rule(
        "R116",
        Level.ERROR,
        "合并的不是一组“键: 值”",
        "“<<”后面应是对一组“键: 值”的引用",
        "写成“<<: *名字”，并在被引用处写“&名字”",
        "“<<”把另一处的一组键和值合并到这里；合并别的内容，它就会丢失。",
    )
)
READ_AS = register(
    Rule(
        "R201",
        Level.NOTE,
        "文件不是 UTF-8 编码",
        "文件按 {encoding} 编码读取",
        "用编辑器另存为 UTF-8 编码，各种软件都能打开",
        "文件是 GBK 或 UTF-16 编码的文字，已照此读取。",
    )
)
FULL_WIDTH = register(
    Rule(
        "R202",
        Level.NOTE,
        "数字用了全角",
        "“{value}”用了全角字符，按半角读取（共 {count} 处）",
        "改用半角数字",
        "金额、个数、日期和编码里的全角数字、逗号、句点、正负号按半角读取。",
    )
)
EXCEL = register(
    Rule(
        "R203",
        Level.NOTE,
        "编码带有小数",
        "编码“{value}”按“{code}”读取（共 {count} 处）",
        "在 Excel 中把该列设为文本格式，编码就不会带小数",
        "Excel 把编码当作数字时会加上“.0”。",
    )
)
WEIGHTLESS = register(
    Rule(
        "R204",
        Level.NOTE,
        "含有零宽字符",
        "忽略了看不见的零宽字符（U+{code}，共 {count} 处）",
        "常见于从网页复制的文字，可删去后重新输入",
        "零宽空格、软连字符等不占位置，也不表示什么，读取时略去。",
    )
)
LIKENESS = register(
    Rule(
        "R205",
        Level.NOTE,
        "编码不同的汉字",
        "“{value}”（U+{code}）按汉字“{character}”读取（共 {count} 处）",
        "从 PDF、日文和韩文资料里复制的文字常有这种字符，可重新输入",
        "部首符号“⽂”、兼容汉字“樂”等与汉字样子相同而编码不同，字体里多半没有。",
    )
)
SYMBOL = register(
    Rule(
        "R208",
        Level.NOTE,
        "Word 的符号",
        "从 Word 粘贴的符号 {read}（共 {count} 处）",
        "看读得对不对；不对的，用输入法重新输入",
        "Word 的符号字体（Wingdings、Symbol）占用私用编码，离开 Word 就不成字；"
        "用作项目符号和勾选框的，按 Word 显示的样子读取。",
    )
)
ACCENT = register(
    Rule(
        "R209",
        Level.NOTE,
        "附加符号",
        "字母和它上面的符号合成一个字“{character}”（共 {count} 处）",
        "不必改",
        "声调等符号单独编码的（苹果电脑上复制的文字常有），和前面的字母合成一个字。",
    )
)
DATE = register(
    Rule(
        "R206",
        Level.NOTE,
        "日期的写法",
        "日期“{value}”按 {date} 读取（共 {count} 处）",
        "写成 2024-01-31 的样子",
        "日期的通常写法是年-月-日；能明白的其他写法照此读取。",
    )
)
CUT_OFF = register(
    Rule(
        "R117",
        Level.WARNING,
        "文字被“#”截断",
        "“{kept}”后面的“{cut}”成了注释，不会印出",
        "它是文字的，给整个值加引号；它是注释的，在“#”后面空一格",
        "空格后面的“#”使这一行余下的文字成为注释。写在文字里的“#”要加引号。",
    )
)
LONG_TEXT = register(
    Rule(
        "R118",
        Level.ERROR,
        "一段文字过长",
        "这一段文字有 {count} 字，超过 {limit} 字的上限",
        "分成几段或几条写；本来是“键: 值”的，检查冒号和缩进；误粘贴进来的，删去",
        "一段文字（一个键、一个值）的字数有上限，比公开文件里最长的一段长得多。",
    )
)
LONG_LIST = register(
    Rule(
        "R119",
        Level.ERROR,
        "项数过多",
        "这里有 {count} 项，超过 {limit} 项的上限",
        "把数据分成几份文件；同一科目的几行合成一行",
        "一个列表、一组键和值的项数有上限：一份文件印不了更多，也没有人读得完。",
    )
)
COLON_READ = register(
    Rule(
        "R211",
        Level.NOTE,
        "冒号的写法",
        "键后面应是半角冒号加一个空格，已照此读取“{text}”等（{lines}）",
        "改成“键: 值”的样子；输入键和冒号时关掉中文标点",
        "键后面用了全角冒号、全角空格，或冒号后面没有空格，而意思明白的，照半角冒号加空格读取；"
        "花括号里各项之间的全角逗号也一样。",
    )
)
QUOTED_READ = register(
    Rule(
        "R212",
        Level.NOTE,
        "引号后面还有文字",
        "引号算作文字的一部分，已照此读取“{text}”（{lines}）",
        "文字里的引号用中文引号“”，或者给整个值加单引号",
        "值以引号开头，引号后面还有字：引号是文字的一部分，不是值的界线。",
    )
)
OPEN_READ = register(
    Rule(
        "R213",
        Level.NOTE,
        "引号没有成对",
        "引号没有成对，已读到行末：{text}（{lines}）",
        "补上引号，或删去多余的一个",
        "一行里只有一个引号的，当作行末漏了一个。",
    )
)
HASH_READ = register(
    Rule(
        "R214",
        Level.WARNING,
        "花括号里的“#”",
        "花括号里的“ #”会使后面都成为注释，已按文字读取“{text}”（{lines}）",
        "给这个值加引号",
        "空格后面的“#”使这一行余下的文字成为注释；花括号因此没有成对的，按文字读取。",
    )
)
COMMA_READ = register(
    Rule(
        "R215",
        Level.NOTE,
        "花括号里的逗号",
        "逗号算作文字的一部分，已照此读取“{text}”（{lines}）",
        "改用全角逗号，或给整个值加引号",
        "花括号里的半角逗号分隔各项；后面的一段不是“键: 值”的，算作前面文字的一部分。",
    )
)
WRAPPED_READ = register(
    Rule(
        "R216",
        Level.NOTE,
        "分行写的文字",
        "分成几行的文字已连起来，汉字之间不留空格：“{text}”等（{lines}）",
        "不必改",
        "YAML 把值里的换行读作空格，而汉字之间没有空格。要分段的，写成列表的几项。",
    )
)
PAIR_READ = register(
    Rule(
        "R217",
        Level.NOTE,
        "列表项里的冒号",
        "“{value}”是一段文字，已照此读取（共 {count} 处）",
        "文字里的冒号用全角“：”",
        "列表项的文字里有半角冒号和空格时，YAML 把它读作“键: 值”；这里只能是文字，冒号印作全角。",
    )
)
UNQUOTED = register(
    Rule(
        "R218",
        Level.NOTE,
        "值外面的引号",
        "略去了 {value} 外面的引号（共 {count} 处）",
        "删去引号",
        "数、编码、单位和规定的词外面的引号不是值的一部分。",
    )
)
NUMBER_READ = register(
    Rule(
        "R219",
        Level.NOTE,
        "数后面的单位、数外面的括号",
        "“{value}”读作 {number}（共 {count} 处）",
        "只写数：金额的单位由“金额单位”说明；负数写负号",
        "数后面与“金额单位”相同的单位、个数后面的量词不是数的一部分；括号里有小数的金额在账表上"
        "是负数。",
    )
)
BESIDE = register(
    Rule(
        "R207",
        Level.NOTE,
        "旁边的模板没有用",
        "数据文件旁边有文件夹“{folder}”，没有用里面的格式和模板",
        "要用，请写明：--templates {folder}",
        "模板里有会运行的内容，不能因为和数据文件放在一起就用："
        "用 --templates 指明的，或者放进自己的设置文件夹的，才用。",
    )
)
