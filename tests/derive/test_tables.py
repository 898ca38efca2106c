"""What a table's declaration can ask for: rows, columns, blocks, header, strips."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generator.derive.grid import Grid
from tests.making import Make, body_rows, facts, grids

LINES = """\
支出:
  - {科目: 2080505, 基本支出: 10.00}
  - {科目: 2080501, 基本支出: 1.00}
  - {科目: 2101501, 基本支出: 20.00, 项目支出: 5.50, 上年结转: 0.50}
  - {科目: 2101501, 资金性质: 政府性基金预算, 项目支出: 4.00}
  - {科目: 2010101, 基本支出: 2.00}
基本支出经济分类: {30101: 31.00, 30201: 1.50, 30299: 0.50}
部门概况:
  主要职责: {条目: [无]}
  主要工作: {条目: [无]}
  机构设置:
    单位:
      - {名称: 甲中心, 经费性质: 财政核拨, 在职人数: 12}
      - {名称: 乙中心, 在职人数: 3}
项目:
  - {名称: 子, 科目: 2101501, 资金: {一般公共预算: 3, 单位资金: 1}}
  - {名称: 丑, 科目: 2101501, 资金: {一般公共预算: 2}, 上年结转: {一般公共预算: 0.25}}
"""
COLUMNS = """
    columns:
      - {label: 编码, show: 编码}
      - {label: 名称, show: 名称}
      - {label: 数, sum: {}}
"""


def _rows(make: Make, declaration: str, name: str = "表") -> list[list[str]]:
    return body_rows(make(facts(LINES), profile=f"tables:\n  - id: {name}{declaration}"), name)


def _grids(make: Make, declaration: str) -> list[Grid]:
    made = make(facts(LINES), profile=f"tables:\n  - id: 表{declaration}")
    return grids(made, "表")


def _header(grid: Grid) -> list[list[tuple[str, int, int]]]:
    return [[(cell.text, cell.cols, cell.rows) for cell in line.cells] for line in grid.header]


LEVELS = [
    (
        "[类]",
        [
            ["201", "一般公共服务支出", "2.00"],
            ["208", "社会保障和就业支出", "11.00"],
            ["210", "卫生健康支出", "29.50"],
        ],
    ),
    (
        "[类, 项]",
        [
            ["201", "一般公共服务支出", "2.00"],
            ["2010101", "行政运行", "2.00"],
            ["208", "社会保障和就业支出", "11.00"],
            ["2080501", "行政单位离退休", "1.00"],
            ["2080505", "机关事业单位基本养老保险缴费支出", "10.00"],
            ["210", "卫生健康支出", "29.50"],
            ["2101501", "行政运行", "29.50"],
        ],
    ),
    (
        "[款]",
        [
            ["20101", "人大事务", "2.00"],
            ["20805", "行政事业单位养老支出", "11.00"],
            ["21015", "医疗保障管理事务", "29.50"],
        ],
    ),
]


@pytest.mark.parametrize(("levels", "rows"), LEVELS, ids=[level for level, _ in LEVELS])
def test_levels_of_subjects(levels: str, rows: list[list[str]], make: Make) -> None:
    declared = f"""
    sum: {{of: 支出}}
    rows: [{{subjects: {{classification: 支出功能分类, levels: {levels}}}}}]{COLUMNS}"""
    assert _rows(make, declared) == rows


def test_subjects_that_have_an_amount_within_some_codes_or_all(make: Make) -> None:
    declared = """
    sum: {{of: 经济分类}}
    rows: [{{subjects: {{classification: 支出经济分类, levels: [类, 款], {}}}}}]{}"""
    found = [["302", "商品和服务支出", "2.00"], ["30201", "办公费", "1.50"]]
    found += [["30299", "其他商品和服务支出", "0.50"]]
    assert _rows(make, declared.format("within: [302]", COLUMNS)) == found
    named = _rows(make, declared.format("codes: [303, 302]", COLUMNS))
    assert named == [["302", "商品和服务支出", "2.00"], ["303", "对个人和家庭的补助", ""]]
    everything = _rows(make, declared.format("codes: 全部, within: [302]", COLUMNS))
    assert [row for row in everything if row[2]] == found
    assert len(everything) > 20
    assert [row[0] for row in everything] == sorted(row[0] for row in everything)


def test_subjects_of_another_dataset(make: Make) -> None:
    declared = f"""
    sum: {{of: 收入, 资金性质: 政府性基金预算}}
    rows:
      - subjects:
          classification: 支出功能分类
          levels: [类]
          of: {{of: 支出, 资金性质: 一般公共预算}}{COLUMNS}"""
    assert [row[2] for row in _rows(make, declared)] == ["", "", "4.00"]


def test_code_in_parts(make: Make) -> None:
    declared = """
    sum: {of: 支出, 资金性质: 政府性基金预算}
    rows: [{subjects: {classification: 支出功能分类, levels: [类, 款, 项]}}]
    columns:
      - {label: 类, show: 类}
      - {label: 款, show: 款}
      - {label: 项, show: 项}
      - {label: 数, sum: {}}"""
    assert _rows(make, declared) == [
        ["210", "", "", "4.00"],
        ["210", "15", "", "4.00"],
        ["210", "15", "01", "4.00"],
    ]


CATEGORIES = """
categories:
  科目: [一般公共服务支出, 外交支出, 社会保障和就业支出, 没有编码的支出, 卫生健康支出]
