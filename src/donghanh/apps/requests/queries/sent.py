"""What became of the requests that one system sent, for that system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from donghanh.apps.requests.bridge import tracking
from donghanh.apps.requests.models import Case

MOST = 200


@dataclass(frozen=True)
class SentCase:
    """
    A request by its tracking code, without a name, place, telephone or file.

    updated_at : of the last move
    """

    tracking_code: str
    service_code: str
    service_vi: str
    service_en: str
    state: str
    unit_code: str
    received_at: datetime
    updated_at: datetime
    due_at: datetime | None


def sent_by(*, sender: str, since: datetime, until: datetime, service_code: str = "") -> tuple[SentCase, ...]:
    """
    Requests that came from a sender from a moment until (not including) another, the latest first.

    sender  : as of `open_public_case`, such as `open311:do-thi`
    returns : at most `MOST`
    """
    found = Case.objects.filter(keys__sender=sender, received_at__gte=since, received_at__lt=until)
    if service_code:
        found = found.filter(service_code=service_code)
    latest = found.annotate(updated_at=Max("moves__product_at")).order_by("-received_at", "-id")
    return tuple(_row(case) for case in latest[:MOST])


def _row(case: Case) -> SentCase:
    return SentCase(
        tracking_code=tracking.code_of(nonce=bytes(case.tracking_nonce)), service_code=case.service_code,
        service_vi=case.service["vi"], service_en=case.service["en"], state=case.state,
        unit_code=case.unit_id or "", received_at=case.received_at,
        updated_at=case.updated_at,  # type: ignore[attr-defined]
        due_at=case.due_at,
    )  # fmt: skip
