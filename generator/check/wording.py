"""Checks of words: reasons, amounts and years in texts, punctuation, printed sentences."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check import amounts, punctuation, reasons, sentences, statements, typed_years
from generator.check.comparisons import comparisons
from generator.check.registry import check
from generator.check.texts import printed, written
from generator.disclosure import Disclosure
from generator.findings import Finding


@check(*reasons.RULES, *sentences.RULES)
def printed_words(disclosure: Disclosure) -> Iterator[Finding]:
    """The sentences that the document prints, and the reasons in them."""
    blocks = list(printed(disclosure.printed.document.root))
    texts = list(written(disclosure.facts))
    compared = list(comparisons(disclosure))
    yield from reasons.missing(disclosure, blocks, compared)
    yield from reasons.contradicting(compared, blocks)
    lines = {line.code: index for index, line in enumerate(disclosure.document.expenditures)}
    yield from sentences.unsaid(blocks, lines)
    published = disclosure.document.published_texts
    known = [text for entry in published for text in (entry.by, entry.inserted) if text]
    yield from sentences.twice(blocks, texts, known)
    yield from sentences.unfilled(texts)
    yield from sentences.left_over(blocks, texts, known, disclosure.document.profile)


@check(*amounts.RULES, *typed_years.RULES, *punctuation.RULES, *statements.RULES)
def typed_words(disclosure: Disclosure) -> Iterator[Finding]:
    """The texts of the facts, against the figures and for themselves."""
    texts = list(written(disclosure.facts))
    figures = amounts.Figures(disclosure, list(comparisons(disclosure)))
    yield from amounts.amounts(figures, texts)
    yield from amounts.no_unit(texts)
    yield from typed_years.years(disclosure.document.year, texts)
    yield from punctuation.punctuation(texts)
    yield from statements.denied(disclosure, texts)
