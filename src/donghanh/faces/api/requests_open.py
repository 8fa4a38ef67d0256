"""
The doors of requests that need no account: the customer's app, partner systems with a key, and tracking.

Each address may knock so often; what comes more often is answered 429 with Retry-After before it is read, and
others are served meanwhile. Nothing personal is told back.
"""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Header, Router

from donghanh.apps.partners.queries import Partner
from donghanh.apps.requests import operations, queries, values
from donghanh.faces.api.asked import CodeOrNone
from donghanh.faces.api.house import REFUSALS, Refusal
from donghanh.faces.api.limits import GUESSING, INTAKE, MISSES, ByAddress, PartnerKey
from donghanh.faces.api.requests_asked import Key, NotSolved, PublicRequestSent, Received, TrackingCode
from donghanh.faces.clock import now
from donghanh.faces.guessing import counting_misses

public = Router(tags=["public"], auth=None)
partners = Router(tags=["requests"], auth=PartnerKey())
OPEN_REFUSALS = {frozenset({404, 409, 422, 429}): Refusal}
PARTNER_REFUSALS = REFUSALS | {429: Refusal}


@public.post("/public/requests", response={200: Received} | OPEN_REFUSALS, throttle=[ByAddress(limit=INTAKE)])
def send_request(
    request: HttpRequest,
    sent: PublicRequestSent,
    idempotency_key: Annotated[Key, Header("", alias="Idempotency-Key")] = "",
) -> object:
    """Send a request from the customer's app; sent again with the same Idempotency-Key it is the same."""
    return _receipt(_open(sent, channel="app", sender="app", key=idempotency_key))


@public.get(
    "/public/requests/{tracking}", response={200: values.TrackPage} | OPEN_REFUSALS,
    throttle=[ByAddress(limit=GUESSING)],
)  # fmt: skip
def track_request(request: HttpRequest, tracking: TrackingCode) -> object:
    """How far a request is, by its tracking code; nothing personal."""
    with counting_misses(request, limit=MISSES, at=now()):
        return queries.track(tracking_code=tracking, now=now())


@public.post(
    "/public/requests/{tracking}/solved", response={200: values.TrackPage} | OPEN_REFUSALS,
    throttle=[ByAddress(limit=GUESSING)],
)  # fmt: skip
def confirm_request(request: HttpRequest, tracking: TrackingCode) -> object:
    """The customer says that it is solved."""
    with counting_misses(request, limit=MISSES, at=now()):
        operations.confirm_solved(tracking_code=tracking, now=now())
    return queries.track(tracking_code=tracking, now=now())


@public.post(
    "/public/requests/{tracking}/not-solved", response={200: values.TrackPage} | OPEN_REFUSALS,
    throttle=[ByAddress(limit=GUESSING)],
)  # fmt: skip
def reopen_request(request: HttpRequest, tracking: TrackingCode, sent: NotSolved) -> object:
    """The customer says that it is not solved: the same case is open again, with its first clock."""
    with counting_misses(request, limit=MISSES, at=now()):
        operations.report_not_solved(tracking_code=tracking, why=sent.why, now=now())
    return queries.track(tracking_code=tracking, now=now())


@partners.post("/partners/requests", response={200: Received} | PARTNER_REFUSALS)
def send_partner_request(
    request: HttpRequest, sent: PublicRequestSent,
    idempotency_key: Annotated[Key, Header(alias="Idempotency-Key")], unit: CodeOrNone = "",
) -> object:  # fmt: skip
    """Send a request from a partner's system; the header Idempotency-Key is needed."""
    partner: Partner = request.auth  # type: ignore[attr-defined]
    sender = f"partner:{partner.code}"
    return _receipt(_open(sent, channel="partner", sender=sender, key=idempotency_key, unit=unit))


def _open(
    sent: PublicRequestSent, *, channel: str, sender: str, key: str, unit: str = ""
) -> values.CaseOpened:
    moment = now()
    return operations.open_public_case(
        service_code=sent.service, channel=channel, received_at=moment, contact=sent.contact.value(),
        sender=sender, customer_code=sent.customer, fields=sent.fields, unit_code=unit or None,
        idempotency_key=key, now=moment,
    )  # fmt: skip


def _receipt(opened: values.CaseOpened) -> Received:
    return Received(tracking_code=opened.tracking_code, due_at=opened.due_at, is_again=opened.is_again)
