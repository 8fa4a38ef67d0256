"""
The signer's own link and the one-time code: made with the server's secret; the tables alone tell neither.

A link is eighty random bits in letters that can be typed; a code is digits that are of use for minutes.
"""

from __future__ import annotations

import hashlib
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
COUNT, BITS = 20, 5
NONCE_BYTES, SALT_BYTES = 16, 16


def link_of(*, nonce: bytes) -> str:
    """Make the last part of the signer's address of a nonce that nobody can guess."""
    number = int.from_bytes(salted_hmac("donghanh.signatures.link", nonce.hex(), algorithm="sha256").digest())
    return "".join(LETTERS[number >> BITS * place & 31] for place in range(COUNT))


def hash_of_link(*, link: str) -> str:
    """Make the hash under which a link is looked up."""
    return hashlib.sha256(link.lower().encode()).hexdigest()


def draw_code(digits: int) -> str:
    """Draw a code that nobody can guess."""
    return f"{secrets.randbelow(10**digits):0{digits}d}"


def hash_of_code(*, code: str, salt: bytes) -> str:
    """Make the keyed digest under which a code is kept."""
    return str(
        salted_hmac("donghanh.signatures.code", f"{salt.hex()}:{code}", algorithm="sha256").hexdigest()
    )


def is_code(*, said: str, salt: bytes, kept: str) -> bool:
    """Answer whether somebody said the code that was kept, in a time that tells nothing."""
    return bool(constant_time_compare(hash_of_code(code=said, salt=salt), kept))
