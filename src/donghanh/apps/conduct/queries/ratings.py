"""Ratings: of each unit in sight, of each person for those who may see it, and what customers wrote."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Comment, Invitation
from donghanh.apps.conduct.permissions import check_see_people, check_see_results, is_inspector, staffed_units
from donghanh.apps.conduct.queries.words import covered_words
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.engines.conduct import Standing, ratings_standing, standings_by_unit, told_total

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

    recorded       : answers that one of the staff wrote down for a caller or a visitor [count]
    method         : name of the interval's method; satisfied_from, least_answers as the lawbook has them
    """

    from_on: date
    until_on: date
    method: str
    satisfied_from: int
    least_answers: int
    is_confirmed: bool
    recorded: int
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
    told = told_total(ratings=frame, by="unit", **asked)
    return _results(
        from_on, until_on, terms, told, _lined([(unit, unit, by_unit[unit]) for unit in by_unit]), rows
    )


def own_results(*, actor: Actor, from_on: date, until_on: date) -> RatingResults:
    """
    How the actor alone was rated: everybody sees the own.

    raises : Forbidden, for who has no account
    """
    if actor.staff_id is None:
        raise Forbidden("people_out_of_sight", unit="", username=actor.username)
    terms = _terms(until_on)
    rows = _invited(from_on, until_on).filter(staff_id=actor.staff_id)
    frame = bridge.ratings_frame(_columns(rows))
    asked = {"satisfied_from": terms.satisfied_from, "least_answers": terms.least_answers}
    total = ratings_standing(ratings=frame, **asked)
    return _results(from_on, until_on, terms, total, (), rows)


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
    lines = _lined(
        [
            (username, name, ratings_standing(ratings=frame.filter(staff=number), **asked))
            for username, name, number in people
        ]
    )
    return _results(from_on, until_on, terms, told_total(ratings=frame, by="staff", **asked), lines, rows)


def comments(*, actor: Actor, unit_code: str, from_on: date, until_on: date) -> tuple[CommentRow, ...]:
    """
    What customers wrote of a unit, the latest first: for the head of the unit and the Office alone.

    Numbers, addresses of e-mail and the like are covered. While fewer customers answered than may be told of,
    nothing is shown of the unit, and nobody is named to whom fewer answered.

    raises : Forbidden
    """
    check_see_people(actor=actor, unit_code=unit_code)
    begin, end = _instants(from_on, until_on)
    answers = _invited(from_on, until_on).filter(unit_id=unit_code, rating__isnull=False)
    counts = Counter(answers.values_list("staff_id", flat=True))
    least = _terms(until_on).least_answers
    if counts.total() < least:
        return ()
    named = {number for number, count in counts.items() if count >= least}
    rows = Comment.objects.filter(
        rating__invitation__unit_id=unit_code,
        rating__invitation__invited_at__gte=begin,
        rating__invitation__invited_at__lt=end,
    ).select_related("rating__invitation__staff")
    if not is_inspector(actor=actor):
        rows = rows.exclude(rating__invitation__staff_id=actor.staff_id)
    return tuple(_comment(one, named) for one in rows.order_by("-said_at")[:MOST_COMMENTS])


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


def _lined(found: list[tuple[str, str, Standing]]) -> tuple[RatedLine, ...]:
    """The surest first: by the lower end of the interval, so that few answers do not look best."""
    lines = [_line(*one) for one in found]
    return tuple(
        sorted(lines, key=lambda one: (-1 if one.low_bp is None else one.low_bp, one.answered), reverse=True)
    )


def _results(
    from_on: date, until_on: date, terms: bridge.RatingTerms, total: Standing, lines: tuple[RatedLine, ...],
    rows: QuerySet[Invitation],
) -> RatingResults:  # fmt: skip
    return RatingResults(
        from_on,
        until_on,
        total.method,
        terms.satisfied_from,
        terms.least_answers,
        terms.source.is_confirmed,
        rows.filter(rating__taken_by__isnull=False).count(),
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


def _comment(row: Comment, named: set[int | None]) -> CommentRow:
    asked = row.rating.invitation
    return CommentRow(
        bridge.company_day(at=row.said_at),
        asked.contact_kind,
        covered_words(text=row.words),
        asked.staff.full_name if asked.staff and asked.staff_id in named else "",
    )
