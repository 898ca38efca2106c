"""docs/profiles.md: its examples work, and it leaves out no key and no filter."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes
from lxml import etree

from generator import limits, load, render
from generator.compose.sandbox import Absences, Budget, Sandbox
from generator.profile import ProfileError, load_profile
from generator.profile import schema as shape
from generator.profile.schema import Declaration, ProfileData
from tests.docs.pages import DOCS, ROOT, blocks, marked
from tests.making import PUBLISHED, grids
from tests.making import blocks as printed

GUIDE = DOCS / "profiles.md"
PROFILE = "yunling-budget"


@pytest.fixture
def example(tmp_path: Path) -> tuple[Path, Path]:
    """The files of the worked example: the folder of profiles, and the facts file."""
    files = marked(GUIDE, "例二")
    facts = next(name for name in files if name.startswith("云岭"))
    root = tmp_path / "我的格式"
    (root / PROFILE).mkdir(parents=True)
    for name, text in files.items():
        if name.endswith(".html") or name == "profile.yaml":
            (root / PROFILE / name).write_text(text, encoding="utf-8")
    (tmp_path / facts).write_text(files[facts], encoding="utf-8")
    return root, tmp_path / facts


def test_worked_example_prints_what_the_guide_says(example: tuple[Path, Path]) -> None:
    root, facts = example
    lines = printed(load(facts, [root]).printed.document)
    said = marked(GUIDE, "例二")["结果"].strip()
    assert said in lines
    assert lines.index("云岭02表　2026年收支总表") < lines.index("云岭01表　2026年支出预算表")
    assert lines.index("云岭01表　2026年支出预算表") < lines.index("第二部分　情况说明")


def test_worked_example_splits_codes_and_prints_yuan(example: tuple[Path, Path]) -> None:
    root, facts = example
    grid = grids(load(facts, [root]), "支出预算表")[0]
    rows = [[cell.text for cell in line.cells] for line in grid.body]
    assert rows[0] == ["", "", "", "总计", "23,765,500", "8,765,500", "15,000,000"]
    assert ["210", "15", "02", "一般行政管理事务", "15,000,000", "—", "15,000,000"] in rows


def test_worked_example_becomes_a_docx_and_a_pdf(example: tuple[Path, Path]) -> None:
    root, facts = example
    files = render(facts, ["docx", "pdf"], templates=[root])
    assert files["pdf"].startswith(b"%PDF") and files["docx"].startswith(b"PK")


def test_one_template_replaces_that_one_only(tmp_path: Path) -> None:
    facts = next(path for path in PUBLISHED if "quanzhou" in path.name)
    own = tmp_path / "quanzhou-budget"
    own.mkdir()
    cover = marked(GUIDE, "例一")["cover.html"]
    (own / "cover.html").write_text(cover, encoding="utf-8")

    before, after = (
        [_text(section) for section in load(facts, roots).printed.document.body]
        for roots in ([], [tmp_path])
    )
    assert before[0] == ["2025年度", "泉州市医疗保障局", "部门预算"]
    assert after[0] == ["泉州市医疗保障局", "2025年部门预算"]
    assert before[1:] == after[1:] != []


def test_template_of_a_parent_may_be_replaced_under_the_name_of_either(tmp_path: Path) -> None:
    for name in ("quanzhou-budget", "fujian-budget"):
        root = tmp_path / name
        (root / name).mkdir(parents=True)
        (root / name / "cover.html").write_text("自己的封面", encoding="utf-8")
        profile = load_profile("quanzhou-budget", [root])
        covers = [folder.path / "cover.html" for folder in profile.folders]
        first = next(path for path in covers if path.is_file())
        assert first.read_text(encoding="utf-8") == "自己的封面"


def test_a_folder_with_templates_only_is_no_profile(tmp_path: Path) -> None:
    (tmp_path / "nowhere").mkdir()
    with pytest.raises(ProfileError, match="没有格式“nowhere”"):
        load_profile("nowhere", [tmp_path])


def _text(element: etree._Element) -> list[str]:
    return [text.strip() for text in map(str, element.itertext()) if text.strip()]


# completeness


def declarations() -> list[type[Declaration]]:
    return [
        value
        for value in vars(shape).values()
        if isinstance(value, type) and issubclass(value, Declaration) and value is not Declaration
    ]


def test_guide_names_every_key_of_a_profile() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert ProfileData in declarations()
    missing = [
        f"{declaration.__name__}.{field.alias or name}"
        for declaration in declarations()
        for name, field in declaration.model_fields.items()
        if f"`{field.alias or name}`" not in text
    ]
    assert not missing


def test_guide_names_every_function_and_filter_that_templates_use() -> None:
    environment = jinja2.Environment()
    templates = sorted((ROOT / "templates" / "profiles").glob("*/*.html"))
    assert len(templates) > 20
    used: set[str] = set()
    for path in templates:
        tree = environment.parse(path.read_text(encoding="utf-8"))
        used |= {node.name for node in tree.find_all(nodes.Filter)} - set(environment.filters)
        calls = (call.node for call in tree.find_all(nodes.Call))
        used |= {node.name for node in calls if isinstance(node, nodes.Name)}
        used -= {macro.name for macro in tree.find_all(nodes.Macro)} | {"namespace"}
    assert {"金额", "比较", "数", "表", "项级"} <= used
    text = GUIDE.read_text(encoding="utf-8")
    assert not [name for name in used if not re.search(rf"`{name}[`(]", text)]


def test_guide_names_every_limit_filter_and_test() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    both = text + (DOCS / "facts.md").read_text(encoding="utf-8")
    bounds = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert len(bounds) >= 10
    assert not [name for name, value in bounds.items() if not re.search(rf"\b{value:,}\b", both)]
    sandbox = Sandbox(Absences(), Budget(), autoescape=False)
    names = {name for name in [*sandbox.filters, *sandbox.tests] if " " not in name}
    assert not [name for name in names if f"`{name}`" not in text]


def test_yaml_of_the_guide_is_taken_as_it_stands(example: tuple[Path, Path]) -> None:
    """Every block of the guide is an example that a test runs, or one of these fragments."""
    fragments = [
        text for mark, kind, text in blocks(GUIDE) if not mark and kind in ("yaml", "html")
    ]
    base = load_profile("fujian-budget").data.figures["公务用车购置及运行费"]
    assert len(fragments) == 1
    profile = example[0] / PROFILE / "profile.yaml"
    profile.write_text(f"extends: _base\n说明: {{名称: 甲, 文种: []}}\n{fragments[0]}", "utf-8")
    assert load_profile(PROFILE, [example[0]]).data.figures["公务用车购置及运行费"] == base
