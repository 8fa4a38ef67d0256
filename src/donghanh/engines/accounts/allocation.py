"""
To which invoices a payment goes: the one that the payer named, then the one due first, and so on.

A proposal of the product until the company confirms it; what is left over is the customer's credit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Owed:
    """What is still owed of one invoice."""

    invoice: str
    due_on: date
    owed_dong: int


@dataclass(frozen=True)
class Allocation:
    """So much of a payment goes to an invoice."""

    invoice: str
    amount_dong: int


def allocate(
    *, amount_dong: int, owed: Sequence[Owed], named: str = ""
) -> tuple[tuple[Allocation, ...], int]:
    """
    Share a payment out over what is owed.

    named   : the invoice that the payer named; it comes first
    returns : the parts, in their order, and what is left over [đồng]

    >>> from datetime import date
    >>> allocate(amount_dong=70, owed=[Owed("B", date(2021, 12, 7), 50), Owed("A", date(2021, 11, 7), 30)])
    ((Allocation(invoice='A', amount_dong=30), Allocation(invoice='B', amount_dong=40)), 0)
    """
    left, parts = amount_dong, []
    for one in sorted(owed, key=lambda each: (each.invoice != named, each.due_on, each.invoice)):
        part = min(left, one.owed_dong)
        if part > 0:
            parts.append(Allocation(one.invoice, part))
            left -= part
    return tuple(parts), left
