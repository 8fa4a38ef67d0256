"""Shows a customer's statement with name and address in full, and records that it was shown."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.accounts.permissions import check_see_accounts
from donghanh.apps.accounts.queries.statements import Statement, statement
from donghanh.apps.customers.permissions import check_reveal
from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor


@transaction.atomic
def read_statement(*, actor: Actor, code: str, as_of: date, at: datetime) -> Statement:
    """
    Read a statement with the personal data in full.

    raises : Forbidden; NotFound
    """
    check_see_accounts(actor=actor)
    check_reveal(actor=actor)
    told = statement(actor=actor, code=code, as_of=as_of, in_full=True)
    record_reading(actor=actor, what="account_statement", subject=f"customer:{told.code}", at=at)
    return told
