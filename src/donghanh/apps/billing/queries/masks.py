"""Names, addresses and tax codes with their middle covered."""

from __future__ import annotations

from donghanh.apps.customers.queries.masks import COVER, masked_address, masked_tax_code

__all__ = ["masked_address", "masked_name", "masked_tax_code"]


def masked_name(name: str) -> str:
    """
    Leave the first word and the first letter of the last.

    >>> masked_name("Nguyễn Thị Bích")
    'Nguyễn ••• B.'
    """
    words = name.split()
    return f"{words[0]} {COVER} {words[-1][0]}." if len(words) > 1 else f"{name[:1]}{COVER}"
