"""The law's sources as they are shown, and a sentence for each that is not confirmed."""

from __future__ import annotations

from collections.abc import Iterable

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.explained import SourceTold
from donghanh.faces.bills.words import Language, said


def source_told(law: Law, key: str) -> SourceTold:
    """Look one source up; a key that the law does not hold is shown as it is, unconfirmed."""
    known = law.sources.get(key)
    if known is None:
        return SourceTold(key, key, "", "low", is_confirmed=False)
    return SourceTold(key, known.text, known.clause, known.confidence, known.is_confirmed)


def notes_of(sources: Iterable[SourceTold | None], *, language: Language) -> tuple[str, ...]:
    """Say once of each instrument and clause that it is to be confirmed."""
    told = (
        said("notes", "source", language, source=one.named, confidence=_confidence(one, language))
        for one in sources
        if one is not None and not one.is_confirmed
    )
    return tuple(dict.fromkeys(told))


def _confidence(source: SourceTold, language: Language) -> str:
    return said("confidence", source.confidence, language)
