"""The audit row of a certificate that was made; the certificate itself is a folder, and stands for itself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act, record_reading
from donghanh.apps.organisation.permissions import Actor, check_role


@transaction.atomic
def record_certificate(*, actor: Actor, relief_round: str, month: date, digest: str, at: datetime) -> None:
    """
    Write down that a round of a month was certified, and under which digest.

    raises : Forbidden
    """
    check_role(actor=actor, roles=("business", "office", "director"), act="certify_reliefs")
    subject = f"relief-round:{relief_round}:{month:%Y-%m}"
    record_act(actor=actor, act="relief.certify", subject=subject, facts={"digest": digest}, at=at)
    record_reading(actor=actor, what="relief_certificate", subject=subject, at=at)
