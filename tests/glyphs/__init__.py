"""Finds the characters that a font draws as others, or badly: ``python -m tests.glyphs``."""
