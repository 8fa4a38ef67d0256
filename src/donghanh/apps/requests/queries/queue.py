"""The one queue: open cases in the order of the time left, whatever the channel they came by."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.clocks import ZONE, local_day
from donghanh.apps.requests.models import Case, CaseMessage
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import check_see_requests
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import CaseRow, QueueFilters, QueuePage
from donghanh.kernel.text import fold

PAGE_SIZE = 50
VIEWS = ("open", "late", "today", "paused", "answered", "unread", "uncaused", "over", "all")
WORDS_AT_MOST = 8
# The expression must be the one of the index in migration 0003, letter for letter.
HAS_WORDS = "array_to_tsvector(array_remove(string_to_array(requests_case.name_key, ' '), '')) @@ %s::tsquery"


def queue(*, actor: Actor, now: datetime, filters: QueueFilters | None = None, page: int = 1) -> QueuePage:
    """
    A page of the queue in sight, the least time left first; cases without a clock stand last.

    A fixed number of questions, whatever the queue's length: counts, rows, pauses of the rows.

    raises : Forbidden, for a role that has no part in requests
    """
    check_see_requests(actor=actor)
    asked = filters or QueueFilters()
    found = _filtered(cases_seen(actor=actor), actor, asked, now)
    is_late = Q(due_at__lt=now, is_paused=False, state__in=OPEN)
    counts = found.aggregate(total=Count("pk"), late=Count("pk", filter=is_late))
    pages = max(1, -(-counts["total"] // PAGE_SIZE))
    page = min(max(page, 1), pages)
    ordered = with_counts(found).order_by(F("due_at").asc(nulls_last=True), "id")
    shown = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return QueuePage(rows_of(shown, now=now), counts["total"], page, pages, counts["late"], asked)


def open_cases_of(*, actor: Actor, customer_code: str, now: datetime) -> tuple[CaseRow, ...]:
    """The open cases of a customer in sight, the least time left first."""
    found = cases_seen(actor=actor).filter(customer_code=customer_code.strip().upper(), state__in=OPEN)
    return rows_of(with_counts(found).order_by(F("due_at").asc(nulls_last=True), "id"), now=now)


def _filtered(cases: QuerySet[Case], actor: Actor, asked: QueueFilters, now: datetime) -> QuerySet[Case]:
    cases = cases.filter(_view(asked.view, now), _responsible(actor, asked.responsible))
    equal = {
        "unit_id": asked.unit_code, "desk": asked.desk, "group": asked.group, "channel": asked.channel,
        "service_code": asked.service_code, "state": asked.state,
        "membership__incident__code": asked.incident,
    }  # fmt: skip
    narrowed = cases.filter(**{name: value for name, value in equal.items() if value})
    return _described(narrowed, asked.text)


def _view(view: str, now: datetime) -> Q:
    tomorrow = datetime.combine(local_day(now) + timedelta(days=1), time(0), tzinfo=ZONE)
    is_open = Q(state__in=OPEN)
    views = {
        "late": is_open & Q(due_at__lt=now, is_paused=False),
        "today": is_open & Q(due_at__lt=tomorrow, is_paused=False),
        "paused": is_open & Q(is_paused=True),
        "answered": Q(state="answered"),
        "unread": Q(pk__in=CaseMessage.objects.filter(read=None).values("case")),
        "uncaused": came_late_without_cause(now=now),
        "over": Q(state__in=("closed", "withdrawn", "refused")),
        "all": Q(),
    }
    return views.get(view, is_open)


def came_late_without_cause(*, now: datetime) -> Q:
    """
    Cases that came late, or are open and late, and of which nobody has recorded cause and apology, whoever
    closed them meanwhile; not those that were withdrawn or refused.
    """
    is_late = Q(answered_at__gt=F("due_at")) | Q(state__in=OPEN, due_at__lt=now, is_paused=False)
    return is_late & Q(breach=None) & ~Q(state__in=("withdrawn", "refused"))


def _responsible(actor: Actor, word: str) -> Q:
    if not word:
        return Q()
    if word == "nobody":
        return Q(responsible=None)
    return Q(responsible__username=actor.username if word == "me" else word)


def _described(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """
    Cases by their code, the customer's code or a telephone; else by words of the name, folded, in any order
    and by their beginnings, as customers are found.
    """
    said = text.strip()[:100]
    if not said:
        return cases
    plain = said.replace(" ", "").replace(".", "")
    codes = Q(code=said.upper()) | Q(customer_code=said.upper()) | Q(phone=plain)
    words = [word for word in fold(said).split() if word.isalnum()][:WORDS_AT_MOST]
    if not words or any(letter.isdigit() for letter in plain):
        return cases.filter(codes)
    return cases.extra(  # noqa: S610 - constant SQL, words as a parameter
        where=[HAS_WORDS], params=[" & ".join(f"'{word}':*" for word in words)]
    )
