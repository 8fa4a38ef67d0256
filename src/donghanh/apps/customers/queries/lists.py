"""The list of customers: filters, Vietnamese order, pages that begin after or end before a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from donghanh.apps.customers.models import Customer
from donghanh.apps.customers.queries import masks
from donghanh.apps.customers.queries.scope import in_sight
from donghanh.apps.customers.queries.wording import HAS_WORDS, words_of
from donghanh.apps.organisation.permissions import Actor
from donghanh.kernel.identifiers import CUSTOMER_CODE

COUNTED_AT_MOST = 10_000


@dataclass(frozen=True)
class CustomerRow:
    """A customer in a list; personal data masked."""

    code: str
    name: str
    kind: str
    unit_code: str
    commune_code: str
    address: str
    phone: str | None
    price_group: str
    social_class: str
    contract_until: date | None


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed down to; empty means no filter."""

    text: str = ""
    unit_code: str = ""
    commune_code: str = ""
    kind: str = ""
    price_group: str = ""
    social_class: str = ""
    has_ended: str = ""


@dataclass(frozen=True)
class CustomerPage:
    """
    One page of a list.

    total    : number of all rows, at most COUNTED_AT_MOST + 1, which means "more than"
    next     : code after which the next page begins; "" on the last
    previous : code before which the previous page ends; "" on the first
    """

    rows: list[CustomerRow]
    total: int
    next: str
    previous: str


def list_customers(
    *,
    actor: Actor,
    filters: Filters,
    day: date,
    after: str = "",
    before: str = "",
    size: int = 50,
) -> CustomerPage:
    """
    List customers in the actor's sight in the Vietnamese order of their names.

    day    : on which "has ended" is judged
    after  : code of the last customer of the page before
    before : code of the first customer of the page after
    """
    rows = filtered(actor=actor, filters=filters, day=day)
    total = rows.order_by()[: COUNTED_AT_MOST + 1].count()
    if before:
        shown = list(_beside(rows, before, "<").order_by("-sort_key", "-code")[: size + 1])
        has_more, page = len(shown) > size, shown[:size][::-1]
        return _page(page, total, has_next=True, has_previous=has_more)
    shown = list((_beside(rows, after, ">") if after else rows).order_by("sort_key", "code")[: size + 1])
    return _page(shown[:size], total, has_next=len(shown) > size, has_previous=bool(after))


def filtered(*, actor: Actor, filters: Filters, day: date) -> QuerySet[Customer]:
    """Narrow the customers in sight down to what the filters say."""
    rows = in_sight(actor=actor)
    for column, wish in (
        ("unit_id", filters.unit_code),
        ("commune_id", filters.commune_code),
        ("kind", filters.kind),
        ("price_group", filters.price_group),
        ("social_class", filters.social_class),
    ):
        if wish:
            rows = rows.filter(**{column: wish})
    if filters.has_ended:
        runs = Q(contract_until=None) | Q(contract_until__gt=day)
        rows = rows.exclude(runs) if filters.has_ended == "yes" else rows.filter(runs)
    return described_by(customers=rows, text=filters.text)


def described_by(*, customers: QuerySet[Customer], text: str) -> QuerySet[Customer]:
    """Narrow customers down to those that the text describes; a text without words describes all."""
    code = text.strip().upper()
    if CUSTOMER_CODE.match(code):
        return customers.filter(code=code)
    words = words_of(text)
    if not words:
        return customers
    return customers.extra(  # noqa: S610 - constant SQL, words as a parameter
        where=[HAS_WORDS], params=[" & ".join(f"'{word}':*" for word in words)]
    )


def row_of(customer: Customer) -> CustomerRow:
    """Give a customer as a row of a list, masked."""
    return CustomerRow(
        customer.code,
        customer.name,
        customer.kind,
        customer.unit_id,
        customer.commune_id,
        masks.masked_address(customer.address),
        masks.masked_phone(customer.phone),
        customer.price_group,
        customer.social_class,
        customer.contract_until,
    )


def _beside(rows: QuerySet[Customer], code: str, side: str) -> QuerySet[Customer]:
    """Rows after or before the place where a code stands; the code may be out of sight, and says nothing."""
    place = "(SELECT sort_key, code FROM customers_customer AS place WHERE place.code = %s)"
    return rows.extra(  # noqa: S610 - constant SQL, the code as a parameter
        where=[f"(customers_customer.sort_key, customers_customer.code) {side} {place}"], params=[code]
    )


def _page(rows: list[Customer], total: int, *, has_next: bool, has_previous: bool) -> CustomerPage:
    return CustomerPage(
        rows=[row_of(row) for row in rows],
        total=total,
        next=rows[-1].code if rows and has_next else "",
        previous=rows[0].code if rows and has_previous else "",
    )
