"""Codes that people type from a paper or a message."""


def folded(code: str) -> str:
    """
    Bring a typed code into the form that is kept.

    >>> folded(" abcd-efgh ")
    'ABCDEFGH'
    """
    return "".join(sign for sign in code.upper() if sign.isalnum())[:40]
