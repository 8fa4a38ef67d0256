"""Who asks in the play, and how a form is filled in: customers of the generated province, made-up words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from donghanh.apps.customers.queries import Filters, customer_card, list_customers
from donghanh.apps.organisation.permissions import Actor, console_actor
from donghanh.apps.requests.values import Contact
from donghanh.lawbook.services import FormField, read_services

PARTS = (("enterprise", 6), ("household", 34))
WORDS = {
    "text": "theo hợp đồng", "long_text": "Nhờ đơn vị kiểm tra giúp.", "number": "5", "yes_no": "yes",
    "phone": "0912345678",
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A generated customer."""

    code: str
    name: str
    phone: str
    address: str
    commune_code: str


@dataclass
class Desk:
    """Who works where, who asks, and the moment at which the play stops."""

    until: datetime
    clerks: dict[str, Actor]
    people: dict[str, tuple[Person, ...]]
    units: tuple[str, ...]

    def is_past(self, at: datetime) -> bool:
        return at <= self.until


def people_of(*, unit_code: str, day: date) -> tuple[Person, ...]:
    """Some customers of a unit, most of them households, with what a clerk would write down of them."""
    who = console_actor()
    codes = [code for kind, most in PARTS for code in _codes(unit_code, kind, most, day)]
    cards = (customer_card(actor=who, code=code, in_full=True) for code in codes)
    return tuple(
        Person(card.code, card.name, card.phone or "0912345678", card.address, card.commune_code)
        for card in cards
        if card is not None
    )


def _codes(unit_code: str, kind: str, most: int, day: date) -> list[str]:
    narrowed = Filters(unit_code=unit_code, kind=kind)
    return [
        row.code for row in list_customers(actor=console_actor(), filters=narrowed, day=day, size=most).rows
    ]


def contact_of(person: Person) -> Contact:
    """The person as the contact of a request."""
    return Contact(person.name, person.phone, "", person.address, person.commune_code)


def fields_of(*, service_code: str, person: Person, day: date) -> dict[str, object]:
    """The form's required fields, filled in."""
    service = read_services().require(code=service_code, day=day)
    asked = (field for field in service.fields if field.is_required and field.kind != "photo")
    return {field.code: _answer(field, person, day) for field in asked}


def _answer(field: FormField, person: Person, day: date) -> str:
    if field.kind == "choice":
        return field.choices[0].code
    own = {"customer_code": person.code, "address": person.address, "phone": person.phone}
    if field.kind == "day":
        return (day + timedelta(days=7)).isoformat()
    return own.get(field.kind) or WORDS.get(field.kind, "như đã trao đổi")
