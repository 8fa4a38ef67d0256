"""Opens one customer: the contract of a new supply is in force. Lists of customers come by `loading`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from donghanh.apps.customers.models import Customer
from donghanh.apps.customers.permissions import check_open
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import Refused
from donghanh.kernel.text import fold, sort_key

NUMBERS = 0x4B48  # the lock under which customers get their numbers, one after another
DIGITS = 7


class CannotOpenCustomer(Refused):
    """
    Not to be opened: `name-missing`, `address-missing`, `commune-missing`, `codes-used-up`,
    `end-before-begin`.
    """


@dataclass(frozen=True)
class NewCustomer:
    """
    Who is to be a customer.

    contract_from  : first day of the supply contract
    contract_until : first day after it, of a supply for a time; None while no end is known
    """

    unit_code: str
    name: str
    address: str
    commune_code: str
    contract_from: date
    phone: str = ""
    email: str = ""
    kind: str = "household"
    price_group: str = "residential"
    contract_until: date | None = None


@transaction.atomic
def open_customer(*, actor: Actor, who: NewCustomer, at: datetime) -> str:
    """
    Write a new customer under the next code of the unit; answers the code.

    Consent to notices is not assumed: it is asked for and recorded elsewhere.

    raises : Forbidden, CannotOpenCustomer
    """
    check_open(actor=actor, unit_code=who.unit_code)
    for name in ("name", "address", "commune_code"):
        if not getattr(who, name).strip():
            rule = f"{name.removesuffix('_code')}-missing"
            raise CannotOpenCustomer(rule, f"The new customer has no {name}. Next: write it in the request.")
    if who.contract_until is not None and who.contract_until <= who.contract_from:
        text = f"The contract would end on {who.contract_until}, before it begins."
        raise CannotOpenCustomer("end-before-begin", text, found=who.contract_until.isoformat())
    code = _next_code(unit_code=who.unit_code)
    phone, email = who.phone or None, who.email or None
    Customer.objects.create(
        code=code, unit_id=who.unit_code, kind=who.kind, name=who.name.strip(), address=who.address.strip(),
        commune_id=who.commune_code, phone=phone, email=email, contract_from=who.contract_from,
        contract_until=who.contract_until, price_group=who.price_group, social_class="none",
        consent_sms=False, consent_email=False,
        consent_zalo=False, consent_publish=False, sort_key=sort_key(who.name),
        search_key=fold(" ".join(filter(None, (code, who.name, who.address, phone)))),
    )  # fmt: skip
    facts = {"contract_from": who.contract_from.isoformat(), "unit": who.unit_code}
    record_act(actor=actor, act="open_customer", subject=f"customer:{code}", facts=facts, at=at)
    return code


def _next_code(*, unit_code: str) -> str:
    """The next number of the unit; held until the transaction ends, so that no two customers get one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS])
    codes = Customer.objects.filter(code__startswith=unit_code).order_by("-code")
    last = codes.values_list("code", flat=True).first()
    number = int(last[len(unit_code) :]) + 1 if last else 1
    if number >= 10**DIGITS:
        raise CannotOpenCustomer("codes-used-up", f"{unit_code} has no code left.", unit=unit_code)
    return f"{unit_code}{number:0{DIGITS}d}"
