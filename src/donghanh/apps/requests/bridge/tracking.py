"""
Codes by which a customer follows a request: sixty random bits in letters that can be read out.

What is kept is a nonce and the code's hash. The code is made of the nonce with the server's own secret, so
that the same receipt can be given again, and the tables alone tell no code.
"""

from __future__ import annotations

import hashlib

from django.utils.crypto import salted_hmac

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are taken for others, or make words
COUNT = 12
BITS = 5
FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", ".": ""})


def code_of(*, nonce: bytes) -> str:
    """
    Make the tracking code of a nonce, `K7QM-2XPA-9TRD`.

    nonce : [16 bytes] of a source that nobody can guess
    """
    number = int.from_bytes(
        salted_hmac("donghanh.requests.tracking", nonce.hex(), algorithm="sha256").digest()
    )
    letters = "".join(LETTERS[number >> BITS * place & 31] for place in range(COUNT))
    return "-".join(letters[at : at + 4] for at in range(0, COUNT, 4))


def hash_of(*, code: str) -> str:
    """
    Make the hash under which a code is looked up; what people mistype of it is forgiven.

    >>> hash_of(code="k7qm 2xpa 9trd") == hash_of(code="K7QM-2XPA-9TRD")
    True
    """
    return hashlib.sha256(code.upper().translate(FORGIVEN).encode()).hexdigest()
