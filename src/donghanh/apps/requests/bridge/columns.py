"""Cases, pauses and calls as the columns that the engine of requests counts, as they stood at a moment."""

from __future__ import annotations

from datetime import datetime

import polars as pl
from django.db.models import QuerySet

from donghanh.apps.requests.bridge import clocks
from donghanh.apps.requests.models import Call, Case, CaseMove, CasePause
from donghanh.kernel.request_tables import CALLS, FACTS, PAUSED

LEFT = ("withdraw", "refuse")
TELLING = ("answer", "report_not_solved", *LEFT)


def facts_frame(*, cases: QuerySet[Case], as_of: datetime) -> pl.DataFrame:
    """
    Cases as table FACTS: answers and ends as they were known at a moment.

    Due times are the copies kept with the cases, but of cases that ever paused reckoned as of the moment.
    """
    names = (
        "pk", "service_code", "unit_id", "channel", "is_electronic", "responsible__username", "received_at",
        "due_at",
    )  # fmt: skip
    answered, left = _ends(cases, as_of)
    due = _dues(cases, as_of)
    rows = [
        (*row[:7], due.get(row[0], row[7]), answered.get(row[0]), left.get(row[0]))
        for row in cases.order_by().values_list(*names)
    ]
    return pl.DataFrame(rows, schema=FACTS.schema, orient="row")


def paused_frame(*, cases: QuerySet[Case], as_of: datetime) -> pl.DataFrame:
    """Pauses that had begun at a moment, as table PAUSED; one that a machine began counts under `console`."""
    begun = CasePause.objects.filter(case__in=_numbers(cases), from_at__lte=as_of).select_related("by", "end")
    rows = [
        (
            row.case_id, row.by.username if row.by else "console", row.from_at,
            clocks.until_of(pause=row, as_of=as_of),
        )
        for row in begun
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=PAUSED.schema, orient="row")


def calls_frame(*, calls: QuerySet[Call]) -> pl.DataFrame:
    """Calls as table CALLS."""
    rows = list(calls.values_list("pk", "unit_id", "rang_at", "answered_at"))
    return pl.DataFrame(rows, schema=CALLS.schema, orient="row")


def _ends(cases: QuerySet[Case], as_of: datetime) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """When each case was answered, if that answer stood at the moment, and when it was given up."""
    answered: dict[int, datetime] = {}
    left: dict[int, datetime] = {}
    told = CaseMove.objects.filter(case__in=_numbers(cases), move__in=TELLING, product_at__lte=as_of)
    for case, move, at in told.order_by("id").values_list("case", "move", "product_at"):
        if move == "answer":
            answered[case] = at
        elif move in LEFT:
            left[case] = at
        else:
            answered.pop(case, None)
    return answered, left


def _dues(cases: QuerySet[Case], as_of: datetime) -> dict[int, datetime | None]:
    """Due times of the cases that ever paused, reckoned as of the moment."""
    by_case: dict[int, list[CasePause]] = {}
    begun = CasePause.objects.filter(case__in=_numbers(cases), from_at__lte=as_of).select_related("end")
    for row in begun.order_by("id"):
        by_case.setdefault(row.case_id, []).append(row)
    paused = list(Case.objects.filter(pk__in=list(by_case)).defer("service", "fields"))
    told = clocks.dues_of(cases=paused, rows=by_case, as_of=as_of)
    return {number: due_at for number, (due_at, _, _) in told.items()}


def _numbers(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases as a question within another: a hundred thousand numbers never travel to and fro."""
    return cases.order_by().values("pk")
