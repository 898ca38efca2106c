"""What is wrong with a document that keeps to the vocabulary and yet makes no DOCX."""

from generator.write.vocabulary import VocabularyError


class UnknownTargetError(VocabularyError):
    """A link to a heading that is not there, or two headings with one id."""


class TableShapeError(VocabularyError):
    """A table whose cells do not fill its columns exactly."""
