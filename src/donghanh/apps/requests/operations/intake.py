"""Checks of a request that comes in: its moment, its contact, its customer, and which unit it belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from donghanh.apps.customers.queries import customer_card
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.permissions import OF_THE_COMPANY, desk_units
from donghanh.apps.requests.queries.numbers import plain_phone
from donghanh.apps.requests.refusals import CannotOpenCase
from donghanh.apps.requests.values import Contact
from donghanh.kernel.identifiers import unit_of_code

FREE_PHONE = frozenset({"open311", "email", "letter"})
"""Channels whose senders know no rule of ours for telephones: what they wrote is kept as it is."""
NAMELESS = frozenset({"open311"})
LONGEST = {"name": 200, "email": 254, "address": 300, "phone": 20}


def check_moment(*, received_at: datetime, now: datetime) -> None:
    """Refuse a moment without zone, in the future or before all calendars with CannotOpenCase."""
    if received_at.tzinfo is None or received_at.utcoffset() is None:
        text = f"{received_at.isoformat()} has no zone. Next: write it with one, +07:00."
        raise CannotOpenCase("received-without-zone", text, found=received_at.isoformat())
    if received_at > now:
        text = f"{received_at.isoformat()} is in the future; it is {now.isoformat()} now."
        raise CannotOpenCase("received-in-future", text, found=received_at.isoformat(), now=now.isoformat())
    try:
        received_at.astimezone(UTC) - timedelta(days=1)
    except OverflowError as reason:
        text = f"{received_at.isoformat()} lies before all calendars. Next: write when it was received."
        raise CannotOpenCase("received-too-early", text, found=received_at.isoformat()) from reason


def checked_contact(*, contact: Contact, channel: str, is_public: bool) -> Contact:
    """
    The contact as it is kept.

    raises : CannotOpenCase `contact-missing`, `contact-wrong`
    """
    told = {name: getattr(contact, name).strip() for name in LONGEST}
    for name, most in LONGEST.items():
        if len(told[name]) > most or "\x00" in told[name]:
            raise CannotOpenCase("contact-wrong", f"'{name}' is longer than {most}.", field=name)
    if told["phone"]:
        plain = plain_phone(told["phone"])
        if not plain and channel not in FREE_PHONE:
            text = f"'{told['phone']}' is no telephone number; expected ten digits, 0912345678."
            raise CannotOpenCase("contact-wrong", text, field="phone")
        told["phone"] = plain or told["phone"]
    if told["email"] and "@" not in told["email"]:
        raise CannotOpenCase("contact-wrong", f"'{told['email']}' is no e-mail address.", field="email")
    if channel not in NAMELESS and not (told["phone"] or told["email"] or (told["name"] and not is_public)):
        raise CannotOpenCase("contact-missing", "Give a telephone or an e-mail to answer to.", field="phone")
    return replace(contact, **told)


def unit_for(
    *, actor: Actor | None, unit_code: str | None, customer_code: str, commune_code: str, day: date
) -> str:
    """
    Which unit a request belongs to: as said, the customer's, the commune's, else the actor's only one.

    returns : empty where nobody can tell: the office decides
    raises  : CannotOpenCase `unit-unknown`, `customer-unknown`
    """
    if unit_code:
        known = {row.code for row in organisation.units_on(day=day)}
        if unit_code not in known:
            raise CannotOpenCase("unit-unknown", f"No unit {unit_code} on {day}.", unit=unit_code)
        return unit_code
    found = _of_customer(actor, customer_code, day) if customer_code else ""
    if not found and commune_code:
        found = organisation.unit_of_commune(commune_code=commune_code, day=day) or ""
    own = (desk_units(actor=actor) if actor and not actor.roles & OF_THE_COMPANY else None) or frozenset()
    return found or (next(iter(own)) if len(own) == 1 else "")


def _of_customer(actor: Actor | None, code: str, day: date) -> str:
    """The customer's unit; of a stranger only the code's form is looked at, so that nothing is told."""
    if actor is not None:
        card = customer_card(actor=actor, code=code)
        if card is None:
            raise CannotOpenCase("customer-unknown", f"No customer {code} in your view.", customer=code)
        return card.unit_code
    try:
        heirs = organisation.resolve_unit(code=unit_of_code(code.strip().upper()), day=day)
    except (ValueError, organisation.UnknownUnit):
        return ""
    return heirs[0] if len(heirs) == 1 else ""
