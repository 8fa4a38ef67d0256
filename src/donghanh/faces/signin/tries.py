"""Holds back whoever tries out many codes, or pairs of code and telephone: so many in ten minutes."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MOST_TRIES = 10
SPAN = timedelta(minutes=10)


def may_try(request: HttpRequest, *, what: str = "am-i-in", most: int = MOST_TRIES) -> bool:
    """Count one try of this address of the network; answer whether it is still one of the first `most`."""
    key = f"{what}:{_address(request)}"
    cache.add(key, 0, timeout=int(SPAN.total_seconds()))
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two lines: this is the first try again
        cache.set(key, 1, timeout=int(SPAN.total_seconds()))
        return True


def _address(request: HttpRequest) -> str:
    """Who asks: behind a proxy of our own, whom the proxy itself saw last."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return seen.rsplit(",", 1)[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))
