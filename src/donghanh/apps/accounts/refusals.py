"""What an act on the accounts answers when it cannot be done."""

from __future__ import annotations

from donghanh.apps.organisation.refusals import NotFound, Refused

__all__ = ["CannotPay", "CannotPost", "CannotRefund", "NotFound", "Refused"]


class CannotPost(Refused):
    """Charges or adjustments cannot be entered as they are; the rule says why."""


class CannotPay(Refused):
    """The payment cannot be entered; the rule says why."""


class CannotRefund(Refused):
    """The refund cannot be asked for, decided or paid; the rule says why."""
