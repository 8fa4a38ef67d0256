"""One customer's contract as an app above needs it: who, where, from when until when. Unscoped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.apps.customers.models import Customer


@dataclass(frozen=True)
class Contract:
    """
    What a contract says of its customer; not for lists, and not masked.

    contract_until : first day after; None while no end is known
    """

    code: str
    unit_code: str
    kind: str
    name: str
    address: str
    commune_code: str
    phone: str
    price_group: str
    contract_from: date
    contract_until: date | None


def contract_of(*, code: str) -> Contract | None:
    """The contract of a customer's code; None when nobody has it. The caller has checked the sight."""
    found = Customer.objects.filter(code=code).first()
    if found is None:
        return None
    return Contract(
        found.code, found.unit_id, found.kind, found.name, found.address, found.commune_id, found.phone or "",
        found.price_group, found.contract_from, found.contract_until,
    )  # fmt: skip
