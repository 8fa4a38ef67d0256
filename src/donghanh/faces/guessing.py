"""
Misses of codes that nobody may find by trying: counted for each address, and noted for the auditor.

The miss that reaches the limit writes one row; those that follow are held back and write none, so that a
flood fills no records. Whoever guesses is told nothing of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import Error as DatabaseError
from django.http import HttpRequest

from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.throttling.operations import note_guessing
from donghanh.faces.throttle import Limit, address_of, times_now

LOG = logging.getLogger(__name__)


def missed(request: HttpRequest, *, limit: Limit, at: datetime) -> None:
    """Count a miss; the one that reaches the limit is noted. at : the product's moment [aware]"""
    who = address_of(request)
    if times_now(limit=limit, who=who) != limit.most:
        return
    try:
        note_guessing(door=limit.name, address=who, misses=limit.most, seconds=limit.seconds, at=at)
    except DatabaseError:
        LOG.warning("an address that guesses at %s could not be noted", limit.name)


@contextmanager
def counting_misses(request: HttpRequest, *, limit: Limit, at: datetime) -> Iterator[None]:
    """Count what is not found within as a miss, and let it go on."""
    try:
        yield
    except NotFound:
        missed(request, limit=limit, at=at)
        raise
