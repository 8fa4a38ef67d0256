"""Shows personal data in full to somebody whose work needs it, and records that it was shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.customers.permissions import check_reveal
from donghanh.apps.customers.queries.cards import CustomerCard, customer_card
from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor


def reveal_customer(*, actor: Actor, code: str, at: datetime) -> CustomerCard | None:
    """
    Read a customer's card with telephone, e-mail, address and tax code in full.

    returns : the card; None when there is no such customer in the actor's sight
    raises  : Forbidden, when the actor's work needs no personal data
    """
    check_reveal(actor=actor)
    with transaction.atomic():
        card = customer_card(actor=actor, code=code, in_full=True)
        if card is not None:
            record_reading(actor=actor, what="customer_page", subject=f"customer:{card.code}", at=at)
    return card
