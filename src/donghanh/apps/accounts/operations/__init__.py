"""Acts on the accounts: a billing run's charges, adjustments, payments, credits, refunds; and taking back."""

from donghanh.apps.accounts.operations.adjusting import post_adjustments
from donghanh.apps.accounts.operations.charging import post_charges
from donghanh.apps.accounts.operations.collecting import post_collected
from donghanh.apps.accounts.operations.crediting import use_credits
from donghanh.apps.accounts.operations.paying import Paid, post_payment
from donghanh.apps.accounts.operations.posting import Posted
from donghanh.apps.accounts.operations.reading import read_statement
from donghanh.apps.accounts.operations.refunding import (
    approve_refund,
    pay_refund,
    refuse_refund,
    request_refund,
)
from donghanh.apps.accounts.operations.reversing import reverse_payment

__all__ = [
    "Paid",
    "Posted",
    "approve_refund",
    "pay_refund",
    "post_adjustments",
    "post_charges",
    "post_collected",
    "post_payment",
    "read_statement",
    "refuse_refund",
    "request_refund",
    "reverse_payment",
    "use_credits",
]