tables:
  - id: 表
    sum: {{of: 支出}}
    rows: [{{categories: {{list: 科目{}}}}}]
    columns: [{{label: 项目, show: 标签}}, {{label: 数, sum: {{}}}}]
"""


def test_all_categories_keep_their_ordinals(make: Make) -> None:
    made = make(facts(LINES), profile=CATEGORIES.format(""))
    assert body_rows(made, "表") == [
        ["一、一般公共服务支出", "2.00"],
        ["二、外交支出", ""],
        ["三、社会保障和就业支出", "11.00"],
        ["四、没有编码的支出", ""],
        ["五、卫生健康支出", "29.50"],
    ]


def test_categories_with_an_amount_are_numbered_anew(make: Make) -> None:
    made = make(facts(LINES), profile=CATEGORIES.format(", show: 有数"))
    assert body_rows(made, "表") == [
        ["一、一般公共服务支出", "2.00"],
        ["二、社会保障和就业支出", "11.00"],
        ["三、卫生健康支出", "29.50"],
    ]


def test_another_ordinal(make: Make) -> None:
    made = make(facts(LINES), profile=CATEGORIES.format(", ordinal: '（{}）'"))
    assert [row[0][:3] for row in body_rows(made, "表")] == [
        "（一）",
        "（二）",
        "（三）",
        "（四）",
        "（五）",
    ]


BLOCKS = """
    sum: {of: 收入}
    blocks:
      - first_line: 1
        columns:
          - label: 收入
            columns:
              - {label: 项目, show: 标签, line: 栏次}
              - {label: 行次, show: 行次}
              - {label: 金额, sum: {}, line: "1"}
        rows:
          - {label: 一、拨款, sum: {拨款: 财政拨款, 收入来源: [一般公共预算, 政府性基金预算]}}
          - {label: 二、结转, sum: {收入来源: 上年结转结余}}
          - {fill: true}
          - {label: 合计, sum: {}, total: true}
      - first_line: 11
        columns:
          - label: 支出
            columns:
              - {label: 项目, show: 标签, line: 栏次}
              - {label: 行次, show: 行次}
              - {label: 金额, sum: {}, line: "2"}
        rows:
          - {subjects: {classification: 支出功能分类, levels: [款]}, sum: {of: 支出}}
          - {label: 说明}
          - {label: 合计, sum: {of: 支出}, total: true}
