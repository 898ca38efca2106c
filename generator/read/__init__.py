"""Read a facts file: YAML text in, plain data and places out."""

from generator.read.source import Source, read_source, source_of

__all__ = ["Source", "read_source", "source_of"]
