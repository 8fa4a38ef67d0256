"""
How often somebody may ask: so many times in a stretch of time, counted by name; for every face.

Stretches follow one another on the machine's own clock, whatever the product's clock says. Counts stand in
the cache of the process: with several processes behind one address, each serves the most that is allowed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Limit:
    """At most so many in so many seconds; `name` keeps what is counted apart."""

    name: str
    most: int
    seconds: int


def seconds_to_wait(*, limit: Limit, who: str) -> int:
    """
    Count one time more, and answer how long to wait: 0 while the limit is not passed.

    who : whose times are counted, such as an address of the network or a partner's code
    """
    stretch, left = _stretch(limit)
    key = f"throttle:{limit.name}:{stretch}:{who}"
    cache.add(key, 0, timeout=limit.seconds + 1)
    try:
        return 0 if cache.incr(key) <= limit.most else left
    except ValueError:  # it ran out between the two lines: this is the first of the next stretch
        return 0


def is_over(*, limit: Limit, who: str) -> int:
    """Answer how long to wait when the limit was reached already; counts nothing."""
    stretch, left = _stretch(limit)
    return left if cache.get(f"throttle:{limit.name}:{stretch}:{who}", 0) >= limit.most else 0


def address_of(request: HttpRequest) -> str:
    """Who asks: behind a proxy of our own, whom the proxy itself saw last."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return seen.rsplit(",", 1)[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _stretch(limit: Limit) -> tuple[int, int]:
    """The number of the stretch that runs, and the seconds until it ends, at least one."""
    number, gone = divmod(int(time.monotonic()), limit.seconds)
    return number, max(limit.seconds - gone, 1)
