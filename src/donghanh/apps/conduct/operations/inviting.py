"""
Invites a customer to rate a contact: once a contact, not too often, and never staff about themselves.

For whichever app had the contact; it is told nothing of the answer. The token is given out once, to be put
into a message or printed on a slip; only its digest is kept.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import connection, transaction

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Invitation, StaffKey
from donghanh.apps.conduct.permissions import own_units
from donghanh.apps.conduct.refusals import CannotInvite
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import console_actor
from donghanh.engines.conduct.ratings import CONTACT_KINDS

TOKEN_BYTES = 24


@transaction.atomic
def invite_rating(
    *,
    contact_kind: str,
    contact_code: str,
    channel: str,
    unit_code: str,
    staff_username: str,
    customer_key: str,
    now: datetime,
) -> str:
    """
    Invite whoever had a contact to rate it.

    contact_kind   : request, call, counter, field_visit or partner
    contact_code   : the contact's own reference; one invitation is given for each
    staff_username : who served; empty where nobody is named
    customer_key   : what tells customers apart (a customer code, else a telephone); kept as a keyed digest
    returns        : the token, to be sent to the customer alone; empty when nobody is asked: this contact was
                     asked for, this customer was asked a short while ago, served, or is of the unit's staff
    raises         : CannotInvite `contact-kind-unknown`, `contact-missing`, `unit-unknown`, `no-terms`
    """
    terms = _checked(contact_kind, contact_code, customer_key, unit_code, now)
    digest = bridge.customer_digest(key=customer_key)
    _one_after_another(digest)
    served = _served(staff_username, now)
    if _is_of_staff(digest, customer_key, served, unit_code, now) or _was_asked(
        contact_kind, contact_code, digest, now, terms.ask_again_after_days
    ):
        return ""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Invitation.objects.create(
        token_sha256=bridge.token_digest(token),
        contact_kind=contact_kind,
        contact_code=contact_code,
        channel=channel,
        unit_id=unit_code,
        staff_id=served[0] if served else None,
        customer_digest=digest,
        invited_at=now,
        until_at=now + timedelta(days=terms.open_days),
    )
    told = {"channel": channel, "unit": unit_code}
    subject = f"contact:{contact_kind}:{contact_code}"
    record_act(actor=console_actor(), act="conduct.invite", subject=subject, facts=told, at=now)
    return token


def _checked(
    contact_kind: str, contact_code: str, customer_key: str, unit_code: str, now: datetime
) -> bridge.RatingTerms:
    if contact_kind not in CONTACT_KINDS:
        raise CannotInvite(
            "contact-kind-unknown",
            f"'{contact_kind}'; expected {', '.join(CONTACT_KINDS)}.",
            found=contact_kind,
        )
    if not contact_code.strip() or not customer_key.strip():
        raise CannotInvite("contact-missing", "Give the contact's reference and whom to ask.")
    if unit_code not in organisation.known_unit_codes():
        raise CannotInvite("unit-unknown", f"No unit has the code {unit_code!r}.", unit=unit_code)
    day = bridge.company_day(at=now)
    terms = bridge.rating_terms(on=day)
    if terms is None:
        raise CannotInvite("no-terms", f"The lawbook has no terms of ratings on {day}.", day=day.isoformat())
    return terms


def _served(username: str, now: datetime) -> tuple[int, str] | None:
    """Number and name of who served; None where nobody is named or known."""
    if not username:
        return None
    found = organisation.actor_named(username=username, on=bridge.company_day(at=now))
    return None if found is None or found.staff_id is None else (found.staff_id, found.username)


def _is_of_staff(
    digest: str, customer_key: str, served: tuple[int, str] | None, unit_code: str, now: datetime
) -> bool:
    """Whether the customer is who served, or belongs to the unit, as far as their keys are known."""
    if served is not None and served[1].strip().casefold() == customer_key.strip().casefold():
        return True
    owners = set(StaffKey.objects.filter(digest=digest).values_list("staff_id", flat=True))
    owners |= organisation.staff_with_email(email=customer_key)
    day = bridge.company_day(at=now)
    found = [organisation.actor_of(staff_id=number, on=day) for number in owners]
    return any(
        one is not None
        and ((served is not None and one.staff_id == served[0]) or unit_code in own_units(actor=one))
        for one in found
    )


def _was_asked(kind: str, code: str, digest: str, now: datetime, days: int) -> bool:
    if Invitation.objects.filter(contact_kind=kind, contact_code=code).exists():
        return True
    since = now - timedelta(days=days)
    return Invitation.objects.filter(customer_digest=digest, invited_at__gt=since).exists()


def _one_after_another(digest: str) -> None:
    """Two contacts of one customer that end at once: the second finds the first's invitation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"conduct:{digest}"])
