"""One customer with what the desk asks first; personal data masked unless an operation asks otherwise."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from donghanh.apps.customers.models import CodeSuccession
from donghanh.apps.customers.queries import masks
from donghanh.apps.customers.queries.scope import in_sight
from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class UnitMove:
    """From which unit to which other the customer was handed over, and when."""

    from_unit: str
    to_unit: str
    changed_on: date


@dataclass(frozen=True)
class CustomerCard:
    """A customer; `is_in_full` says whether phone, email, tax_code and address are shown without cover."""

    customer_id: int
    code: str
    unit_code: str
    kind: str
    name: str
    address: str
    commune_code: str
    phone: str | None
    email: str | None
    tax_code: str | None
    contract_from: date
    contract_until: date | None
    price_group: str
    social_class: str
    consents: dict[str, bool]
    registered_online_payment_on: date | None
    installed_app_on: date | None
    old_codes: tuple[str, ...]
    unit_moves: tuple[UnitMove, ...]
    is_in_full: bool


CONSENTS = ("sms", "email", "zalo", "publish")


def customer_card(*, actor: Actor, code: str, in_full: bool = False) -> CustomerCard | None:
    """
    Look a customer up by the code of today or by an old one.

    in_full : personal data without cover; only for operations that record the reading
    returns : None when there is no such customer, or none in the actor's sight
    """
    code = code.strip().upper()
    everyone = in_sight(actor=actor)
    found = everyone.filter(code=code).first()
    if found is None:
        now = CodeSuccession.objects.filter(old_code=code).values("customer_id")
        found = everyone.filter(pk__in=now).first()
    if found is None:
        return None
    moves = found.unit_changes.order_by("changed_on", "id")
    return CustomerCard(
        customer_id=found.pk,
        code=found.code,
        unit_code=found.unit_id,
        kind=found.kind,
        name=found.name,
        address=found.address if in_full else masks.masked_address(found.address),
        commune_code=found.commune_id,
        phone=found.phone if in_full else masks.masked_phone(found.phone),
        email=found.email if in_full else masks.masked_email(found.email),
        tax_code=found.tax_code if in_full else masks.masked_tax_code(found.tax_code),
        contract_from=found.contract_from,
        contract_until=found.contract_until,
        price_group=found.price_group,
        social_class=found.social_class,
        consents={name: getattr(found, f"consent_{name}") for name in CONSENTS},
        registered_online_payment_on=found.registered_online_payment_on,
        installed_app_on=found.installed_app_on,
        old_codes=tuple(found.old_codes.order_by("changed_on").values_list("old_code", flat=True)),
        unit_moves=tuple(UnitMove(move.from_unit_id, move.to_unit_id, move.changed_on) for move in moves),
        is_in_full=in_full,
    )


def names_of(*, actor: Actor, codes: Collection[str]) -> dict[str, str]:
    """Names of the customers with these codes, as far as they are in the actor's sight."""
    return dict(in_sight(actor=actor).filter(code__in=list(codes)).values_list("code", "name"))
