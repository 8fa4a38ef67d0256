"""Who calls: for the call centre, before the first word is said."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q

from donghanh.apps.customers.queries import find_customers
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.permissions import check_see_requests
from donghanh.apps.requests.queries.incidents import incident_rows
from donghanh.apps.requests.queries.numbers import plain_phone
from donghanh.apps.requests.queries.rows import rows_of, with_counts
from donghanh.apps.requests.queries.sight import cases_seen, incidents_seen
from donghanh.apps.requests.values import Caller, CallerCustomer

RECENT = 5
MOST = 20


def caller(*, actor: Actor, phone: str, now: datetime) -> Caller:
    """
    Customers with this telephone, open and recent cases, and open incidents of their units.

    phone  : as people type it; a number that nobody has gives an empty answer
    raises : Forbidden, for a role that has no part in requests
    """
    check_see_requests(actor=actor)
    plain = plain_phone(phone)
    if not plain:
        return Caller("", (), (), (), ())
    known = tuple(
        CallerCustomer(one.code, one.name, one.address, one.unit_code, one.price_group)
        for one in find_customers(actor=actor, text=plain, limit=MOST)
    )
    codes = [one.code for one in known]
    theirs = with_counts(cases_seen(actor=actor).filter(Q(phone=plain) | Q(customer_code__in=codes)))
    still = theirs.filter(state__in=OPEN).order_by(F("due_at").asc(nulls_last=True), "id")[:MOST]
    recent = theirs.exclude(state__in=OPEN).order_by("-received_at")[:RECENT]
    units = {one.unit_code for one in known}
    out = incidents_seen(actor=actor).filter(ended_at=None)
    out = out.filter(unit_id__in=units) if units else out
    return Caller(plain, known, rows_of(still, now=now), rows_of(recent, now=now), incident_rows(out)[:MOST])
