"""From a case's row to the row of a list; for every list of this app, in a fixed number of questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from donghanh.apps.requests.bridge import clocks
from donghanh.apps.requests.models import Case, CaseMessage, CaseMove, CasePause
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.values import CaseRow


def with_counts(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with whoever has them, their incident, and how often they were handed over and reopened."""
    return cases.select_related("responsible", "membership__incident").annotate(
        hand_over_count=_moves("hand_over"),
        reopened_count=_moves("report_not_solved"),
        unread_count=_counted(CaseMessage.objects.filter(read=None)),
    )


def rows_of(cases: Iterable[Case], *, now: datetime) -> tuple[CaseRow, ...]:
    """Rows of a list in their order; the due times of those that are paused are reckoned as of now."""
    shown = list(cases)
    due = paused_due(shown, now=now)
    return tuple(
        _row(case, now, *due.get(case.pk, (case.due_at, case.due_on, case.is_paused))) for case in shown
    )


def paused_due(cases: Iterable[Case], *, now: datetime):  # type: ignore[no-untyped-def]
    """Due time, due day and "is paused" of those that were paused when last written, as of now."""
    paused = [case for case in cases if case.is_paused]
    pauses: dict[int, list[CasePause]] = {case.pk: [] for case in paused}
    if paused:
        for row in CasePause.objects.filter(case__in=paused).select_related("end").order_by("id"):
            pauses[row.case_id].append(row)
    return clocks.dues_of(cases=paused, rows=pauses, as_of=now)


def _moves(move: str) -> Coalesce:
    return _counted(CaseMove.objects.filter(move=move))


def _counted(rows: QuerySet[Any]) -> Coalesce:
    of_case = rows.filter(case=OuterRef("pk")).order_by()
    counted = of_case.values("case").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _row(case: Case, now: datetime, due_at, due_on, is_paused: bool) -> CaseRow:  # type: ignore[no-untyped-def]
    end = case.answered_at or case.closed_at or now
    left = None if due_at is None else int((due_at - end).total_seconds())
    member = getattr(case, "membership", None)
    return CaseRow(
        code=case.code, service_code=case.service_code, service_vi=case.service["vi"],
        service_en=case.service["en"], group=case.group, state=case.state, name=case.contact_name,
        unit_code=case.unit_id or "", desk=case.desk, channel=case.channel, received_at=case.received_at,
        due_at=due_at, due_on=due_on, seconds_left=left, is_late=left is not None and left < 0,
        is_paused=is_paused and case.state in OPEN,
        responsible_username=case.responsible.username if case.responsible else "",
        responsible=case.responsible.full_name if case.responsible else "",
        incident=member.incident.code if member else "",
        hand_over_count=case.hand_over_count, reopened_count=case.reopened_count,  # type: ignore[attr-defined]
        unread_count=case.unread_count,  # type: ignore[attr-defined]
    )  # fmt: skip