"""


def test_blocks_of_different_height_are_filled_where_marked(make: Make) -> None:
    assert _rows(make, BLOCKS) == [
        ["一、拨款", "1", "42.00", "", "11", "2.00"],
        ["二、结转", "2", "0.50", "", "12", "11.00"],
        ["", "3", "", "", "13", "29.50"],
        ["", "4", "", "说明", "14", ""],
        ["合计", "5", "42.50", "合计", "15", "42.50"],
    ]


def test_a_block_without_a_mark_is_filled_at_its_end(make: Make) -> None:
    rows = _rows(make, BLOCKS.replace("          - {fill: true}\n", ""))
    assert [row[0] for row in rows] == ["一、拨款", "二、结转", "合计", "", ""]


def test_total_rows_are_marked(make: Make) -> None:
    [grid] = _grids(make, BLOCKS)
    assert [line.total for line in grid.body] == [False, False, False, False, True]
    assert [cell.align for cell in grid.body[4].cells] == ["center", "center", "right"] * 2


def test_header_with_groups_and_the_row_of_column_numbers(make: Make) -> None:
    [grid] = _grids(make, BLOCKS)
    assert _header(grid) == [
        [("收入", 3, 1), ("支出", 3, 1)],
        [(text, 1, 1) for text in ("项目", "行次", "金额") * 2],
        [(text, 1, 1) for text in ("栏次", "", "1", "栏次", "", "2")],
    ]


DEEP_HEADER = """
    sum: {of: 支出}
    rows: [{label: 合计, sum: {}}]
    columns:
      - {label: 项目, show: 标签, width: 40}
      - label: 支出
        columns:
          - {label: 小计, sum: {}, width: 20}
          - label: 其中
            columns:
              - {label: 基本, sum: {支出性质: 基本支出}, width: 20}
              - {label: 项目, sum: {支出性质: 项目支出}, width: 20}
"""


def test_header_cells_span_what_is_below_and_reach_down(make: Make) -> None:
    [grid] = _grids(make, DEEP_HEADER)
    assert _header(grid) == [
        [("项目", 1, 3), ("支出", 3, 1)],
        [("小计", 1, 2), ("其中", 2, 1)],
        [("基本", 1, 1), ("项目", 1, 1)],
    ]
    assert list(grid.widths) == [40, 20, 20, 20]
    assert [cell.text for cell in grid.body[0].cells] == ["合计", "42.50", "33.00", "9.50"]


def test_strips_keep_their_columns_and_the_groups_above(make: Make) -> None:
    strips = _grids(make, f"{DEEP_HEADER}    strips: [[1, 2], [1, 3, 4], [4]]\n")
    assert [[cell.text for cell in grid.body[0].cells] for grid in strips] == [
        ["合计", "42.50"],
        ["合计", "33.00", "9.50"],
        ["9.50"],
    ]
    assert _header(strips[0]) == [[("项目", 1, 2), ("支出", 1, 1)], [("小计", 1, 1)]]
    assert _header(strips[2])[-1] == [("项目", 1, 1)]
    assert [sum(grid.widths) for grid in strips] == pytest.approx([100, 100, 100], abs=0.01)


def test_records_show_their_keys_and_sum_their_own(make: Make) -> None:
    units = """
    rows: [{records: 部门概况.机构设置.单位}]
    columns:
      - {label: 序号, show: 序号}
      - {label: 单位, show: 名称}
      - {label: 性质, show: 经费性质, align: center}
      - {label: 人数, show: 在职人数}
"""
    assert _rows(make, units) == [["1", "甲中心", "财政核拨", "12"], ["2", "乙中心", "", "3"]]
    projects = """
    sum: {of: 项目}
    rows: [{records: 项目, narrow: {项目: 名称}, sum: {}}, {label: 合计, into: 名称, sum: {}}]
    columns:
      - {label: 项目, show: 名称}
      - {label: 科目, show: 科目名称}
      - {label: 金额, sum: {}}
      - {label: 财政拨款, sum: {拨款: 财政拨款}}
      - {label: 结转, sum: {资金来源: 上年结转}}
