"""The facts of a disclosure as validated data."""

from generator.model.documents import Budget, Document, FinalAccount
from generator.model.parse import parse, parse_noted

__all__ = ["Budget", "Document", "FinalAccount", "parse", "parse_noted"]
