"""
How often somebody may ask: so many times in a stretch of time, counted by name; for every face.

Stretches follow one another on the machine's own clock, whatever the product's clock says. Counts stand in
the database, so that all processes of the web server share one; whoever is over the limit is remembered by
each process until the stretch ends, so that a flood costs no question to the database. While the database
does not answer, each process counts for itself.
"""

from __future__ import annotations

import math
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseError
from django.db import transaction
from django.http import HttpRequest

from donghanh.apps.throttling.operations import counted, counted_so_far
from donghanh.faces.clock import real_now

OWN_NETWORK = 64
"""[bits] What one subscriber has of IPv6: whoever counts single addresses counts nobody."""


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
    key, ends, left = _stretch(limit, who)
    if cache.get(f"over:{key}"):
        return left
    if _count(key, ends, left) <= limit.most:
        return 0
    cache.set(f"over:{key}", True, timeout=left)
    return left


def is_over(*, limit: Limit, who: str) -> int:
    """Answer how long to wait when the limit was reached already; counts nothing."""
    key, _, left = _stretch(limit, who)
    if cache.get(f"over:{key}"):
        return left
    try:
        with _safely():
            count = counted_so_far(key=key)
    except DatabaseError:
        count = cache.get(f"throttle:{key}", 0)
    if count < limit.most:
        return 0
    cache.set(f"over:{key}", True, timeout=left)
    return left


def times_now(*, limit: Limit, who: str) -> int:
    """Count one time more, and answer how many there are: of all processes just one is told each number."""
    return _count(*_stretch(limit, who))


def seconds_left(*, limit: Limit) -> int:
    """The seconds until the stretch that runs is over and counts begin anew."""
    return _stretch(limit, "")[2]


def address_of(request: HttpRequest) -> str:
    """
    Who asks. Behind proxies of our own (setting TRUSTED_PROXIES) it is the last address of X-Forwarded-For
    that none of them has; whoever comes to us directly may write into that header what he likes.

    returns : an address; of IPv6 the network of 64 bits that one subscriber has
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    while seen and _is_trusted(told):
        told = seen.pop()
    return _network(told)


def _count(key: str, ends: float, left: int) -> int:
    try:
        with _safely():
            return counted(key=key, ends_at=datetime.fromtimestamp(ends, UTC), now=real_now())
    except DatabaseError:
        cache.add(f"throttle:{key}", 0, timeout=left + 1)
        return int(cache.incr(f"throttle:{key}"))


def _safely() -> AbstractContextManager[object]:
    """Where a transaction stands already, a failure here must not break it; else one statement is enough."""
    return transaction.atomic() if transaction.get_connection().in_atomic_block else nullcontext()


def _stretch(limit: Limit, who: str) -> tuple[str, float, int]:
    """The key of the stretch that runs, when it ends, and the seconds until then, at least one."""
    now = real_now().timestamp()
    number = int(now // limit.seconds)
    ends = float((number + 1) * limit.seconds)
    return f"{limit.name}:{number}:{who}", ends, max(math.ceil(ends - now), 1)


def _is_trusted(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in _trusted(tuple(settings.TRUSTED_PROXIES)))


@lru_cache(maxsize=8)
def _trusted(words: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(word, strict=False) for word in words)


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ip_network(f"{found}/{OWN_NETWORK}", strict=False))
    return str(found)
