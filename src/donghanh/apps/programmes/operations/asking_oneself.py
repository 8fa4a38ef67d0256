"""
A beneficiary asks for something in person, or no longer wants it: no clerk is between the word and the board.

For what is offered with an application and accepted by the customer. Everything after it (check, verify,
approve) is made by people of the company as for every promise; nobody who works here names themself.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, Benefit
from donghanh.apps.programmes.operations.moving import write_move
from donghanh.apps.programmes.operations.nominating import Beneficiary, new_benefit
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.moves import BENEFICIARY

ONESELF = Actor(None, BENEFICIARY, BENEFICIARY)
STILL_A_NAME = ("nominated", "checked")
"""Until somebody else has stood for it, the beneficiary takes the name back alone."""


@transaction.atomic
def ask_oneself(
    *, campaign_code: str, activity_code: str, beneficiary: Beneficiary, at: datetime, unit_code: str
) -> str:  # fmt: skip
    """
    Put the beneficiary's own word on the board; answers the reference.

    raises : NotFound, CannotNominate
    """
    activity = (
        Activity.objects.select_for_update(of=("self",)).select_related("campaign")
        .filter(campaign__code=campaign_code, code=activity_code).first()
    )  # fmt: skip
    if activity is None:
        raise NotFound("activity", activity_code)
    benefit = new_benefit(
        actor=ONESELF, activity=activity, beneficiary=beneficiary, at=at, origin="request",
        unit_code=unit_code,
    )  # fmt: skip
    write_move(
        actor=ONESELF, benefit=benefit, move="nominate", at=at, facts=dict(beneficiary.facts),
        as_beneficiary=True,
    )  # fmt: skip
    facts = {"activity": activity_code}
    record_act(actor=ONESELF, act="benefit.nominate", subject=benefit.reference, facts=facts, at=at)
    return str(benefit.reference)


@transaction.atomic
def take_back_oneself(*, reference: str, why: str, at: datetime) -> bool:
    """Withdraw what the beneficiary asked for; False when others have stood for it: a clerk withdraws it."""
    benefit = (
        Benefit.objects.select_for_update(of=("self",)).select_related("activity")
        .filter(reference=reference, state__in=STILL_A_NAME).first()
    )  # fmt: skip
    if benefit is None:
        return False
    write_move(actor=ONESELF, benefit=benefit, move="withdraw", at=at, why=why, as_beneficiary=True)
    facts = {"state": benefit.state, "why": why}
    record_act(actor=ONESELF, act="benefit.withdraw", subject=reference, facts=facts, at=at)
    return True
