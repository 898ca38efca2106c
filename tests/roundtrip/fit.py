"""What was read back, cut the way the published text is cut.

A PDF has lines where the text has paragraphs, and page breaks inside rows. Pieces are put together
only where the whole is exactly what the published text has; nothing else is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .blocks import Block, Paragraph, Row, bare
from .published import Gap, Item, PublishedRow, Sentence

# Lines above a table stand side by side, and in the published texts in any order.
HEAD = re.compile(
    r"公开\d+表|表\d+|部门：.{2,40}|单位名称：.{2,40}|单位[：:]万元|[（(]?\d{4}年度[）)]?"
)


@dataclass(frozen=True)
class Text:
    """A paragraph as read back, or what is left over of several."""

    text: str
    place: int


@dataclass(frozen=True)
class Cells:
    """A row as read back."""

    cells: tuple[str, ...]
    place: int


Found = Text | Cells


def fit(blocks: Sequence[Block], expected: Sequence[Item]) -> list[Found]:
    """Takes blocks as read and the items expected, returns paragraphs and rows, bare."""
    sentences = [item.text for item in expected if isinstance(item, Sentence)]
    rows = [item for item in expected if isinstance(item, PublishedRow)]
    pieces = [replace(b, text=bare(b.text)) for b in blocks if isinstance(b, Paragraph)]
    begins = [item.begins for item in expected if isinstance(item, Gap) and item.begins]
    texts = paragraphs(pieces, list(runs(blocks)), sentences, {*sentences, *begins})
    found: list[Found] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += texts.pop(0)
        else:
            found += mend([clean(row) for row in block.rows], rows)
    return found


def clean(row: Row) -> Row:
    """Takes a row, returns it without white space."""
    return replace(row, cells=tuple(bare(cell) for cell in row.cells))


def runs(blocks: Sequence[Block]) -> Iterator[int]:
    """Takes blocks, yields for each paragraph the number of tables before it."""
    tables = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            yield tables
        else:
            tables += 1


# ---------------------------------------------------------------- paragraphs


def paragraphs(
    pieces: list[Paragraph], run: list[int], sentences: list[str], known: set[str]
) -> list[list[Text]]:
    """Takes pieces, their runs and the sentences expected, returns what ends with each piece.

    Pieces of one run are put together to the sentences, as many in order as possible; what is left
    over in between is put together too, unless a piece alone is known or a line above a table.
    """
    ends: list[list[Text]] = [[] for _ in pieces]
    position = 0
    for start, stop in [*chain(matches(pieces, run, sentences)), (len(pieces), len(pieces))]:
        for first, last in leftovers(pieces, run, known, range(position, start)):
            ends[last].append(together(pieces[first : last + 1]))
        if start < stop:
            ends[stop - 1].append(together(pieces[start:stop]))
        position = stop
    return ends


def together(pieces: list[Paragraph]) -> Text:
    """Takes pieces, returns them as one paragraph."""
    return Text("".join(piece.text for piece in pieces), pieces[0].place)


def leftovers(
    pieces: list[Paragraph], run: list[int], known: set[str], left: range
) -> Iterator[tuple[int, int]]:
    """Takes the numbers of pieces that are no sentence, yields first and last of those to join."""
    first: int | None = None
    for number in left:
        text = pieces[number].text
        alone = text in known or HEAD.fullmatch(text) is not None
        joins = pieces[number].joins and not alone and number > 0
        if first is not None and (not joins or run[number] != run[first]):
            yield first, number - 1
            first = None
        if alone:
            yield number, number
        elif first is None:
            first = number
    if first is not None:
        yield first, left[-1]


def matches(
    pieces: list[Paragraph], run: list[int], sentences: list[str]
) -> Iterator[tuple[int, int, int]]:
    """Yields (sentence, first piece, piece after the last) wherever pieces make a sentence."""
    starts: dict[str, list[int]] = {}
    for number, piece in enumerate(pieces):
        starts.setdefault(piece.text[:1], []).append(number)
    for index, sentence in enumerate(sentences):
        for first in starts.get(sentence[:1], []):
            stop = reach(pieces, run, first, sentence)
            if stop:
                yield index, first, stop


def reach(pieces: list[Paragraph], run: list[int], first: int, sentence: str) -> int:
    """Returns the number of the piece after those that make the sentence, 0 if they do not."""
    length = 0
    for number in range(first, len(pieces)):
        text = pieces[number].text
        if run[number] != run[first] or (number > first and not pieces[number].joins):
            return 0
        if not sentence.startswith(text, length):
            return 0
        length += len(text)
        if length == len(sentence):
            return number + 1
    return 0


def chain(found: Iterator[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Takes matches, returns those that are in order and do not overlap, with the most pieces.

    For each sentence the best chain that ends at or before a piece is kept: `ends` rises, and so
    does `weights`.
    """
    ends: list[int] = [0]
    weights: list[int] = [0]
    links: list[Link | None] = [None]
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for index, first, stop in found:
        by_sentence.setdefault(index, []).append((first, stop))
    for index in sorted(by_sentence):
        news = []
        for first, stop in by_sentence[index]:
            before = bisect_left(ends, first + 1) - 1
            link = Link(first, stop, links[before])
            news.append((weights[before] + stop - first, link))
        for weight, link in news:
            keep(ends, weights, links, weight, link)
    result = []
    last = links[-1]
    while last is not None:
        result.append((last.first, last.stop))
        last = last.before
    return result[::-1]


