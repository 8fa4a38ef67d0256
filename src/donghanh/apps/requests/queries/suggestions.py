"""Pairs of open cases that may speak of one thing, for a person to decide; nothing is joined here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import likeness
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import check_see_requests, may_handle
from donghanh.apps.requests.queries.differences import different_pairs
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import CaseRow

WITHIN = timedelta(days=7)
MOST = 300
SHOWN = 10


@dataclass(frozen=True)
class Suggestion:
    """
    Two cases of one unit that may be one thing.

    first, second : the earlier and the later; at most one of them belongs to an incident
    score, reasons: of the likeness, out of 100, with its stable words
    """

    first: CaseRow
    second: CaseRow
    score: int
    reasons: tuple[str, ...]
    may_join: bool

    @property
    def incident(self) -> str:
        return self.first.incident or self.second.incident


def suggestions(*, actor: Actor, now: datetime, unit_code: str = "") -> tuple[Suggestion, ...]:
    """
    The likeliest pairs among the latest open cases in sight.

    raises : Forbidden
    """
    check_see_requests(actor=actor)
    found = cases_seen(actor=actor).filter(state__in=OPEN, received_at__gte=now - WITHIN)
    found = found.filter(unit_id=unit_code) if unit_code else found
    cases = list(with_counts(found).order_by("-received_at", "-id")[:MOST])
    rows = {row.code: row for row in rows_of(cases, now=now)}
    apart = different_pairs(cases=[case.pk for case in cases])
    alike = likeness.pairs(cases=cases, day=local_day(now))
    pairs = (one for one in alike if (one[0].pk, one[1].pk) not in apart)
    return tuple(_told(actor, rows, pairs))[:SHOWN]


def _told(
    actor: Actor, rows: dict[str, CaseRow], pairs: Iterable[tuple[Case, Case, int, tuple[str, ...]]]
) -> Iterable[Suggestion]:
    for one, other, score, reasons in pairs:
        first, second = rows[one.code], rows[other.code]
        if first.unit_code == second.unit_code and not (first.incident and second.incident):
            may = may_handle(actor=actor, unit_code=first.unit_code)
            yield Suggestion(first, second, score, reasons, may)
