"""A second person's word on a fact, and the taking back of one that was wrong."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.reliefs.models import Fact, FactDecision, FactWithdrawal
from donghanh.apps.reliefs.permissions import check_decide, check_enter
from donghanh.apps.reliefs.queries.facts import fact_row
from donghanh.apps.reliefs.refusals import CannotEnterFact


@transaction.atomic
def decide_fact(*, actor: Actor, number: int, is_confirmed: bool, at: datetime, why: str = "") -> None:
    """
    Confirm a fact, or turn it down with a reason.

    raises : NotFound; Forbidden, also for the one who entered it; CannotEnterFact `fact-decided`,
             `fact-withdrawn`, `reason-missing`
    """
    row = _locked(actor, number)
    check_decide(actor=actor, unit_code=row.unit_id, entered_by=row.username)
    if FactDecision.objects.filter(fact=row).exists():
        raise CannotEnterFact("fact-decided", f"Number {number} is decided already.", number=number)
    if not is_confirmed and not why.strip():
        raise CannotEnterFact("reason-missing", "Turning a fact down needs a written reason.", number=number)
    FactDecision.objects.create(
        fact=row, is_confirmed=is_confirmed, why=why.strip(), staff_id=actor.staff_id,
        username=actor.username, product_at=at,
    )  # fmt: skip
    told = {"is_confirmed": is_confirmed, "why": why.strip()}
    record_act(actor=actor, act="relief.decide", subject=f"relief-{row.kind}:{number}", facts=told, at=at)


@transaction.atomic
def withdraw_fact(*, actor: Actor, number: int, why: str, at: datetime) -> None:
    """
    Take back a fact that was wrong; it counts no more from this day on, its row stays.

    raises : NotFound; Forbidden; CannotEnterFact `fact-withdrawn`, `reason-missing`
    """
    row = _locked(actor, number)
    check_enter(actor=actor, unit_code=row.unit_id)
    if not why.strip():
        raise CannotEnterFact("reason-missing", "Taking a fact back needs a written reason.", number=number)
    FactWithdrawal.objects.create(
        fact=row, why=why.strip(), staff_id=actor.staff_id, username=actor.username, product_at=at
    )
    told = {"why": why.strip()}
    record_act(actor=actor, act="relief.withdraw", subject=f"relief-{row.kind}:{number}", facts=told, at=at)


def _locked(actor: Actor, number: int) -> Fact:
    seen = fact_row(actor=actor, number=number)
    row = Fact.objects.select_for_update(of=("self",), no_key=True).get(pk=seen.pk)
    if FactWithdrawal.objects.filter(fact=row).exists():
        raise CannotEnterFact("fact-withdrawn", f"Number {number} was taken back already.", number=number)
    return row
