"""Characters of a face that look wrong beside reference faces, for a person to judge.

Four ways in which a drawing is suspected:

- ``空白``: nothing is drawn where a reference has ink;
- ``尺寸``: the ink is of another size or height than in every reference;
- ``相同``: two characters are drawn alike that no reference draws alike;
- ``像别字``: a Chinese character is much more like another one of the references than like itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from tests.glyphs.pictures import Picture, unlike

Pictures: TypeAlias = Mapping[int, Picture]

BLANK, SIZE, TWIN, OTHER = "空白", "尺寸", "相同", "像别字"
HAN = range(0x4E00, 0xA000)
LEAST = 0.06  # em: what is smaller is compared as if it had this size
LARGER = 1.5  # times
HIGHER = 0.3  # em, of the middle
ALIKE, APART = 0.027, 0.06  # how unlike twins are at most in the face, at least in a reference
WORST = 1000  # the characters least like themselves are searched for whom they are like
NEARER = 0.06  # by so much is a character more like another one


def suspects(face: Pictures, references: Sequence[Pictures]) -> dict[int, str]:
    """The suspected code points of a face, each with the first of the ways above."""
    known = {code: one for code, one in face.items() if _in(references, code)}
    found: dict[int, str] = {}
    for way, codes in (
        (BLANK, _blank(known, references)),
        (SIZE, _size(known, references)),
        (TWIN, _twins(known, references)),
        (OTHER, _others(known, references)),
    ):
        for code in codes:
            found.setdefault(code, way)
    return found


def _in(references: Sequence[Pictures], code: int) -> list[Picture]:
    return [reference[code] for reference in references if code in reference]


def _blank(face: Pictures, references: Sequence[Pictures]) -> Iterator[int]:
    for code, picture in face.items():
        if picture.blank and not any(one.blank for one in _in(references, code)):
            yield code


def _size(face: Pictures, references: Sequence[Pictures]) -> Iterator[int]:
    for code, picture in face.items():
        drawn = [one for one in _in(references, code) if not one.blank]
        if drawn and not picture.blank and not any(_fits(picture, one) for one in drawn):
            yield code


def _fits(picture: Picture, reference: Picture) -> bool:
    sizes = sorted(max(one.size, LEAST) for one in (picture, reference))
    return sizes[1] <= LARGER * sizes[0] and abs(picture.middle - reference.middle) <= HIGHER


def _twins(face: Pictures, references: Sequence[Pictures]) -> Iterator[int]:
    """Of two characters drawn alike the one that is less like itself in the references."""
    for one, other in (*_same(face), *_alike(face)):
        pairs = [(ref[one], ref[other]) for ref in references if one in ref and other in ref]
        if pairs and all(_apart(*pair) for pair in pairs):
            yield max((one, other), key=lambda code: _itself(face[code], _in(references, code)))


def _same(face: Pictures) -> Iterator[tuple[int, int]]:
    """Pairs of code points with one and the same picture."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for code, picture in face.items():
        if picture.ink:
            key = (picture.box, picture.ink.tobytes())
            groups.setdefault(key, []).append(code)
    for group in groups.values():
        yield from combinations(group, 2)


def _alike(face: Pictures) -> Iterator[tuple[int, int]]:
    """Pairs of Chinese characters that are drawn nearly alike."""
    shapes = [(code, face[code].shape) for code in HAN if code in face]
    most = int(ALIKE * Picture.BITS)
    for index, (one, shape) in enumerate(shapes):
        for other, another in shapes[index + 1 :]:
            if (shape ^ another).bit_count() <= most:
                yield one, other


def _apart(one: Picture, other: Picture) -> bool:
    return unlike(one, other) > APART or not _fits(one, other)


def _itself(picture: Picture, references: Sequence[Picture]) -> float:
    return min(unlike(picture, reference) for reference in references)


def _others(face: Pictures, references: Sequence[Pictures]) -> Iterator[int]:
    own = {code: _itself(face[code], _in(references, code)) for code in HAN if code in face}
    shapes = [[ref[code].shape for code in HAN if code in ref] for ref in references]
    for code in sorted(own, key=lambda code: -own[code])[:WORST]:
        shape = face[code].shape
        nearest = min((shape ^ other).bit_count() for reference in shapes for other in reference)
        if own[code] - nearest / Picture.BITS > NEARER:
            yield code
