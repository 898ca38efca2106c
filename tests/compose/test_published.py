"""公布文字: replacing, inserting, leaving out and moving what the form gives."""

from __future__ import annotations

import json

import pytest

from generator import Disclosure, check
from generator.findings import FindingsError
from tests.findings import found_by
from tests.making import LINES, Make, facts, printed

TABLE = (
    "<table class='grid'><colgroup><col style='width:100%'/></colgroup>"
    "<tbody><tr><td>支出表</td></tr></tbody></table>"
)
SECTIONS = (
    "<h2>一、收入</h2><p>收入共<b>35.50</b>万元。</p><h3>（一）其中</h3><p>共一项。</p>"
    "<h2>二、支出</h2><p>支出共{{ 数('支出预算') | 金额 }}万元，共两项。</p>" + TABLE
)
INCOME = ["一、收入", "收入共35.50万元。", "（一）其中", "共一项。"]
SPENDING = ["二、支出", "支出共35.50万元，共两项。", "支出表"]
TEXTS = [*INCOME, *SPENDING]
WHOLE = (
    "<html lang='zh-CN'><head><title>甲</title></head><body>"
    "<section class='cover'><p>某某局</p></section>"
    "<section class='contents'><p class='contents-title'>目录</p><nav></nav></section>"
    "<section class='divider'><h1>第一部分<br/>表</h1></section>"
    f"<section class='sheet'><h2>一、甲表</h2><p class='table-title'>甲表</p>{TABLE}</section>"
    f"<section class='sheet landscape'><h2>二、乙表</h2><p class='table-title'>乙表</p>{TABLE}"
    "</section><section class='divider'><h1>第二部分<br/>名词</h1></section>"
    "<section class='text'><p>一、某某局</p><p>二、甲表</p></section></body></html>"
)
Entry = dict[str, str]


def _made(make: Make, *entries: Entry, template: str = SECTIONS, document: str = "") -> Disclosure:
    lines = "".join(
        f"  - {json.dumps({**entry, '原因': '错字'}, ensure_ascii=False)}\n" for entry in entries
    )
    whole = {"document": document} if document else {}
    return make(facts(f"{LINES}公布文字:\n{lines}"), template=template, **whole)


def _replace(place: str, text: str, by: str) -> Entry:
    return {"位置": place, "换": text, "为": by}


@pytest.mark.parametrize(
    ("entry", "index", "text"),
    [
        (("二、支出", "，共两项", ""), 5, "支出共35.50万元。"),
        (("二、支出", "35.50万元", "35.5万元"), 5, "支出共35.5万元，共两项。"),
        (("二、支出", "共35.50万元，共", "计36"), 5, "支出计36两项。"),
        (("一、收入", "收入共35.50", "收入合计35.51"), 1, "收入合计35.51万元。"),
        (("一、收入", "共一项", "共1项"), 3, "共1项。"),
        (("（一）其中", "共一项", "共1项"), 3, "共1项。"),
        (("二、支出", "二、", "三、"), 4, "三、支出"),
        (("二、支出", "支出表", "支出<表>"), 6, "支出<表>"),
    ],
)
def test_words_are_replaced(entry: tuple[str, str, str], index: int, text: str, make: Make) -> None:
    made = _made(make, _replace(*entry))
    assert not made.printed.findings
    assert printed(made) == [*TEXTS[:index], text, *TEXTS[index + 1 :]]


def test_figures_beside_the_words_replaced_stay_figures(make: Make) -> None:
    made = _made(make, _replace("二、支出", "共两项", "共2项"))
    assert [place.text for place in made.printed.places] == ["35.50"]
    made = _made(make, _replace("二、支出", "5.50万", "6万"))
    assert [place.text for place in made.printed.places] == ["36万"]
    made = _made(make, _replace("二、支出", "共35.50万", "计36万"))
    assert not made.printed.places
    assert printed(made)[5] == "支出计36万元，共两项。"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            {"位置": "一、收入", "插入": "另有。", "之前": "收入共"},
            [INCOME[0], "另有。", *INCOME[1:], *SPENDING],
        ),
        (
            {"位置": "一、收入", "插入": "另有。", "之后": "（一）其中"},
            [*INCOME, "另有。", *SPENDING],
        ),
        ({"位置": "二、支出", "插入": "注", "样式": "注", "之后": "支出表"}, [*TEXTS, "注"]),
        ({"位置": "一、收入", "删去": "共一项"}, [*INCOME[:3], *SPENDING]),
        ({"位置": "一、收入", "删去": "（一）"}, [*INCOME[:2], *SPENDING]),
        ({"位置": "二、支出", "删去": "支出表"}, [*INCOME, *SPENDING[:2]]),
        ({"位置": "一、收入", "删去": "一、收入"}, SPENDING),
        (
            {"位置": "一、收入", "移动": "（一）其中", "之前": "一、收入"},
            [*INCOME[2:], *INCOME[:2], *SPENDING],
        ),
        (
            {"位置": "二、支出", "移动": "支出表", "之前": "支出共"},
            [*INCOME, "二、支出", "支出表", SPENDING[1]],
        ),
    ],
)
def test_blocks_are_put_in_left_out_and_moved(
    entry: Entry, expected: list[str], make: Make
) -> None:
    made = _made(make, entry)
    assert not made.printed.findings
    assert printed(made) == expected


