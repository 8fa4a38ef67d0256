"""The work itself begins; and the case turns out to be another service."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import clocks, services
from donghanh.apps.requests.models import Case, Reclassification
from donghanh.apps.requests.operations.routing_again import place_by_rules, route_again
from donghanh.apps.requests.operations.writing import is_done, locked_case, move_case
from donghanh.apps.requests.refusals import CannotMoveCase, CannotOpenCase
from donghanh.lawbook.services import Service


@transaction.atomic
def start_case(*, actor: Actor, code: str, now: datetime, key: str = "") -> None:
    """
    Begin the work; whoever begins and finds nobody responsible becomes so.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    case.responsible_id = case.responsible_id or actor.staff_id
    move_case(actor=actor, case=case, move="start", at=now, key=key)


@transaction.atomic
def reclassify_case(
    *, actor: Actor, code: str, service_code: str, why: str, now: datetime, key: str = ""
) -> None:
    """
    Say that a case is another service. Its clock goes on from where it started and never gains time.

    Form, steps, documents and reasons to pause are the new service's; of the two promises, both counted from
    the case's own start, the earlier one stands. Where the rules send the new service to another desk than
    the old one, the case is handed over there, with the rule and the reason; who has it keeps it only
    where he works at that desk.

    raises : NotFound, Forbidden; CannotMoveCase `reason-missing`, `service-unknown`, `nothing-changes`
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    service = _service(case, service_code)
    before = (case.service_code, case.service_digest)
    promise = {"clock_before": [case.clock_kind, case.clock_amount], "starts_before": case.service["starts"]}
    was = place_by_rules(case=case, now=now)
    keeps = _keeps_promise(case, service, now)
    if not keeps:
        case.clock_kind, case.clock_amount = service.clock
    case.service_code, case.service_digest = service.code, service.digest
    case.group = service.group
    case.service = {**services.frozen(service=service), **(_promise(case) if keeps else {})}
    facts = {"from": before[0], "to": service.code, "keeps_promise": keeps, **promise}
    move_case(actor=actor, case=case, move="reclassify", at=now, why=why, key=key, facts=facts)
    Reclassification.objects.create(
        case=case, from_service=before[0], from_digest=before[1], to_service=service.code,
        to_digest=service.digest, why=why.strip(), by_id=actor.staff_id, product_at=now,
    )  # fmt: skip
    route_again(actor=actor, case=case, was=was, why=why, now=now)


def _service(case: Case, service_code: str) -> Service:
    try:
        found = services.service_on(code=service_code, day=clocks.local_day(case.received_at))
    except CannotOpenCase as reason:
        raise CannotMoveCase(reason.rule, str(reason), case=case.code, **reason.facts) from reason
    if found.code == case.service_code:
        raise CannotMoveCase("nothing-changes", f"{case.code} is {found.code} already.", case=case.code)
    return found


def _promise(case: Case) -> dict[str, object]:
    """What of the frozen words belongs to the promise, and stays with it."""
    kept = ("clock", "starts", "source", "is_confirmed", "target_percent")
    return {name: case.service[name] for name in kept}


def _keeps_promise(case: Case, service: Service, now: datetime) -> bool:
    """Whether the promise that stands is due no later than the new one, from the same start."""
    start = case.starts_at or now
    rows = list(case.pauses.select_related("end"))
    pauses = clocks.pauses_of(rows=rows, as_of=now)
    old = clocks.reckon(clock=(case.clock_kind, case.clock_amount), start=start, pauses=pauses, as_of=now)
    new = clocks.reckon(clock=service.clock, start=start, pauses=pauses, as_of=now)
    return old.due_at <= new.due_at
