"""
The cases behind a number of the indicators, as they stood at the end of a day.

The same columns and the same outcomes as the indicators: the list has as many rows as the number says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db.models import F, QuerySet

from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.requests.bridge import columns, standing
from donghanh.apps.requests.bridge.clocks import end_of, start_of
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.permissions import check_see_requests, may_see_persons
from donghanh.apps.requests.queries.queue import PAGE_SIZE
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.values import QueueFilters, QueuePage
from donghanh.engines.requests.outcomes import outcomes

WORDS = {
    "in_time": ("in_time",),
    "late": ("late",),
    "ended": ("in_time", "late"),
    "open": ("open", "open_late"),
    "open_late": ("open_late",),
    "left": ("left",),
}
"""Which outcomes of the engine a number of the indicators counts."""


@dataclass(frozen=True)
class Behind:
    """
    Which number.

    on                : as of the end of this day
    from_on, until_on : of the cases received from a day until, not including, the other
    service_code      : one, or several with commas between
    clerk             : a username; of who has, or had, the case, or paused it
    outcome           : a word of WORDS, or `electronic`, `reopened`, `paused` (by the clerk); else all
    """

    on: date
    from_on: date
    until_on: date
    unit_code: str = ""
    service_code: str = ""
    channel: str = ""
    clerk: str = ""
    outcome: str = ""


def cases_behind(*, actor: Actor, asked: Behind, now: datetime, page: int = 1) -> QueuePage:
    """
    A page of the cases that the number counts, in the order of their due times.

    raises : Forbidden
    """
    check_see_requests(actor=actor)
    _check_person(actor, asked.clerk)
    numbers = _counted(_received(cases_seen(actor=actor), asked), asked)
    pages = max(1, -(-len(numbers) // PAGE_SIZE))
    page = min(max(page, 1), pages)
    ordered = with_counts(Case.objects.filter(pk__in=numbers)).order_by(
        F("due_at").asc(nulls_last=True), "id"
    )
    shown = rows_of(ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], now=now)
    late = sum(one.is_late for one in shown)
    return QueuePage(shown, len(numbers), page, pages, late, QueueFilters(view="all"))


def _check_person(actor: Actor, clerk: str) -> None:
    if clerk and clerk != actor.username and not may_see_persons(actor=actor):
        raise Forbidden("persons_out_of_sight", username=actor.username)


def _received(cases: QuerySet[Case], asked: Behind) -> QuerySet[Case]:
    since, until = start_of(asked.from_on), start_of(asked.until_on)
    found = cases.filter(received_at__gte=since, received_at__lt=until)
    found = found.filter(channel=asked.channel) if asked.channel else found
    found = found.filter(standing.in_unit(unit_code=asked.unit_code)) if asked.unit_code else found
    if asked.outcome != "reopened":
        return found
    return found.filter(moves__move="report_not_solved", moves__product_at__lte=end_of(asked.on)).distinct()


def _counted(cases: QuerySet[Case], asked: Behind) -> list[int]:
    as_of = end_of(asked.on)
    if asked.clerk:
        return _of_clerk(cases, asked, as_of)
    stood = outcomes(facts=_facts(cases, asked, as_of), as_of=as_of)
    if asked.outcome == "electronic":
        stood = stood.filter(pl.col("is_electronic"))
    elif asked.outcome in WORDS:
        stood = stood.filter(pl.col("outcome").is_in(WORDS[asked.outcome]))
    return stood["case"].to_list()


def _facts(cases: QuerySet[Case], asked: Behind, as_of: datetime) -> pl.DataFrame:
    """The facts as of the day, of the unit and the services that the cases had then."""
    facts = columns.facts_frame(cases=cases, as_of=as_of)
    services = [code.strip() for code in asked.service_code.split(",") if code.strip()]
    facts = facts.filter(pl.col("service").is_in(services)) if services else facts
    return facts.filter(pl.col("unit") == asked.unit_code) if asked.unit_code else facts


def _of_clerk(cases: QuerySet[Case], asked: Behind, as_of: datetime) -> list[int]:
    """As `habits.pausing` counts them: cases that the clerk has or had, and those that the clerk paused."""
    facts = _facts(cases, asked, as_of)
    paused = columns.paused_frame(cases=cases, as_of=as_of).filter(
        (pl.col("clerk") == asked.clerk) & pl.col("case").is_in(facts["case"].to_list())
    )
    if asked.outcome == "paused":
        return paused["case"].unique().to_list()
    had = facts.filter((pl.col("clerk") == asked.clerk) & (pl.col("received_at") <= as_of))
    return pl.concat([paused["case"], had["case"]]).unique().to_list()
