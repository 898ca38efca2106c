"""Several documents at once in one process come out as they do alone, and leave nothing behind."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Thread

import pytest

from generator import Disclosure, Report, check, load, render
from generator.findings import FindingsError
from generator.memory import THRESHOLD, fewer_collections, kept
from generator.write import FORMATS
from tests.making import PUBLISHED, disclosure, facts, grids

THREADS = 8
FORM = (
    "<h1>{{ 部门.名称 }}</h1><p>{{ 合理保障 }}</p>"
    "{% for 项 in 项级('一般公共预算') %}"
    "<p>{{ 项.科目 }}：{{ 数('支出预算', 科目=项.科目) | 金额 }}</p>{% endfor %}"
    "{% set 一 = 表('表') %}<p class='table-title'>{{ 一.title }}</p>{{ 一.html }}"
)
PROFILE = """\
tables:
  - id: 表
    title: 支出表
    sum: {of: 支出}
    rows:
      - {label: 合计, into: 名称, total: true, sum: {of: 支出}}
      - {subjects: {classification: 支出功能分类, levels: [项]}}
    columns: [{label: 科目, show: 名称}, {label: 金额, sum: {}}]
"""


def _facts(number: int) -> str:
    lines = "".join(
        f"  - {{科目: 21015{line:02}, 基本支出: {number}{line}.37}}\n" for line in range(1, 7)
    )
    words = f"合理保障: {'字' * (200 * number)}\n" if number < 4 else ""
    return facts(f"支出:\n{lines}{words}")


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Four facts files, of which the last lacks what its form prints."""
    made = []
    for number in range(1, 5):
        path = tmp_path / f"{number}"
        path.mkdir()
        made.append(disclosure(path, _facts(number), profile=PROFILE, template=FORM).source.path)
    return made


@pytest.fixture(autouse=True)
def often() -> Iterator[None]:
    """Threads change places as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _load(path: Path) -> Disclosure:
    """The facts in the form that lies beside them, if any does."""
    beside = path.parent / "templates"
    return load(path, [beside] if beside.is_dir() else [])


def _whole(facts: Path | Disclosure) -> tuple[Report, object]:
    """All that comes of one: findings, and the bytes of each format."""
    made = facts if isinstance(facts, Disclosure) else _load(facts)
    report = check(made)
    try:
        return report, render(made, FORMATS)
    except FindingsError as error:
        return report, error.findings


def _at_once(works: Sequence[Callable[[], object]]) -> list[object]:
    start = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_mixed_documents(paths: list[Path]) -> None:
    alone = [_whole(path) for path in paths]
    assert [isinstance(result, dict) for _, result in alone] == [True, True, True, False]
    shared = _load(paths[0])
    wanted = [*alone, *alone[:2], alone[0], alone[0]]
    given = [*paths, *paths[:2], shared, shared]
    assert len(given) == THREADS
    before = gc.get_threshold()
    assert _at_once([lambda one=one: _whole(one) for one in given]) == wanted  # type: ignore[misc]
    assert gc.get_threshold() == before


@pytest.mark.slow
def test_published_documents() -> None:
    alone = {path: _whole(path) for path in PUBLISHED}
    given = [*PUBLISHED, *PUBLISHED[:3]]
    together = _at_once([lambda path=path: _whole(path) for path in given])  # type: ignore[misc]
    assert together == [alone[path] for path in given]


def test_one_disclosure_is_printed_once(paths: list[Path]) -> None:
    shared = _load(paths[0])
    found = _at_once([lambda: shared.printed] * THREADS)
    assert all(one is found[0] for one in found)
    assert list(shared.printed.tables) == ["表"]


def test_a_table_asked_for_before_does_not_count_twice(paths: list[Path]) -> None:
    asked, plain = _load(paths[0]), _load(paths[0])
    grids(asked, "表")
    assert asked.printed.places == plain.printed.places
    assert check(asked) == check(plain)


class _Slow:
    def __init__(self, lock: Barrier) -> None:
        from threading import RLock

        self.lock = RLock()
        self.start = lock
        self.made = 0

    @kept
    def value(self) -> int:
        """Counts how often it is made."""
        self.made += 1
        return self.made

    @kept
    def failing(self) -> int:
        raise ValueError


def test_a_kept_property_is_made_once() -> None:
    one = _Slow(Barrier(THREADS))
    assert _at_once([lambda: one.value] * THREADS) == [1] * THREADS
    assert (one.made, vars(one)["value"]) == (1, 1)
    for _ in range(2):  # a failure is not kept, and keeps nobody waiting
        with pytest.raises(ValueError):
            one.failing  # noqa: B018
    assert _at_once([lambda: one.value]) == [1]
    assert _Slow.value.__doc__


def test_thresholds_are_put_back_by_the_last() -> None:
    """Uses that overlap without one being inside the other."""
    before = gc.get_threshold()
    first, second = fewer_collections(), fewer_collections()
    first.__enter__()
    thread = Thread(target=second.__enter__)
    thread.start()
    thread.join()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == THRESHOLD
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before
    with pytest.raises(KeyboardInterrupt), fewer_collections(), fewer_collections():
        raise KeyboardInterrupt
    assert gc.get_threshold() == before
