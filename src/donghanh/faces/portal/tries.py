"""Holds back whoever tries out many codes, or pairs of code and telephone: so many in ten minutes."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest

from donghanh.faces.throttle import address_of

MOST_TRIES = 10
SPAN = timedelta(minutes=10)


def may_try(request: HttpRequest, *, what: str = "am-i-in", most: int = MOST_TRIES) -> bool:
    """Count one try of this address of the network; answer whether it is still one of the first `most`."""
    key = f"{what}:{address_of(request)}"
    cache.add(key, 0, timeout=int(SPAN.total_seconds()))
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two lines: this is the first try again
        cache.set(key, 1, timeout=int(SPAN.total_seconds()))
        return True
