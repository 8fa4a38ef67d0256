"""Takes the call centre's log in, for the share of calls answered in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.requests.models import Call
from donghanh.apps.requests.permissions import OF_THE_COMPANY
from donghanh.apps.requests.refusals import Refused


@dataclass(frozen=True)
class CallTold:
    """A call of the log; `unit_code` is empty for the company's own line."""

    call_id: str
    unit_code: str
    rang_at: datetime
    answered_at: datetime | None


@transaction.atomic
def record_calls(*, actor: Actor, calls: Sequence[CallTold], source: str, now: datetime) -> int:
    """
    Keep calls of a log; those that are kept already stay as they are. All rows, or none when one is faulty.

    returns : how many were new
    raises  : Forbidden; Refused `unit-unknown`, `call-wrong`, with the row
    """
    check_role(actor=actor, roles=OF_THE_COMPANY, act="record_calls")
    known = organisation.known_unit_codes()
    for row, call in enumerate(calls, start=1):
        _check(row, call, known, now)
    before = Call.objects.count()
    made = [Call(**_columns(one)) for one in calls]
    Call.objects.bulk_create(made, ignore_conflicts=True, batch_size=2_000)
    new = Call.objects.count() - before
    facts = {"rows": len(calls), "new": new, "source": source}
    record_act(actor=actor, act="request.record_calls", subject="calls", facts=facts, at=now)
    return new


def _check(row: int, call: CallTold, known: frozenset[str], now: datetime) -> None:
    if call.unit_code and call.unit_code not in known:
        text = f"Row {row}: no unit {call.unit_code}."
        raise Refused("unit-unknown", text, row=row, unit=call.unit_code)
    moments = [at for at in (call.rang_at, call.answered_at) if at is not None]
    if any(at.tzinfo is None or at > now for at in moments) or moments != sorted(moments):
        text = f"Row {row}: rang {call.rang_at}, answered {call.answered_at}; expected past moments in order."
        raise Refused("call-wrong", text, row=row, call=call.call_id)


def _columns(call: CallTold) -> dict[str, object]:
    told = {"call_id": call.call_id, "rang_at": call.rang_at, "answered_at": call.answered_at}
    return {**told, "unit_id": call.unit_code or None}