def test_an_inserted_heading_is_a_heading(make: Make) -> None:
    entry = {"位置": "一、收入", "插入": "（二）其他", "样式": "三级标题", "之后": "（一）"}
    made = _made(make, entry)
    assert [str(one.text) for one in made.printed.document.body.iter("h3")] == [
        "（一）其中",
        "（二）其他",
    ]


def test_entries_name_what_the_form_gives_and_not_what_others_made_of_it(make: Make) -> None:
    entries = [
        _replace("二、支出", "二、支出", "一、支出"),
        _replace("二、支出", "支出共", "支出合计"),
        _replace("二、支出", "两项", "2项"),
    ]
    assert printed(_made(make, *entries))[4:6] == ["一、支出", "支出合计35.50万元，共2项。"]


def test_of_the_same_words_the_one_that_is_named_is_replaced(make: Make) -> None:
    entries = [
        {**_replace("二、支出", "共", by), "第几处": n} for n, by in (("1", "一"), ("2", ""))
    ]
    assert printed(_made(make, *entries))[5] == "支出一35.50万元，两项。"
    made = _made(make, {**_replace("二、支出", "共", "计"), "第几处": "3"})
    assert [finding.code for finding in made.printed.findings] == ["P302"]


def test_words_may_be_replaced_at_every_place(make: Make) -> None:
    made = _made(make, {**_replace("二、支出", "共", ""), "第几处": "每处"})
    assert printed(made)[5] == "支出35.50万元，两项。"
    made = _made(make, {**_replace("二、支出", "没有", ""), "第几处": "每处"})
    assert [finding.code for finding in made.printed.findings] == ["P302"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"换": "共", "为": "计", "第几处": "0"}, "“第几处”从 1 数起"),
        ({"换": "共", "为": "计", "第几处": "都"}, "不是个数"),
        ({"删去": "共", "第几处": "每处"}, "只有“换”可以写“每处”"),
    ],
)
def test_which_place_is_a_number_or_every_one(
    make: Make, entry: dict[str, str], problem: str
) -> None:
    [finding] = found_by(lambda: _made(make, {"位置": "二、支出", **entry}))
    assert finding.code == "F203" and problem in finding.message


def test_words_are_replaced_by_one_entry_only(make: Make) -> None:
    entries = [_replace("二、支出", "支出共", "支"), _replace("二、支出", "共两", "两")]
    assert not _made(make, *entries).printed.findings
    entries = [_replace("二、支出", "支出共", "支"), _replace("二、支出", "出共", "两")]
    [finding] = _made(make, *entries).printed.findings
    assert (finding.code, finding.loc) == ("P309", ("公布文字", 0, "换"))


def test_a_row_is_put_into_a_table(make: Make) -> None:
    table = (
        "<h2>一、表</h2><table class='grid'><colgroup><col style='width:50%'/>"
        "<col style='width:50%'/></colgroup><tbody><tr><td rowspan='2'>甲</td><td>乙</td></tr>"
        "<tr><td>丙</td></tr></tbody></table>"
    )
    entry = {"位置": "一、表", "插入": "说明", "样式": "表行", "之后": "丙"}
    made = _made(make, entry, template=table)
    assert printed(made) == ["一、表", "甲", "乙", "丙", "说明"]
    [*_, cell] = made.printed.document.body.iter("td")
    assert cell.get("colspan") == "2"
    for place in ({"之后": "乙"}, {"之前": "丙"}):
        wrong = {"位置": "一、表", "插入": "说明", "样式": "表行", **place}
        [finding] = _made(make, wrong, template=table).printed.findings
        assert finding.code == "P308"


def _sections(made: Disclosure) -> list[tuple[str, str]]:
    return [
        (str(section.get("class")), "".join(map(str, section.itertext())))
        for section in made.printed.document.body
    ]


def test_a_page_is_moved_whole(make: Make) -> None:
    entry = {"位置": "第一部分 表", "移动": "二、乙表", "之前": "一、甲表"}
    sections = _sections(_made(make, entry, document=WHOLE))
    assert [one[1] for one in sections[3:5]] == ["二、乙表乙表支出表", "一、甲表甲表支出表"]
    assert sections[3][0] == "sheet landscape"
    entry = {"位置": "第一部分 表", "移动": "一、甲表", "之后": "二、乙表"}
    assert _sections(_made(make, entry, document=WHOLE)) == sections


