"""
The code by which a beneficiary answers: ten signs that nobody confuses and nobody guesses.

For slips, short messages and the portal. 32 signs without 0, O, 1 and I, one for five bits of chance: 2^50
codes, so that trying them one after another, ten in ten minutes, finds nothing in a lifetime. A code
carries nothing: no number that counts up, no name.
"""

from __future__ import annotations

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_BYTES = 10
_MISREAD = str.maketrans({"1": "L", "I": "L"})  # neither 1 nor I is a sign: who types one has read an L


def code_of(*, chance: bytes) -> str:
    """
    Make a code from ten bytes of chance.

    raises : ValueError, for another number of bytes

    >>> code_of(chance=bytes(range(10)))
    '23456789AB'
    """
    if len(chance) != CODE_BYTES:
        raise ValueError(f"found {len(chance)} bytes; expected {CODE_BYTES}.")
    return "".join(SIGNS[byte % len(SIGNS)] for byte in chance)


def written_code(*, code: str) -> str:
    """
    Write a code in two groups, as slips show it.

    >>> written_code(code="23456789AB")
    '23456-789AB'
    """
    return f"{code[:5]}-{code[5:]}"


def read_code(*, text: str) -> str | None:
    """
    Read what somebody typed: small letters, spaces and hyphens do not matter; None when it can be no code.

    >>> read_code(text=" 23456 789ab "), read_code(text="23456-7890B")
    ('23456789AB', None)
    """
    signs = "".join(sign for sign in text.upper() if not sign.isspace() and sign not in "-–.").translate(
        _MISREAD
    )
    return signs if len(signs) == CODE_BYTES and set(signs) <= set(SIGNS) else None
