"""What is wrong with a document that does not keep to the vocabulary."""

from generator.findings import GongkaiError


class VocabularyError(GongkaiError):
    """The base: HTML that this writer cannot put into a DOCX without loss."""


class UnknownElementError(VocabularyError):
    """An element, class or attribute value outside the vocabulary."""


class UnknownTargetError(VocabularyError):
    """A link to a heading that is not there, or two headings with one id."""


class TableShapeError(VocabularyError):
    """A table whose cells do not fill its columns exactly."""
