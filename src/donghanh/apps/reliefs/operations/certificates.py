"""Makes the certificate of a round and month, and writes down that it was made and under which digest."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from donghanh.adapters.relief_certificate import CannotRecompute, build_certificate
from donghanh.adapters.relief_certificate.shape import MANIFEST
from donghanh.apps.organisation.operations import record_act, record_reading
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.reliefs import ports
from donghanh.apps.reliefs.bridge import ZONE
from donghanh.apps.reliefs.law import relief_law
from donghanh.apps.reliefs.queries.certifying import sides_of
from donghanh.apps.reliefs.refusals import Refused
from donghanh.engines.reliefs import Equation

CERTIFIERS = ("business", "office", "director")


@dataclass(frozen=True)
class Certificate:
    """
    A certificate that was made.

    files    : content by name of file
    equation : both sides; its findings name customers by token
    digest   : SHA-256 of the manifest, kept in the audit row
    key      : of the tokens; for the company, never inside the folder
    """

    files: Mapping[str, bytes]
    equation: Equation
    digest: str
    key: bytes


@transaction.atomic
def make_certificate(*, actor: Actor, relief_round: str, month: date, at: datetime) -> Certificate:
    """
    Make the certificate of a round and bill month from what is known and what was given.

    raises : Forbidden; NotFound; Refused `nobody-bills`, `month-not-of-round`, `cannot-recompute`
    """
    check_role(actor=actor, roles=CERTIFIERS, act="certify_reliefs")
    given = ports.given(relief_round=relief_round, month=month)
    sides = sides_of(
        actor=actor, relief_round=relief_round, month=month, paid=given.paid, unpaid=given.unpaid,
        bills=given.bills,
    )  # fmt: skip
    if sides.is_outside:
        raise Refused(
            "month-not-of-round", f"No group of {relief_round} holds for bills of {month:%Y-%m}.",
            round=relief_round, month=f"{month:%Y-%m}",
        )  # fmt: skip
    key, law = _key(relief_round, month), relief_law()
    try:
        files, equation = build_certificate(
            relief_round=relief_round, month=month, made_on=at.astimezone(ZONE).date(),
            law_text=law.texts[relief_round], key=key, owed=sides.owed, paid=sides.paid,
            excused=sides.excused, refused=sides.refused, bases=given.bases,
        )  # fmt: skip
    except CannotRecompute as reason:
        raise Refused(
            "cannot-recompute", f"The bills cannot be rated anew: {reason}", round=relief_round
        ) from reason
    digest = hashlib.sha256(files[MANIFEST]).hexdigest()
    subject = f"relief-round:{relief_round}:{month:%Y-%m}"
    told = {"digest": digest, "holds": equation.holds, "release": law.release}
    record_act(actor=actor, act="relief.certify", subject=subject, facts=told, at=at)
    record_reading(actor=actor, what="relief_certificate", subject=subject, at=at)
    return Certificate(files, equation, digest, key)


def _key(relief_round: str, month: date) -> bytes:
    """The same for the same round and month, so that a certificate made again has the same tokens."""
    name = f"relief-certificate:{relief_round}:{month:%Y-%m}"
    return hmac.new(settings.SECRET_KEY.encode(), name.encode(), hashlib.sha256).hexdigest().encode()
