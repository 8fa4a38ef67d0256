"""How often the open doors of the API may be used from one address, and by one partner system."""

from __future__ import annotations

from threading import local

from django.http import HttpRequest
from ninja.errors import Throttled
from ninja.security import APIKeyHeader
from ninja.throttling import BaseThrottle

from donghanh.apps.partners.queries import Partner, partner_of
from donghanh.faces.clock import now
from donghanh.faces.guessing import missed
from donghanh.faces.throttle import Limit, address_of, is_over, seconds_to_wait

INTAKE = Limit("api-intake", 60, 60)
GUESSING = Limit("api-tracking", 30, 600)
MISSES = Limit("api-tracking-misses", 30, 600)
WRONG_KEYS = Limit("api-partner-key", 20, 600)


class ByAddress(BaseThrottle):
    """So many times from one address of the network; asked before anything is read or looked up."""

    def __init__(self, *, limit: Limit) -> None:
        self.limit = limit
        self._answer = local()  # ninja asks for the wait apart, of an object that threads share

    def allow_request(self, request: HttpRequest) -> bool:
        self._answer.wait = seconds_to_wait(limit=self.limit, who=address_of(request))
        return not self._answer.wait

    def wait(self) -> float | None:
        return float(self._answer.wait)


class PartnerKey(APIKeyHeader):
    """The key of a partner system; each is served so often a minute as its key says."""

    param_name = "X-Partner-Key"

    def authenticate(self, request: HttpRequest, key: str | None) -> Partner | None:
        address = address_of(request)
        if wait := is_over(limit=WRONG_KEYS, who=address):
            raise Throttled(wait=wait)
        partner = partner_of(secret=key or "")
        if partner is None:
            missed(request, limit=WRONG_KEYS, at=now())
            return None
        if wait := seconds_to_wait(limit=Limit("api-partner", partner.most_per_minute, 60), who=partner.code):
            raise Throttled(wait=wait)
        return partner
