"""
Holds back whoever tries out many codes, pairs of code and telephone, or bills: so many in ten minutes.

For the portal's pages and the API's public addresses. Who asks is known by the address in the network.
"""

from __future__ import annotations

import math
from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest

from donghanh.faces.clock import real_now
from donghanh.faces.throttle import address_of

MOST_TRIES = 10
SPAN = timedelta(minutes=10)


def may_try(request: HttpRequest, *, what: str = "am-i-in", most: int = MOST_TRIES) -> bool:
    """Count one try of this address of the network; answer whether it is still one of the first `most`."""
    key = f"{what}:{address_of(request)}"
    seconds = int(SPAN.total_seconds())
    if cache.add(key, 0, timeout=seconds):
        cache.set(f"{key}:until", real_now() + SPAN, timeout=seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two lines: this is the first try again
        cache.set(key, 1, timeout=seconds)
        return True


def seconds_to_wait(request: HttpRequest, *, what: str) -> int:
    """In how many seconds the count of this address of the network begins anew; for `Retry-After`."""
    until = cache.get(f"{what}:{address_of(request)}:until")
    return max(1, math.ceil((until - real_now()).total_seconds())) if until else 1