def test_a_part_is_left_out_with_all_its_pages(make: Make) -> None:
    entry = {"位置": "第一部分 表", "删去": "第一部分表"}
    kinds = [kind for kind, _ in _sections(_made(make, entry, document=WHOLE))]
    assert kinds == ["cover", "contents", "divider", "text"]


def test_the_cover_the_contents_list_and_a_table_are_places(make: Make) -> None:
    entries = [
        _replace("封面", "某某局", "某某 局"),
        _replace("目录", "一、甲表", "一、表甲"),
        _replace("乙表", "支出表", "表"),
        {"位置": "目录", "删去": "二、乙表"},
    ]
    made = _made(make, *entries, document=WHOLE)
    assert not made.printed.findings
    texts = printed(made)
    assert texts[0] == "某某 局"
    assert texts[2:5] == ["第一部分 表", "一、表甲", "第二部分 名词"]
    assert texts[6:12] == ["一、甲表", "甲表", "支出表", "二、乙表", "乙表", "表"]


@pytest.mark.parametrize(
    ("place", "text", "count"),
    [
        ("一、收入", "没有这句话", 0),
        ("（一）其中", "收入共", 0),
        ("一、收入", "支出共", 0),
        ("一、收入", "共", 2),
        ("二、支出", "共", 2),
    ],
)
def test_words_need_just_one_place(place: str, text: str, count: int, make: Make) -> None:
    made = _made(make, _replace(place, text, "改"))
    [finding] = made.printed.findings
    assert finding.code == "P302"
    assert finding.message == f"“{place}”下有 {count} 处“{text}”，分不出是哪一处"
    assert finding.loc == ("公布文字", 0, "换")
    assert printed(made) == TEXTS


@pytest.mark.parametrize("key", ["插入", "删去", "移动"])
def test_blocks_need_just_one_place(key: str, make: Make) -> None:
    side = {} if key == "删去" else {"之后": "共"}
    text = "共" if key == "删去" else "支出表"
    [finding] = _made(make, {"位置": "二、支出", key: text, **side}).printed.findings
    assert (finding.code, finding.loc) == ("P302", ("公布文字", 0, next(iter(side), key)))


def test_a_place_that_there_is_not_is_told_with_the_nearest(make: Make) -> None:
    [finding] = _made(make, _replace("三、收入", "共一项", "改")).printed.findings
    assert (finding.code, finding.loc) == ("P307", ("公布文字", 0, "位置"))
    assert "一、收入" in finding.hint


@pytest.mark.parametrize(
    "entry",
    [
        {"位置": "一、收入", "移动": "一、收入", "之后": "（一）其中"},
        {"位置": "一、收入", "移动": "一、收入", "之前": "共一项"},
    ],
)
def test_nothing_is_moved_into_itself(entry: Entry, make: Make) -> None:
    made = _made(make, entry)
    assert [finding.code for finding in made.printed.findings] == ["P308"]
    assert printed(made) == TEXTS


def test_a_page_is_not_moved_into_another(make: Make) -> None:
    document = WHOLE.replace("第二部分<br/>名词", "丙").replace("第一部分<br/>表", "丙")
    entry = {"位置": "丙", "移动": "一、甲表", "之前": "二、甲表"}
    made = _made(make, entry, document=document)
    [finding] = made.printed.findings
    assert (finding.code, finding.loc) == ("P308", ("公布文字", 0, "之前"))


@pytest.mark.parametrize(
    "entry",
    [
        {"位置": "甲"},
        {"位置": "甲", "换": "乙"},
        {"位置": "甲", "为": "乙"},
        {"位置": "甲", "换": "乙", "为": "乙"},
        {"位置": "甲", "换": "乙", "为": "丙", "删去": "乙"},
        {"位置": "甲", "插入": "乙"},
        {"位置": "甲", "移动": "乙", "之前": "丙", "之后": "丁"},
        {"位置": "甲", "删去": "乙", "之前": "丙"},
        {"位置": "目录", "插入": "乙", "之前": "丙"},
    ],
)
def test_an_entry_is_one_action(entry: Entry, make: Make) -> None:
    with pytest.raises(FindingsError) as caught:
        _made(make, entry)
    [finding] = caught.value.findings
    assert (finding.code, finding.loc) == ("F203", ("公布文字", 0))


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (_replace("一、收入", "共一项", "共1项"), "公布为“共1项”，按格式为“共一项”"),
        ({"位置": "一、收入", "删去": "共一项"}, "公布时没有“共一项”"),
        (
            {"位置": "一、收入", "插入": "另有。", "之后": "共一项"},
            "公布时“共一项”之后多“另有。”",
        ),
        (
            {"位置": "一、收入", "移动": "（一）", "之前": "收入共"},
            "公布时“（一）”在“收入共”之前",
        ),
    ],
)
def test_every_entry_is_a_warning(entry: Entry, words: str, make: Make) -> None:
    found = [one for one in check(_made(make, entry)).findings if one.code == "P306"]
    assert [one.message for one in found] == [f"“一、收入”下，{words}（错字）"]
