"""The codes of findings about what was published in place of what the facts give."""

from generator.findings import Level, Rule, register

UNUSED = register(
    Rule(
        "P301",
        Level.ERROR,
        "公布数没有用处",
        "公布数“{place}”在文件里没有对应的位置",
        "对照表名、行、列的名称，或删去这一条",
        "公布数的位置应是一个指标名、“表名/行/列”或“正文/指标名”。",
    )
)
PLACE = register(
    Rule(
        "P302",
        Level.ERROR,
        "公布文字没有用处",
        "“{place}”下有 {count} 处“{text}”，分不出是哪一处",
        "写得与格式印出的一致，长到只有一处为止；文字确实相同的，用“第几处”说出是第几处，都换的写“每处”",
        "公布文字改动格式印出的一段文字，须能唯一找到它。",
    )
)
HEADING = register(
    Rule(
        "P307",
        Level.ERROR,
        "公布文字的位置找不到",
        "文件里没有标题“{place}”",
        "位置写格式印出的标题或表名，或者封面、目录；最像的是“{nearest}”",
        "公布文字的位置是文字所在的标题或表名，照印出的写。",
    )
)
MISPLACED = register(
    Rule(
        "P308",
        Level.ERROR,
        "公布文字放不到那里",
        "“{text}”不能放到“{beside}”{side}：{problem}",
        "换一个位置：自成一页的放在另一页的标题之前或之后",
        "标题连同它下面的内容一起移动；各张表、各个部分自成一页，不能放到一段文字的中间。",
    )
)
OVERLAPPING = register(
    Rule(
        "P309",
        Level.ERROR,
        "两条公布文字改同一处",
        "“{text}”里有别的一条公布文字也要换的字",
        "把两条合成一条",
        "一处文字只能由一条公布文字换。",
    )
)
TOO_LARGE = register(
    Rule(
        "T402",
        Level.ERROR,
        "文件太大",
        "这份文件要印 {count} 个格和段，超过 {limit} 个的上限",
        "把“{group}”分到几份数据文件里，分别生成；或者换用表少的格式",
        "排版用的内存和时间与表格的格数、文字的段数成正比；一份文件的格和段合计有上限，"
        "比五千行支出的文件大一半。",
    )
)
TEMPLATE = register(
    Rule(
        "T401",
        Level.ERROR,
        "缺少格式需要的数据",
        "{problem}",
        "{mend}",
        "格式的模板用到了数据文件没有写的内容。",
    )
)
