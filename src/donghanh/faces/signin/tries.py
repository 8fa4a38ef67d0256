"""
Holds back whoever tries out many codes, pairs of code and telephone, or bills: so many in ten minutes.

For the portal's pages and the API's public addresses. Who asks is known by the address in the network.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from donghanh.faces import throttle

MOST_TRIES = 10
SPAN = timedelta(minutes=10)


def may_try(request: HttpRequest, *, what: str = "am-i-in", most: int = MOST_TRIES) -> bool:
    """Count one try of this address of the network; answer whether it is still one of the first `most`."""
    limit = throttle.Limit(what, most, int(SPAN.total_seconds()))
    return not throttle.seconds_to_wait(limit=limit, who=throttle.address_of(request))


def seconds_to_wait(_: HttpRequest, *, what: str) -> int:
    """In how many seconds the counts of these tries begin anew; for `Retry-After`."""
    return throttle.seconds_left(limit=throttle.Limit(what, MOST_TRIES, int(SPAN.total_seconds())))
