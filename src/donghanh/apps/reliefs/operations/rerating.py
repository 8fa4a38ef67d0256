"""Has the adjustments made that a dry run showed, only if what it showed is still what there is."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.reliefs import ports
from donghanh.apps.reliefs.queries.rerating import RERATERS, Rerate, rerate
from donghanh.apps.reliefs.refusals import Refused


def digest_of_rerate(told: Rerate) -> str:
    """Name what a dry run showed, so that nothing else is carried out: SHA-256 of its rows."""
    return hashlib.sha256(told.touched.write_csv().encode()).hexdigest()


@transaction.atomic
def apply_rerate(
    *, actor: Actor, relief_round: str, month: date, digest: str, reason: str, at: datetime
) -> int:
    """
    Have billing adjust every bill that the dry run showed; answers how many.

    digest : of the dry run that the actor looked at
    raises : Forbidden; NotFound; Refused `nobody-bills`, `rerate-changed`, `reason-missing`
    """
    check_role(actor=actor, roles=RERATERS, act="rerate_reliefs")
    if not reason.strip():
        raise Refused("reason-missing", "Adjusting bills needs a written reason.")
    told = rerate(actor=actor, relief_round=relief_round, month=month, at=at)
    if digest_of_rerate(told) != digest:
        raise Refused(
            "rerate-changed", "Meanwhile other bills are touched. Next: look at the dry run again.",
            bills=told.touched.height,
        )  # fmt: skip
    made = ports.adjust(actor=actor, month=month, differences=told.touched, reason=reason.strip(), at=at)
    facts = {"bills": made, "total_difference": told.total_difference, "digest": digest}
    subject = f"relief-round:{relief_round}:{month:%Y-%m}"
    record_act(actor=actor, act="relief.rerate", subject=subject, facts=facts, at=at)
    return made
