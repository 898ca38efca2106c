"""Lengths as WordprocessingML counts them."""

from __future__ import annotations

TWIPS_PER_POINT = 20
POINTS_PER_MM = 72 / 25.4


def twips(points: float) -> int:
    """Points to twentieths of a point."""
    return round(points * TWIPS_PER_POINT)


def twips_of_mm(mm: float) -> int:
    """Millimetres to twentieths of a point."""
    return round(mm * POINTS_PER_MM * TWIPS_PER_POINT)


def half_points(points: float) -> int:
    """Points to the half points of a type size."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Points to the eighths of a point of a border."""
    return round(points * 8)


def hundredths(characters: float) -> int:
    """Characters to the hundredths of an indent."""
    return round(characters * 100)
