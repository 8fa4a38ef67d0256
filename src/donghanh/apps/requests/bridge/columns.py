"""Cases, pauses and calls as the columns that the engine of requests counts, as they stood at a moment."""

from __future__ import annotations

from collections.abc import Iterable
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
    found = list(cases.select_related("responsible").defer("service", "fields"))
    numbers = [case.pk for case in found]
    answered, left = _ends(numbers, as_of)
    due = _dues(found, as_of)
    rows = [
        (
            case.pk, case.service_code, case.unit_id, case.channel, case.is_electronic,
            case.responsible.username if case.responsible else None, case.received_at,
            due.get(case.pk, case.due_at), answered.get(case.pk), left.get(case.pk),
        )
        for case in found
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=FACTS.schema, orient="row")


def paused_frame(*, cases: QuerySet[Case], as_of: datetime) -> pl.DataFrame:
    """Pauses that had begun at a moment, as table PAUSED; one that a machine began counts under `console`."""
    begun = CasePause.objects.filter(case__in=cases, from_at__lte=as_of).select_related("by", "end")
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


def _ends(numbers: list[int], as_of: datetime) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """When each case was answered, if that answer stood at the moment, and when it was given up."""
    answered: dict[int, datetime] = {}
    left: dict[int, datetime] = {}
    told = CaseMove.objects.filter(case__in=numbers, move__in=TELLING, product_at__lte=as_of).order_by("id")
    for case, move, at in told.values_list("case", "move", "product_at"):
        if move == "answer":
            answered[case] = at
        elif move in LEFT:
            left[case] = at
        else:
            answered.pop(case, None)
    return answered, left


def _dues(cases: Iterable[Case], as_of: datetime) -> dict[int, datetime | None]:
    by_case: dict[int, list[CasePause]] = {}
    known = {case.pk: case for case in cases}
    begun = CasePause.objects.filter(case__in=list(known), from_at__lte=as_of).select_related("end")
    for row in begun.order_by("id"):
        by_case.setdefault(row.case_id, []).append(row)
    paused = [known[number] for number in by_case]
    told = clocks.dues_of(cases=paused, rows=by_case, as_of=as_of)
    return {number: due_at for number, (due_at, _, _) in told.items()}
