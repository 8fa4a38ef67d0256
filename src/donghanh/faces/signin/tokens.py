"""
Tokens for programs that ask the API in somebody's name: signed, with an end, void when the password changes.

Nothing is stored: the token carries the account's number and a digest of its password hash, signed
with the house's key.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.utils.crypto import constant_time_compare

SALT = "donghanh.api.token"
LIFE = timedelta(days=90)


class NoSuchStaff(LookupError):
    """There is no active account of that name."""


def token_for(*, username: str) -> str:
    """
    Make a token for an active account; it lives 90 days.

    raises : NoSuchStaff
    """
    staff = get_user_model().objects.filter(username=username, is_active=True).first()
    if staff is None:
        raise NoSuchStaff(f"There is no active account '{username}'. Next: donghanh staff list.")
    return signing.dumps([staff.pk, _mark(staff)], salt=SALT)


def staff_of(*, token: str) -> int | None:
    """The account's number when the token is genuine, young enough, and the password still the same."""
    try:
        pk, mark = signing.loads(token, salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not isinstance(pk, int) or not isinstance(mark, str):
        return None
    staff = get_user_model().objects.filter(pk=pk, is_active=True).first()
    return staff.pk if staff is not None and constant_time_compare(_mark(staff), mark) else None


def _mark(staff: AbstractBaseUser) -> str:
    """What changes as soon as the password does."""
    return staff.get_session_auth_hash()[:16]
