"""Ratings: of each unit in sight, of each person for those who may see it, and what customers wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Comment, Invitation
from donghanh.apps.conduct.permissions import check_see_people, check_see_results, is_inspector, staffed_units
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.conduct import Standing, ratings_standing, standings_by_unit

MOST_COMMENTS = 50


@dataclass(frozen=True)
class KindOfContact:
    """
    One kind of contact: asked, answered, and its weight in the share [basis points].

    satisfied : None when there are too few answers to tell of
    """

    kind: str
    invited: int
    answered: int
    satisfied: int | None
    weight_bp: int


@dataclass(frozen=True)
class RatedLine:
    """
    What the ratings of somebody allow to say; shares in basis points.

    of           : code of a unit, user name of a person, empty for all in sight
    satisfied_bp : None, as its interval, when there are fewer answers than may be told of
    """

    of: str
    name: str
    invited: int
    answered: int
    response_bp: int | None
    satisfied_bp: int | None
    low_bp: int | None
    high_bp: int | None
    covered_bp: int | None
    is_too_few: bool
    kinds: tuple[KindOfContact, ...]


@dataclass(frozen=True)
class RatingResults:
    """
    Results of a span of days of invitation.

    method         : name of the interval's method; satisfied_from, least_answers as the lawbook has them
    """

    from_on: date
    until_on: date
    method: str
    satisfied_from: int
    least_answers: int
    is_confirmed: bool
    total: RatedLine
    lines: tuple[RatedLine, ...]


@dataclass(frozen=True)
class CommentRow:
    """What a customer wrote, without the stars; nothing says who the customer is."""

    said_on: date
    contact_kind: str
    words: str
    person: str


def unit_results(*, actor: Actor, from_on: date, until_on: date) -> RatingResults:
    """
    How the units in sight were rated by whom was invited from a day until (not including) another.

    raises : Forbidden
    """
    check_see_results(actor=actor)
    terms = _terms(until_on)
    rows = _invited(from_on, until_on)
    if not actor.sees_all:
        rows = rows.filter(unit_id__in=staffed_units(actor=actor))
    frame = bridge.ratings_frame(_columns(rows))
    asked = {"satisfied_from": terms.satisfied_from, "least_answers": terms.least_answers}
    by_unit = standings_by_unit(ratings=frame, **asked)
    lines = tuple(_line(unit, unit, by_unit[unit]) for unit in sorted(by_unit))
    return _results(from_on, until_on, terms, ratings_standing(ratings=frame, **asked), lines)


def person_results(*, actor: Actor, unit_code: str, from_on: date, until_on: date) -> RatingResults:
    """
    How each person of a unit was rated: for the head of the unit, but not of the head, and the Office.

    raises : Forbidden
    """
    check_see_people(actor=actor, unit_code=unit_code)
    terms = _terms(until_on)
    rows = _invited(from_on, until_on).filter(unit_id=unit_code).exclude(staff=None)
    if not is_inspector(actor=actor):
        rows = rows.exclude(staff_id=actor.staff_id)
    asked = {"satisfied_from": terms.satisfied_from, "least_answers": terms.least_answers}
    frame = bridge.ratings_frame(_columns(rows))
    people = sorted(set(rows.values_list("staff__username", "staff__full_name", "staff_id")))
    lines = tuple(
        _line(username, name, ratings_standing(ratings=frame.filter(staff=number), **asked))
        for username, name, number in people
    )
    return _results(from_on, until_on, terms, ratings_standing(ratings=frame, **asked), lines)


def comments(*, actor: Actor, unit_code: str, from_on: date, until_on: date) -> tuple[CommentRow, ...]:
    """
    What customers wrote of a unit, the latest first: for the head of the unit and the Office alone.

    raises : Forbidden
    """
    check_see_people(actor=actor, unit_code=unit_code)
    begin, end = _instants(from_on, until_on)
    rows = Comment.objects.filter(
        rating__invitation__unit_id=unit_code,
        rating__invitation__invited_at__gte=begin,
        rating__invitation__invited_at__lt=end,
    ).select_related("rating__invitation__staff")
    return tuple(_comment(one) for one in rows.order_by("-said_at")[:MOST_COMMENTS])


def _terms(until_on: date) -> bridge.RatingTerms:
    """The terms of the last day; before there were any nobody was asked, and the first ones are told."""
    return bridge.rating_terms(on=until_on - timedelta(days=1)) or bridge.first_rating_terms()


def _invited(from_on: date, until_on: date) -> QuerySet[Invitation]:
    begin, end = _instants(from_on, until_on)
    return Invitation.objects.filter(invited_at__gte=begin, invited_at__lt=end)


def _instants(from_on: date, until_on: date) -> tuple[datetime, datetime]:
    begin, end = (datetime.combine(day, time(), tzinfo=bridge.COMPANY_ZONE) for day in (from_on, until_on))
    return begin, end


def _columns(rows: QuerySet[Invitation]) -> QuerySet[Invitation, tuple[str, int | None, str, int | None]]:
    return rows.values_list("unit_id", "staff_id", "contact_kind", "rating__stars")


def _results(
    from_on: date, until_on: date, terms: bridge.RatingTerms, total: Standing, lines: tuple[RatedLine, ...]
) -> RatingResults:
    return RatingResults(
        from_on,
        until_on,
        total.method,
        terms.satisfied_from,
        terms.least_answers,
        terms.source.is_confirmed,
        _line("", "", total),
        lines,
    )


def _line(of: str, name: str, found: Standing) -> RatedLine:
    share = found.satisfaction
    return RatedLine(
        of=of,
        name=name,
        invited=found.invited,
        answered=found.answered,
        response_bp=found.response_bp,
        satisfied_bp=share and share.share_bp,
        low_bp=share and share.low_bp,
        high_bp=share and share.high_bp,
        covered_bp=found.covered_bp,
        is_too_few=found.is_too_few,
        kinds=tuple(
            KindOfContact(
                one.kind,
                one.invited,
                one.answered,
                None if found.is_too_few else one.satisfied,
                one.weight_bp,
            )
            for one in found.kinds
        ),
    )


def _comment(row: Comment) -> CommentRow:
    asked = row.rating.invitation
    return CommentRow(
        bridge.company_day(at=row.said_at),
        asked.contact_kind,
        row.words,
        asked.staff.full_name if asked.staff else "",
    )
