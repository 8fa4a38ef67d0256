"""
How customers are asked after a contact: the question, who is satisfied, how often somebody is asked.

For invitations to rate and for the results told from them. One document a span of days,
`data/conduct_ratings/after_contact.yaml`. What must hold of a document is in `conduct_checks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.kernel.spans import Span
from donghanh.lawbook.conduct_checks import RATING, check_rating, check_turns_of_codes
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, Document, Problem, read_documents, readable_documents
from donghanh.lawbook.sources import Source, sources_of

FOLDER = DATA / "conduct_ratings"


@dataclass(frozen=True)
class RatingTerms:
    """
    What holds of ratings in a span of days.

    satisfied_from       : the least number of stars of who is satisfied
    least_answers        : below so many no share is told [count]
    open_days            : in which an invitation may be answered [days]
    ask_again_after_days : before the same customer is asked again [days]
    most_recorded_a_day  : that one of the staff writes down for callers [count]
    """

    question_vi: str
    question_en: str
    satisfied_from: int
    least_answers: int
    open_days: int
    ask_again_after_days: int
    most_recorded_a_day: int
    span: Span[date]
    source: Source


@cache
def all_rating_terms(*, folder: Path = FOLDER) -> tuple[RatingTerms, ...]:
    """Read the terms of every span."""
    return tuple(_terms(document) for document in read_documents(folder=folder, kind=RATING))


def rating_terms(*, on: date, folder: Path = FOLDER) -> RatingTerms | None:
    """
    Look up the terms of a day; None before there were any.

    >>> rating_terms(on=date(2021, 12, 20)).satisfied_from
    4
    """
    return next((one for one in all_rating_terms(folder=folder) if on in one.span), None)


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check the documents: sources, days, and numbers within their bounds."""
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        problems += check_rating(document)
    return [*problems, *check_turns_of_codes(documents)]


def _terms(document: Document) -> RatingTerms:
    said = document.content
    return RatingTerms(
        question_vi=said["question"]["vi"],
        question_en=said["question"]["en"],
        satisfied_from=said["satisfied_from"],
        least_answers=said["least_answers"],
        open_days=said["open_days"],
        ask_again_after_days=said["ask_again_after_days"],
        most_recorded_a_day=said["most_recorded_a_day"],
        span=span_of(said["span"]),
        source=sources_of(document)[said["source"]],
    )
