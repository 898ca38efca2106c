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
        "“{place}”下有 {count} 处“{text}”，应恰好一处",
        "把“原文”写得与文件印出的一致且只出现一次，或删去这一条",
        "公布文字把格式印出的一段文字换成当年公布的样子，须能唯一找到那段文字。",
    )
)
TEMPLATE = register(
    Rule(
        "T401",
        Level.ERROR,
        "缺少格式需要的数据",
        "{problem}",
        "补上数据文件里的这一项",
        "格式的模板用到了数据文件没有写的内容。",
    )
)