"""
    assert _rows(make, projects) == [
        ["子", "行政运行", "4.00", "3.00", ""],
        ["丑", "行政运行", "2.25", "2.25", "0.25"],
        ["合计", "", "6.25", "5.25", "0.25"],
    ]


def test_queries_are_narrowed_and_replaced(make: Make) -> None:
    declared = """
    sum: {of: 支出, 资金性质: 一般公共预算}
    rows:
      - {label: 基本, sum: {支出性质: 基本支出}}
      - {label: 另一数据, sum: {of: 收入}}
      - label: 差
        sum: [{of: 收入}, {of: 支出, sign: 减}]
    columns:
      - {label: 项目, show: 标签}
      - {label: 全部, sum: {}}
      - {label: 卫生, sum: {科目: "210"}}
      - {label: 别的资金, sum: {资金性质: 政府性基金预算}}
"""
    assert _rows(make, declared) == [
        ["基本", "33.00", "20.00", ""],
        ["另一数据", "38.50", "25.50", "4.00"],
        ["差", "", "", ""],
    ]


def test_a_row_without_a_sum_has_no_amounts(make: Make) -> None:
    declared = f"""
    sum: {{of: 支出}}
    rows: [{{label: 空行, into: 名称}}, {{label: 合计, into: 编码, sum: {{}}}}]{COLUMNS}"""
    assert _rows(make, declared) == [["", "空行", ""], ["合计", "", "42.50"]]


@pytest.mark.parametrize(
    ("fund", "empty", "notes"),
    [("国有资本经营预算", True, ("注", "没有2031年的数")), ("政府性基金预算", False, ("注",))],
)
def test_notes_of_a_table_without_facts(
    fund: str, empty: bool, notes: tuple[str, ...], make: Make
) -> None:
    declared = f"""
    sum: {{of: 支出, 资金性质: {fund}}}
    rows: [{{label: 合计, into: 名称, sum: {{}}}}]{COLUMNS}
    note: 注
    empty: "没有{{{{ 年度 }}}}年的数"
"""
    [grid] = _grids(make, declared)
    assert (grid.empty, grid.notes) == (empty, notes)


def test_formats_of_a_table_and_of_a_column(make: Make) -> None:
    declared = """
    sum: {of: 支出}
    format: 整
    rows: [{label: 合计, sum: {}}]
    columns:
      - {label: 项目, show: 标签}
      - {label: 元, sum: {}}
      - {label: 万元, sum: {}, format: text}
formats:
  整: {unit: 元, decimals: 0, thousands: true}
"""
    assert _rows(make, declared) == [["合计", "425,000", "42.50"]]


def test_names_of_subjects_as_the_facts_give_them(make: Make) -> None:
    named = facts(f"{LINES}科目名称: {{210: 卫生支出}}\n")
    declared = f"""
  - id: 表
    sum: {{of: 支出}}
    rows: [{{subjects: {{classification: 支出功能分类, levels: [类]}}}}]{COLUMNS}"""
    rows = body_rows(make(named, profile=f"tables:{declared}"), "表")
    assert [row[1] for row in rows] == ["一般公共服务支出", "社会保障和就业支出", "卫生支出"]


def test_every_row_has_as_many_cells_as_there_are_columns(make: Make) -> None:
    for declared in (BLOCKS, DEEP_HEADER):
        [grid] = _grids(make, declared)
        widths = {sum(cell.cols for cell in line.cells) for line in grid.body}
        assert widths == {len(grid.widths)}
        filled = [0] * len(grid.header)
        for index, line in enumerate(grid.header):
            for cell in line.cells:
                for row in range(index, index + cell.rows):
                    filled[row] += cell.cols
        assert all(one == two for one, two in pairwise(filled))
