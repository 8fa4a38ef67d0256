"""Gives a list of customers out of the house, as it is seen: masked, and recorded."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from donghanh.apps.customers.permissions import check_export
from donghanh.apps.customers.queries.lists import CustomerRow, Filters, filtered, row_of
from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor

ROWS_AT_MOST = 50_000


def export_customers(*, actor: Actor, filters: Filters, at: datetime) -> list[CustomerRow]:
    """
    Read the list for an export, in its order, at most ROWS_AT_MOST rows; the reading is recorded.

    raises : Forbidden, when the actor may not take lists out
    """
    check_export(actor=actor)
    with transaction.atomic():
        found = filtered(actor=actor, filters=filters, day=at.date()).order_by("sort_key", "code")
        rows = [row_of(row) for row in found[:ROWS_AT_MOST]]
        wishes = "&".join(f"{name}={value}" for name, value in asdict(filters).items() if value)
        subject = f"customers:{wishes or 'all'}"[:140]
        record_reading(
            actor=actor, what="export_of_list", subject=f"{subject} ({len(rows)} rows)"[:160], at=at
        )
    return rows
