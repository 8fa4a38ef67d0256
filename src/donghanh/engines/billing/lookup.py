"""
Codes by which the holder of an invoice finds it: "tra cứu hóa đơn".

A code is the invoice's key and 60 bits that only the series' secret can make: nobody finds an invoice by
counting, and no column and no index is needed. Written in Crockford's 32 signs, which nobody confuses.
"""

from __future__ import annotations

import hashlib
import hmac

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PROOF_SIGNS = 12
GROUP = 4
_FOLD = str.maketrans("OIL", "011", "- .")


def code_of(*, secret: bytes, invoice: int) -> str:
    """
    Make the look-up code of an invoice.

    secret  : of its series
    invoice : its key

    >>> code_of(secret=bytes(32), invoice=100_000_001)
    '2ZBR-81BJ-M3J2-V1YN-GG'
    """
    text = _signs(invoice, 1) + _proof(secret, invoice)
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def folded_code(code: str) -> str:
    """Bring a typed code to one spelling: capitals, no hyphens, O for 0 and I or L for 1 forgiven."""
    return code.strip().upper().translate(_FOLD)[:40]


def parse_code(*, code: str) -> int | None:
    """Answer the key that a code speaks of, whether its proof is right or not; None when it is no code."""
    text = folded_code(code)[:-PROOF_SIGNS]
    if not text or len(text) > PROOF_SIGNS or any(sign not in SIGNS for sign in text):
        return None
    value = 0
    for sign in text:
        value = value * len(SIGNS) + SIGNS.index(sign)
    return value


def is_code_of(*, code: str, secret: bytes, invoice: int) -> bool:
    """Answer whether a code is this invoice's, in constant time."""
    right = folded_code(code_of(secret=secret, invoice=invoice))
    return hmac.compare_digest(right.encode(), folded_code(code).encode())


def _proof(secret: bytes, invoice: int) -> str:
    digest = hmac.new(secret, invoice.to_bytes(8, "big"), hashlib.sha256).digest()
    return _signs(int.from_bytes(digest[:8], "big") >> 4, PROOF_SIGNS)


def _signs(value: int, least: int) -> str:
    signs = ""
    while value or len(signs) < least:
        value, rest = divmod(value, len(SIGNS))
        signs = SIGNS[rest] + signs
    return signs
