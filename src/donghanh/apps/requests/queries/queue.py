"""The one queue: open cases in the order of the time left, whatever the channel they came by."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.clocks import ZONE, local_day
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import check_see_requests
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import CaseRow, QueueFilters, QueuePage

PAGE_SIZE = 50
VIEWS = ("open", "late", "today", "paused", "answered", "over", "all")


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
    cases = cases.filter(_view(asked.view, now), _responsible(actor, asked.responsible), _text(asked.text))
    equal = {
        "unit_id": asked.unit_code, "desk": asked.desk, "group": asked.group, "channel": asked.channel,
        "service_code": asked.service_code, "state": asked.state,
        "membership__incident__code": asked.incident,
    }  # fmt: skip
    return cases.filter(**{name: value for name, value in equal.items() if value})


def _view(view: str, now: datetime) -> Q:
    tomorrow = datetime.combine(local_day(now) + timedelta(days=1), time(0), tzinfo=ZONE)
    is_open = Q(state__in=OPEN)
    views = {
        "late": is_open & Q(due_at__lt=now, is_paused=False),
        "today": is_open & Q(due_at__lt=tomorrow, is_paused=False),
        "paused": is_open & Q(is_paused=True),
        "answered": Q(state="answered"),
        "over": Q(state__in=("closed", "withdrawn", "refused")),
        "all": Q(),
    }
    return views.get(view, is_open)


def _responsible(actor: Actor, word: str) -> Q:
    if not word:
        return Q()
    if word == "nobody":
        return Q(responsible=None)
    return Q(responsible__username=actor.username if word == "me" else word)


def _text(text: str) -> Q:
    words = text.strip()[:100]
    if not words:
        return Q()
    plain = words.replace(" ", "").replace(".", "")
    exact = Q(code=words.upper()) | Q(customer_code=words.upper()) | Q(phone=plain)
    return exact if plain.isdigit() else exact | Q(contact_name__icontains=words)
