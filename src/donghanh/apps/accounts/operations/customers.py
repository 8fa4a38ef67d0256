"""The account that an act concerns: locked, and what is open of it."""

from __future__ import annotations

from django.db import connection

from donghanh.apps.accounts.models import CustomerAccount, Entry, OpenCharge
from donghanh.apps.accounts.refusals import CannotPost
from donghanh.kernel.digests import digest_of_rows

LOCK = "SELECT pg_advisory_xact_lock(hashtext('accounts:customer'), %s::int)"


def lock_account(customer_id: int) -> CustomerAccount:
    """Lock a customer's account until the end of the transaction; one that has no row yet is all zero."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [customer_id])
    found = CustomerAccount.objects.select_for_update().filter(pk=customer_id).first()
    return found or CustomerAccount(customer_id=customer_id, owed=0, credit=0, refunds_payable=0)


def open_charges(customer_id: int) -> list[OpenCharge]:
    """What is open of a customer, first due first; asked after the account is locked."""
    rows = OpenCharge.objects.filter(customer_id=customer_id).select_related("charge")
    return list(rows.order_by("due_on", "charge__invoice"))


def entered_before(*, key: str, asked: dict[str, object]) -> Entry | None:
    """
    Find the entry that the same key wrote; asked after the account is locked.

    raises : CannotPost `key-used-otherwise`, when the key stood for another act
    """
    found = Entry.objects.filter(key=key).first()
    if found is not None and found.digest != digest_of_rows([asked]):
        raise CannotPost(
            "key-used-otherwise",
            f"The key stands for entry {found.pk}, which was asked for in other words. Next: use a new key.",
            entry=found.pk,
        )
    return found
