"""Personal data with its middle covered: enough to recognise, not enough to call or to visit."""

from __future__ import annotations

import re

COVER = "•••"


def masked_phone(phone: str | None) -> str | None:
    """
    Cover the middle of a telephone number.

    >>> masked_phone("0912345678")
    '0912•••678'
    """
    return phone and f"{phone[:4]}{COVER}{phone[-3:]}"


def masked_email(email: str | None) -> str | None:
    """Leave the first letter and the place: n•••@place.vn."""
    return email and f"{email[0]}{COVER}{email[email.rfind('@') :]}"


def masked_tax_code(tax_code: str | None) -> str | None:
    """Leave the first two and the last two digits."""
    return tax_code and f"{tax_code[:2]}{COVER}{tax_code[-2:]}"


def masked_address(address: str) -> str:
    """Cover the numbers of house, alley and group; the street or hamlet stays."""
    return re.sub(r"\d+[A-Za-z]?(/\d+[A-Za-z]?)*", "••", address)
