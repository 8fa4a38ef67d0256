"""Warns the person responsible, the head or a department of cases whose time runs out; in working hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_acts
from donghanh.apps.organisation.permissions import Actor, Grant
from donghanh.apps.organisation.queries import StaffRow
from donghanh.apps.requests.bridge import clocks, watch
from donghanh.apps.requests.models import Case, Escalation
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import JOB

HOUSE = Actor(None, "house", "house", (Grant("office"),))
PAST = timedelta(days=7)
ROLES = {
    "unit_head": "unit_head",
    "business_department": "business",
    "office": "office",
    "director": "director",
}


@transaction.atomic
def warn_of_open_cases(*, now: datetime) -> tuple[str, ...]:
    """Write the warnings that are due now and not yet written; answers the codes of the cases."""
    if not watch.is_working(at=now):
        return ()
    near = Case.objects.filter(
        state__in=OPEN, is_paused=False, due_at__gt=now - PAST, due_at__lte=watch.horizon(now=now)
    )
    cases = list(near.order_by("due_at", "id").select_related("responsible").defer("service", "fields"))
    people = organisation.staff(actor=HOUSE, day=clocks.local_day(now))
    wanted = [
        _row(case, rule, to, people, now)
        for case in cases
        for rule, to in watch.warnings_due(case=case, now=now)
    ]
    return _write(wanted, now)


def _write(wanted: list[Escalation], now: datetime) -> tuple[str, ...]:
    """Keep those that were not written before; the rows of the cases that were warned of are audited."""
    cases = [row.case_id for row in wanted]
    known = set(Escalation.objects.filter(case__in=cases).values_list("case_id", "rule", "due_at"))
    new = [row for row in wanted if (row.case_id, row.rule, row.due_at) not in known]
    Escalation.objects.bulk_create(new, ignore_conflicts=True)
    done = [
        (f"request:{row.case.code}", {"rule": row.rule, "to": row.to_role, "due_at": row.due_at.isoformat()})
        for row in new
    ]
    record_acts(actor=JOB, act="request.escalate", done=done, at=now)
    return tuple(row.case.code for row in new)


def _row(case: Case, rule: str, to: str, people: list[StaffRow], now: datetime) -> Escalation:
    person = case.responsible_id if to == "responsible" else None
    role = "unit_head" if to == "responsible" and person is None else to
    if person is None:
        person = _holder(case, role, people)
    return Escalation(
        case=case, rule=rule, due_at=case.due_at, to_role=role, to_staff_id=person, product_at=now
    )


def _holder(case: Case, role: str, people: list[StaffRow]) -> int | None:
    """The first active person of a role where the case lies; None when nobody holds it: the role is told."""
    wanted = ROLES.get(role, role)
    for person in people:
        for grant in person.grants:
            if person.is_active and grant.role == wanted and grant.unit_code in (None, case.unit_id):
                return person.id
    return None
