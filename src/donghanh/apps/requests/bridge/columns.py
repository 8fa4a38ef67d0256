"""Cases, pauses and calls as the columns that the engine of requests counts, as they stood at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import polars as pl
from django.db.models import QuerySet

from donghanh.apps.requests.bridge import clocks, standing
from donghanh.apps.requests.models import Call, Case, CaseMove, CasePause
from donghanh.kernel.request_tables import CALLS, FACTS, PAUSED

LEFT = ("withdraw", "refuse")
TELLING = ("answer", "report_not_solved", *LEFT)


def facts_frame(*, cases: QuerySet[Case], as_of: datetime) -> pl.DataFrame:
    """
    Cases as table FACTS, all as it was known at a moment: answers and ends, service, unit and who had them.

    Due times are the copies kept with the cases, but of cases that ever paused, or whose clock was set
    otherwise later, reckoned as of the moment.
    """
    names = (
        "pk", "service_code", "unit_id", "channel", "is_electronic", "responsible__username", "received_at",
        "due_at",
    )  # fmt: skip
    answered, left = _ends(cases, as_of)
    due, was = _dues(cases, as_of), standing.stood(cases=_numbers(cases), as_of=as_of)
    rows = [
        (*_then(row, was.get(row[0])), due.get(row[0], row[7]), answered.get(row[0]), left.get(row[0]))
        for row in cases.order_by().values_list(*names)
    ]
    return pl.DataFrame(rows, schema=FACTS.schema, orient="row")


def _then(row: tuple[Any, ...], was: standing.Was | None) -> tuple[Any, ...]:
    """Number, service, unit, channel, is electronic, clerk and receipt, as they were."""
    number, service, unit, channel, is_electronic, clerk, received_at = row[:7]
    if was is None:
        return row[:7]
    unit = (was.unit or None) if was.has_other_place else unit
    clerk = was.clerk if was.has_other_clerk else clerk
    return number, was.service or service, unit, channel, is_electronic, clerk, received_at


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
    """Due times of the cases that ever paused, or whose clock changed later, reckoned as of the moment."""
    by_case: dict[int, list[CasePause]] = {}
    begun = CasePause.objects.filter(case__in=_numbers(cases), from_at__lte=as_of).select_related("end")
    for row in begun.order_by("id"):
        by_case.setdefault(row.case_id, []).append(row)
    changed = standing.with_clocks_then(cases=_numbers(cases), as_of=as_of)
    known = {case.pk for case in changed}
    paused = Case.objects.filter(pk__in=by_case.keys() - known).defer("service", "fields")
    rows = {number: by_case.get(number, []) for number in known | by_case.keys()}
    told = clocks.dues_of(cases=[*changed, *paused], rows=rows, as_of=as_of)
    return {number: due_at for number, (due_at, _, _) in told.items()}


def _numbers(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases as a question within another: a hundred thousand numbers never travel to and fro."""
    return cases.order_by().values("pk")
