"""
Notes that somebody tries out codes: one audit row for each address, door and stretch, not one for each miss.

Whoever mistypes a code leaves nothing behind; a flood of misses leaves one row. The address is covered, and a
mark made with the server's secret tells whether two rows are of the same one.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor

GUESSING = "throttling.guessing"
STRANGER = Actor(None, "stranger", "stranger")
COVER = "•••"


@transaction.atomic
def note_guessing(*, door: str, address: str, misses: int, seconds: int, at: datetime) -> None:
    """
    Write that an address missed so often that it is held back.

    door    : which codes were tried, such as `portal-tracking-misses`
    address : of the network; only its first half is kept
    seconds : [s] in which it missed so often; at : the product's moment [aware]
    """
    facts = {"address": _covered(address), "mark": _mark(address), "misses": misses, "seconds": seconds}
    record_act(actor=STRANGER, act=GUESSING, subject=f"door:{door}", facts=facts, at=at)


def _covered(address: str) -> str:
    """
    Keep the first half of an address.

    >>> _covered("203.0.113.77"), _covered("2001:db8:12:34::/64")
    ('203.0.•••', '2001:db8:•••')
    """
    sign = ":" if ":" in address else "."
    return sign.join([*address.split(sign)[:2], COVER])


def _mark(address: str) -> str:
    return salted_hmac("throttling-mark", address, algorithm="sha256").hexdigest()[:8]
