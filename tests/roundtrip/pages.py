"""The contents list of a PDF against the pages on which its headings stand."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from .blocks import Block, Paragraph, bare
from .pdf import Entry, Reading

ALIKE = 0.7  # a heading may read a little different in the contents list


@dataclass(frozen=True)
class Misplaced:
    """An entry of the contents list whose page number is not that of its heading."""

    label: str
    printed: str
    real: str

    def __str__(self) -> str:
        return f"{self.label}: contents list says {self.printed}, heading on {self.real}"


def misplaced(reading: Reading) -> list[Misplaced]:
    """Takes a PDF as read, returns the entries of its contents list with a wrong page number."""
    found = []
    lines = headings_after_contents(reading.blocks)
    position = 0
    for number, entry in enumerate(reading.contents):
        at = find(lines, position, entry.label)
        if at is None:
            following = reading.contents[number + 1 :]
            at = find_alike(lines, position, end_of_search(lines, position, following), entry.label)
        if at is None:
            found.append(Misplaced(entry.label, entry.number, "no page"))
            continue
        position = at + 1
        real = reading.numbers.get(lines[at].place, f"sheet {lines[at].place} without number")
        if real != entry.number:
            found.append(Misplaced(entry.label, entry.number, real))
    return found


def unlike(reading: Reading, blocks: list[Block]) -> list[Misplaced]:
    """Takes the PDF and the blocks of the DOCX, returns entries whose page numbers differ."""
    entries = [block for block in blocks if isinstance(block, Paragraph) and block.number]
    numbers = {bare(entry.text): entry.number for entry in entries}
    return [
        Misplaced(f"DOCX: {entry.label}", str(numbers.get(entry.label)), entry.number)
        for entry in reading.contents
        if numbers.get(entry.label) != entry.number
    ]


def headings_after_contents(blocks: list[Block]) -> list[Paragraph]:
    """Takes blocks, returns the lines of text below the contents list."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    last = max((n for n, line in enumerate(lines) if line.number is not None), default=-1)
    return lines[last + 1 :]


def find(lines: list[Paragraph], start: int, label: str) -> int | None:
    """Takes lines, returns the number of the one from `start` on where the label begins."""
    label = bare(label)
    for number in range(start, len(lines)):
        text = ""
        for line in lines[number : number + 4]:
            text += bare(line.text)
            if text == label:
                return number
            if not label.startswith(text):
                break
    return None


def end_of_search(lines: list[Paragraph], start: int, following: list[Entry]) -> int:
    """Returns the number of the line before which a heading must stand: that of the next entry."""
    places = (find(lines, start, entry.label) for entry in following)
    return next((place for place in places if place is not None), len(lines))


def find_alike(lines: list[Paragraph], start: int, stop: int, label: str) -> int | None:
    """Takes lines, returns the number of the one most like the label, with the same ordinal."""
    label = bare(label)
    ordinal = label.split("、")[0] + "、"
    alike = [
        (SequenceMatcher(None, label, bare(line.text)).ratio(), -number)
        for number, line in enumerate(lines[:stop])
        if number >= start and bare(line.text).startswith(ordinal)
    ]
    best = max(alike, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None