@dataclass(frozen=True)
class Link:
    """A match in a chain, and the chain before it."""

    first: int
    stop: int
    before: Link | None


def keep(
    ends: list[int], weights: list[int], links: list[Link | None], weight: int, link: Link
) -> None:
    """Puts a chain among the best ones, if it is better than those that end no later."""
    at = bisect_left(ends, link.stop + 1)
    if weights[at - 1] >= weight:
        return
    if ends[at - 1] == link.stop:
        at -= 1
        del ends[at], weights[at], links[at]
    while at < len(ends) and weights[at] <= weight:
        del ends[at], weights[at], links[at]
    ends.insert(at, link.stop)
    weights.insert(at, weight)
    links.insert(at, link)


# ---------------------------------------------------------------- rows


def mend(rows: list[Row], expected: list[PublishedRow]) -> list[Cells]:
    """Takes the rows of a table, returns them with those that a page break cut put together."""
    if not any(row.broken for row in rows):
        return [Cells(row.cells, row.place) for row in rows]
    known = {text for row in expected for text in row.filled}
    whole: list[Cells] = []
    for row in rows:
        cells = list(row.cells)
        if row.broken and whole:
            join_cells(whole, cells, known)
            if not any(cells) or join_row(whole, cells, expected):
                continue
        whole.append(Cells(tuple(cells), row.place))
    return whole


def join_cells(above: list[Cells], cells: list[str], known: set[str]) -> None:
    """Moves texts of a row up to the cell of their column that they continue."""
    for column, text in enumerate(cells):
        number = next((n for n in reversed(range(len(above))) if above[n].cells[column]), None)
        if not text or number is None:
            continue
        begun = above[number].cells[column]
        if begun not in known and begun + text in known:
            changed = list(above[number].cells)
            changed[column] = begun + text
            above[number] = replace(above[number], cells=tuple(changed))
            cells[column] = ""


def join_row(above: list[Cells], cells: list[str], expected: list[PublishedRow]) -> bool:
    """Puts a row at the end of the one above, if together they are a row expected."""
    joined = tuple(a + b for a, b in zip(above[-1].cells, cells, strict=True))
    if joined in (above[-1].cells, tuple(cells)):
        return False
    if not any(row.accepts(joined) for row in expected):
        return False
    above[-1] = replace(above[-1], cells=joined)
    return True


def in_head_order(found: list[Found]) -> list[Found]:
    """Takes what was found, returns it with neighbouring lines above tables in one fixed order."""
    result: list[Found] = []
    head: list[Text] = []
    for item in found:
        if isinstance(item, Text) and HEAD.fullmatch(item.text):
            head.append(item)
            continue
        result += [*sorted(head, key=lambda one: one.text), item]
        head = []
    return [*result, *sorted(head, key=lambda one: one.text)]
