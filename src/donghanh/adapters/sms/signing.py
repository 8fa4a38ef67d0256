"""The signature of a request and of a report: HMAC-SHA-256 over moment and body, with one shared key."""

from __future__ import annotations

import hashlib
import hmac

SIGNATURE, MOMENT, ONCE = "X-Signature", "X-Timestamp", "Idempotency-Key"
OLDEST_SECONDS = 300


def signature_of(*, key: str, moment: str, body: bytes) -> str:
    """
    Sign a body.

    moment : seconds since 1970, as they stand in the header

    >>> signature_of(key="k", moment="1640000000", body=b"{}")[:15]
    'sha256=dbcd7830'
    """
    signed = hmac.new(key.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"sha256={signed}"


def is_signed(*, key: str, moment: str, body: bytes, signature: str, now_seconds: int) -> bool:
    """Answer whether a body is the other side's own and not an old one said again; never without a key."""
    if not key or not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        return False
    is_fresh = abs(now_seconds - int(moment)) <= OLDEST_SECONDS
    expected = signature_of(key=key, moment=moment, body=body)
    return is_fresh and hmac.compare_digest(expected.encode(), signature.encode())
