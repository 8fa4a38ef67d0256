"""
What must still be known tomorrow of money: who owes what by which invoice, and each transfer that made it so.

Entries, transfers and charges are written once. The database itself keeps what is open and the balances of
each customer when transfers are written, and refuses any other change of them.
"""

from donghanh.apps.accounts.models.balances import CustomerAccount, OpenCharge
from donghanh.apps.accounts.models.charges import Charge
from donghanh.apps.accounts.models.ledger import Entry, Transfer
from donghanh.apps.accounts.models.refunds import RefundDecision, RefundRequest

__all__ = [
    "Charge",
    "CustomerAccount",
    "Entry",
    "OpenCharge",
    "RefundDecision",
    "RefundRequest",
    "Transfer",
]
