"""Routes a case anew when it turns out to be another service: a hand-over by the rules."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import clocks, routing
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.operations.handing import Holder, may_have, write_hand_over


def place_by_rules(*, case: Case, now: datetime) -> routing.Place:
    """Where the rules of the day send a case as it is now."""
    return routing.place_of_case(case=case, day=clocks.local_day(now))


def route_again(*, actor: Actor, case: Case, was: routing.Place, why: str, now: datetime) -> None:
    """
    Hand a case over that the rules send elsewhere than before; one that somebody had handed on by hand, and
    whose rules have not changed, stays where it is.
    """
    goes = place_by_rules(case=case, now=now)
    if goes.desk in (was.desk, case.desk):
        return
    before = Holder(case.unit_id or "", case.desk, case.responsible_id)
    keeps = may_have(staff=case.responsible, unit_code=before.unit_code, desk=goes.desk, now=now)
    after = Holder(before.unit_code, goes.desk, before.staff_id if keeps else None)
    rule = goes.rule or f"service {case.service_code}"
    facts = {"rule": goes.rule, "by": "routing"}
    told = f"routing ({rule}): {why.strip()}"
    write_hand_over(actor=actor, case=case, before=before, after=after, why=told, now=now, facts=facts)
