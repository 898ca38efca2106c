"""Slips of people who do not know YAML: read as they are meant where they can mean one thing."""

from generator.read.slips.keys import Keys
from generator.read.slips.lines import mended_lines, plain_lines
from generator.read.slips.notes import Slips

__all__ = ["Keys", "Slips", "mended_lines", "plain_lines"]
