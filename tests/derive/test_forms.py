"""Forms: labels and values of one record, trees of indicators, lists inside lists."""

from __future__ import annotations

from tests.making import Make, facts, grids

PROJECTS = """\
支出: [{科目: 2101501, 项目支出: 6}]
项目:
  - 名称: 子
    资金: {一般公共预算: 3, 单位资金: 1.5}
    总体目标: [一是甲, 二是乙]
    指标:
      产出指标:
        数量指标:
          - {指标: 人数, 方向: ≥, 目标值: 20, 单位: 人}
          - {指标: 次数, 方向: ≤, 目标值: 3, 单位: 次}
        时效指标: []
      满意度指标:
        服务对象满意度指标:
          - {指标: 满意度, 目标值: 满意}
"""
FORM = """
operators: {≥: 不少于}
tables:
  - id: 目标表
    form:
      widths: [10, 20, 30, 40]
      rows:
        - lines: [[项目名称, {show: 名称, cols: 3}]]
        - side: "资金{{ 单位注 }}"
          lines:
            - [合计, {amount: 项目资金, narrow: {项目: 名称}, cols: 2}]
            - [其他, {amount: 项目其他资金, narrow: {项目: 名称}, cols: 2, text: "{} 万元"}]
        - side: {text: 目标, label: true, align: left}
          lines: [[{show: 总体目标, cols: 3}]]
        - lines: [[一级, 二级, 三级, 目标值]]
        - tree: 指标
          cells: [{show: 指标}, {show: 目标, align: center}]
        - {side: 没有的, tree: 没有的, cells: [{show: 指标}]}
        - each: 总体目标表
          cells: [{show: 名, cols: 4}]
words: {单位注: （万元）}
"""
Shown = list[list[tuple[str, int, int]]]


def _cells(make: Make, form: str, record: dict[str, object], text: str = PROJECTS) -> Shown:
    made = make(facts(text), profile=form)
    [grid] = grids(made, "目标表", record)
    return [[(cell.text, cell.cols, cell.rows) for cell in line.cells] for line in grid.body]


def _project(make: Make) -> dict[str, object]:
    project: dict[str, object] = make(facts(PROJECTS), profile=FORM).facts["项目"][0]
    return project


def test_lines_sides_and_amounts(make: Make) -> None:
    cells = _cells(make, FORM, _project(make))
    assert cells[:5] == [
        [("项目名称", 1, 1), ("子", 3, 1)],
        [("资金（万元）", 1, 2), ("合计", 1, 1), ("4.50", 2, 1)],
        [("其他", 1, 1), ("1.50 万元", 2, 1)],
        [("目标", 1, 1), ("一是甲\n二是乙", 3, 1)],
        [("一级", 1, 1), ("二级", 1, 1), ("三级", 1, 1), ("目标值", 1, 1)],
    ]


def test_a_tree_spans_its_leaves_and_keeps_an_empty_branch(make: Make) -> None:
    assert _cells(make, FORM, _project(make))[5:] == [
        [("产出指标", 1, 3), ("数量指标", 1, 2), ("人数", 1, 1), ("不少于20人", 1, 1)],
        [("次数", 1, 1), ("≤3次", 1, 1)],
        [("时效指标", 1, 1), ("", 1, 1), ("", 1, 1)],
        [("满意度指标", 1, 1), ("服务对象满意度指标", 1, 1), ("满意度", 1, 1), ("满意", 1, 1)],
    ]


def test_every_place_of_the_form_is_covered_once(make: Make) -> None:
    cells = _cells(make, FORM, _project(make))
    covered: list[tuple[int, int]] = []
    open_until: dict[int, int] = {}
    for row, line in enumerate(cells):
        column = 0
        for _, cols, rows in line:
            while open_until.get(column, 0) > row:
                column += 1
            for number in range(column, column + cols):
                covered += [(row + down, number) for down in range(rows)]
                open_until[number] = row + rows
            column += cols
    assert sorted(covered) == [(row, column) for row in range(len(cells)) for column in range(4)]


INNER = """
tables:
  - id: 目标表
    form:
      widths: [10, 40, 25, 25]
      rows:
        - each: 任务
          inner: 分项
          cells:
            - {show: 序, rows: 0}
            - {show: 名, rows: 0}
            - {show: 分名}
            - {show: 分值.数}
"""


def test_an_entry_has_a_row_for_each_of_its_own(make: Make) -> None:
    tasks = [
        {"序": 1, "名": "甲", "分项": [{"分名": "a", "分值": {"数": 3}}, {"分名": "b"}]},
        {"序": 2, "名": "乙", "分项": []},
        {"序": 3, "名": "丙", "分项": [{"分名": ["c", "d"]}]},
    ]
    assert _cells(make, INNER, {"任务": tasks}) == [
        [("1", 1, 2), ("甲", 1, 2), ("a", 1, 1), ("3", 1, 1)],
        [("b", 1, 1), ("", 1, 1)],
        [("2", 1, 1), ("乙", 1, 1), ("", 1, 1), ("", 1, 1)],
        [("3", 1, 1), ("丙", 1, 1), ("c\nd", 1, 1), ("", 1, 1)],
    ]


def test_a_form_without_a_record_shows_the_facts(make: Make) -> None:
    form = """
tables:
  - id: 目标表
    form:
      widths: [50, 50]
      rows:
        - lines: [[部门, {show: 部门.名称}], [支出, {amount: 支出预算}], [空, {show: 没有.这项}]]
"""
    assert [line[1][0] for line in _cells(make, form, {})] == ["某某局", "6.00", ""]
