"""Search by code, name, address or telephone: words in any order, without diacritics, by their beginnings."""

from __future__ import annotations

from donghanh.apps.customers.queries.lists import CustomerRow, described_by, row_of
from donghanh.apps.customers.queries.scope import in_sight
from donghanh.apps.customers.queries.wording import words_of
from donghanh.apps.organisation.permissions import Actor


def find_customers(*, actor: Actor, text: str, limit: int = 20) -> list[CustomerRow]:
    """
    Find customers in the actor's sight, in Vietnamese order; one query.

    text    : a code, a telephone number as people write it, or words of name and address
    returns : at most `limit` rows with personal data masked; none for a text without letters and digits
    """
    if not words_of(text):
        return []
    found = described_by(customers=in_sight(actor=actor), text=text)
    return [row_of(row) for row in found.order_by("sort_key", "code")[:limit]]
