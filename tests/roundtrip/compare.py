"""What a document must have against what was read back from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from .blocks import Block, filled
from .fit import HEAD, Cells, Found, Text, fit, in_head_order
from .published import Gap, Item, PublishedRow, Sentence

LIKE = 0.4  # from this likeness on two unequal items are taken for the same one, changed
MANY = 250_000  # more pairs than this are not looked at one by one


@dataclass(frozen=True)
class Score:
    """How many of how many."""

    matched: int = 0
    total: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.matched + other.matched, self.total + other.total)

    def __str__(self) -> str:
        return f"{self.matched}/{self.total}"


@dataclass(frozen=True)
class Difference:
    """A place that is not as published: line of the text (0 where it has none), and both texts."""

    line: int
    expected: str
    actual: str
    place: int = 0

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else f"place {self.place}"
        return f"{where}\n  - {self.expected or '(nothing)'}\n  + {self.actual or '(nothing)'}"


@dataclass
class Result:
    """What a comparison found. `lost` counts what stands where the text lost something."""

    rows: Score = field(default_factory=Score)
    cells: Score = field(default_factory=Score)
    sentences: Score = field(default_factory=Score)
    lost: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def same(self) -> bool:
        return not self.differences


@dataclass(frozen=True)
class Pair:
    """An item expected and the item found for it; one of them may be missing."""

    expected: Item | None
    actual: Found | None


def compare(expected: Sequence[Item], blocks: Sequence[Block]) -> Result:
    """Takes what a document must have and what was read from it, returns how they compare."""
    wanted = ordered(expected)
    found = in_head_order(fit(blocks, wanted))
    result = Result()
    for run in settled(align(wanted, found)):
        judge_run(run, result)
    return result


def ordered(expected: Sequence[Item]) -> list[Item]:
    """Takes items, returns them with neighbouring lines above tables in one fixed order."""
    result: list[Item] = []
    head: list[Sentence] = []
    for item in expected:
        if isinstance(item, Sentence) and HEAD.fullmatch(item.text):
            head.append(item)
            continue
        result += [*sorted(head, key=lambda one: one.text), item]
        head = []
    return [*result, *sorted(head, key=lambda one: one.text)]


# ---------------------------------------------------------------- aligning


def align(expected: list[Item], found: list[Found]) -> list[Pair]:
    """Takes both sequences, returns in order what belongs together and what stands alone."""
    keys = [key_of(item, number) for number, item in enumerate(expected)]
    matcher = SequenceMatcher(None, keys, [found_key(item) for item in found], autojunk=False)
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs += map(Pair, expected[i1:i2], found[j1:j2])
        else:
            pairs += align_unequal(expected[i1:i2], found[j1:j2])
    return pairs


def key_of(item: Item, number: int) -> tuple[object, ...]:
    """Takes an item expected, returns the key of what is equal to it; cells lost have none."""
    if isinstance(item, Sentence):
        return ("text", item.text)
    if isinstance(item, PublishedRow) and item.plain:
        return ("row", *item.filled)
    return ("none", number)


def found_key(item: Found) -> tuple[object, ...]:
    """Takes an item found, returns its key."""
    return ("text", item.text) if isinstance(item, Text) else ("row", *filled(item.cells))


def align_unequal(expected: list[Item], found: list[Found]) -> list[Pair]:
    """Takes two sequences without equal items, returns pairs of the most alike, in order."""
    if not expected or not found or len(expected) * len(found) > MANY:
        return [*(Pair(item, None) for item in expected), *(Pair(None, one) for one in found)]
    alike = [[likeness(item, one) for one in found] for item in expected]
    best = [[0.0] * (len(found) + 1) for _ in range(len(expected) + 1)]
    for i in reversed(range(len(expected))):
        for j in reversed(range(len(found))):
            taken = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= LIKE else 0.0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    return list(walk(expected, found, alike, best))


def walk(
    expected: list[Item], found: list[Found], alike: list[list[float]], best: list[list[float]]
) -> Iterator[Pair]:
    """Takes the table of the best sums of likeness, yields the pairs that make the best one."""
    i = j = 0
    while i < len(expected) and j < len(found):
        if alike[i][j] >= LIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield Pair(expected[i], found[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield Pair(expected[i], None)
            i += 1
        else:
            yield Pair(None, found[j])
            j += 1
    for item in expected[i:]:
        yield Pair(item, None)
    for one in found[j:]:
        yield Pair(None, one)


def likeness(item: Item, one: Found) -> float:
    """Takes an item expected and one found, returns from 0 to 1 how alike they are."""
    if isinstance(item, Sentence) and isinstance(one, Text):
        return dice(item.text, one.text)
    if isinstance(item, PublishedRow) and isinstance(one, Cells):
        if item.accepts(one.cells):
            return 1.0
        return 0.99 * common_cells(item, one.cells) / max(len(item.cells), len(one.cells))
    return 0.0


def dice(one: str, other: str) -> float:
    """Takes two texts, returns the share of pairs of characters that they have in common."""
    first, second = Counter(pairwise(one)), Counter(pairwise(other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else float(one == other)


def common_cells(row: PublishedRow, cells: tuple[str, ...]) -> int:
    """Takes a row and the cells found, returns how many of the row's cells are right."""
    if len(cells) == len(row.cells):
        return sum(one.accepts(text) for one, text in zip(row.cells, cells, strict=True))
    wanted = [cell for cell in row.cells if cell.kind != "span"]
    if len(cells) == len(wanted):
        right = sum(one.accepts(text) for one, text in zip(wanted, cells, strict=True))
        return right + len(row.cells) - len(wanted)
    matcher = SequenceMatcher(None, row.filled, filled(cells), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


# ---------------------------------------------------------------- judging


def settled(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Takes pairs, yields each pair alone, and runs of what stands alone around a gap together."""
    run: list[Pair] = []
    for pair in pairs:
        if pair.expected is None or pair.actual is None:
            run.append(pair)
            continue
        if run:
            yield run
        run = []
        yield [pair]
    if run:
        yield run


def judge_run(run: list[Pair], result: Result) -> None:
    """Takes a pair, or a run of what stands alone, adds to the result what it says."""
    gaps = [pair.expected for pair in run if isinstance(pair.expected, Gap)]
    if gaps:
        extra = [pair.actual for pair in run if pair.actual is not None]
        judge_gaps(gaps, extra, result)
    for pair in run:
        if isinstance(pair.expected, Sentence):
            judge_sentence(pair.expected, pair.actual, result)
        elif isinstance(pair.expected, PublishedRow):
            judge_row(pair.expected, pair.actual, result)
        elif pair.actual is not None and not gaps:
            result.differences.append(Difference(0, "", show(pair.actual), pair.actual.place))


def judge_gaps(gaps: list[Gap], extra: list[Found], result: Result) -> None:
    """Takes gaps side by side and what stands there, checks that it may."""
    result.lost += len(extra)
    texts = {text for one in extra for text in texts_of(one)}
    starts = {one.text for one in extra if isinstance(one, Text)}
    for gap in gaps:
        missing = [text for text in gap.holds if text not in texts]
        if gap.begins and extra and gap.begins not in starts:
            missing.append(gap.begins)
        if gap.required and not extra:
            missing.append("what the text lost here")
        for text in missing:
            result.differences.append(Difference(gap.line, f"[{gap.id}] {text}", ""))


def texts_of(one: Found) -> tuple[str, ...]:
    """Takes an item found, returns its texts."""
    return (one.text,) if isinstance(one, Text) else one.cells


def judge_sentence(item: Sentence, one: Found | None, result: Result) -> None:
    """Takes a paragraph and what was found for it, counts its sentences."""
    actual = one.text if isinstance(one, Text) else ""
    result.sentences += sentence_score(item.text, actual)
    if actual != item.text:
        place = one.place if one else 0
        result.differences.append(Difference(item.line, item.text, actual, place))


def sentence_score(expected: str, actual: str) -> Score:
    """Takes two paragraphs, returns how many sentences of the first the second has, in order."""
    wanted, found = sentences_of(expected), sentences_of(actual)
    if expected == actual:
        return Score(len(wanted), len(wanted))
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return Score(min(same, len(wanted) - 1), len(wanted))


def sentences_of(text: str) -> list[str]:
    """Takes a paragraph, returns its sentences."""
    return [part for part in text.split("。") if part] or [text]


def judge_row(item: PublishedRow, one: Found | None, result: Result) -> None:
    """Takes a row and what was found for it, counts its cells."""
    cells = one.cells if isinstance(one, Cells) else ()
    lost = sum(cell.kind == "lost" for cell in item.cells)
    total = len(item.cells) - lost
    if one is not None and item.accepts(cells):
        result.rows += Score(1, 1)
        result.cells += Score(total, total)
        result.lost += lost
        return
    result.rows += Score(0, 1)
    right = min(common_cells(item, cells), total) if one is not None else 0
    result.cells += Score(min(right, max(total - 1, 0)), total)
    result.differences.append(
        Difference(item.line, show(item), show(one) if one else "", one.place if one else 0)
    )


def show(item: PublishedRow | Found) -> str:
    """Takes an item, returns it in one line."""
    if isinstance(item, Text):
        return item.text
    if isinstance(item, Cells):
        return "│".join(item.cells)
    marks = {"printed": "{}", "lost": "⟨{}⟩", "merged": "({})", "span": "[{}]"}
    return "│".join(marks[cell.kind].format("".join(cell.text.split())) for cell in item.cells)


# ---------------------------------------------------------------- plain text


def not_in_order(expected: Sequence[Item], stream: str) -> list[Difference]:
    """Takes items and a text without white space, returns the paragraphs that it lacks in order."""
    missing = []
    position = 0
    for item in ordered(expected):
        if not isinstance(item, Sentence) or HEAD.fullmatch(item.text):
            continue
        at = stream.find(item.text, position)
        if at < 0:
            missing.append(Difference(item.line, item.text, ""))
        else:
            position = at + len(item.text)
    return missing
