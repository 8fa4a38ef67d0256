"""Whose key it is that a system shows, and which keys there are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.partners.models import PartnerKey
from donghanh.apps.partners.permissions import check_keep_keys


@dataclass(frozen=True)
class Partner:
    """A system that is known by its key."""

    code: str
    name: str
    most_per_minute: int


@dataclass(frozen=True)
class KeyRow:
    """A key as its keepers see it; the key itself is nowhere. ended_at is None while it lets in."""

    code: str
    name: str
    most_per_minute: int
    made_by: str
    made_at: datetime
    ended_at: datetime | None
    why: str


def hash_of(*, secret: str) -> str:
    """What is kept of a key; it is long and random, so that one round is enough."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def partner_of(*, secret: str) -> Partner | None:
    """The system whose key this is; None for an unknown key and for one that has ended."""
    if not secret:
        return None
    row = PartnerKey.objects.filter(sha256=hash_of(secret=secret), end__isnull=True).first()
    return Partner(row.code, row.name, row.most_per_minute) if row else None


def keys(*, actor: Actor) -> tuple[KeyRow, ...]:
    """
    All keys, those that ended too, by code.

    raises : Forbidden
    """
    check_keep_keys(actor=actor)
    return tuple(_row(key) for key in PartnerKey.objects.select_related("end"))


def _row(key: PartnerKey) -> KeyRow:
    end = getattr(key, "end", None)
    return KeyRow(
        key.code, key.name, key.most_per_minute, key.username, key.product_at,
        end.product_at if end else None, end.why if end else "",
    )  # fmt: skip
