"""What a customer sends by the code of a photo request: a picture of the meter, and the index as read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.evidence.operations import keep_evidence
from donghanh.apps.metering.codes import folded
from donghanh.apps.metering.models import PhotoAnswer, PhotoRequest
from donghanh.apps.organisation.permissions import Actor, Grant
from donghanh.apps.organisation.refusals import Refused

MOST_ANSWERS = 5


class CannotAnswer(Refused):
    """The code is not known or over, or the picture is not one."""


@transaction.atomic
def send_photo(*, code: str, name: str, content: bytes, index: int | None, at: datetime) -> None:
    """
    Keep a picture of the meter as evidence of the hold.

    index  : what the customer read, if anything
    raises : CannotAnswer `code-unknown`, `answered-enough`, `index-too-long`, `kind-not-kept`; CannotKeep
    """
    request = (
        PhotoRequest.objects.select_for_update(of=("self",))
        .select_related("hold")
        .filter(code=folded(code), until_on__gt=at.date())
        .first()
    )
    if request is None or request.hold.state != "open":
        raise CannotAnswer("code-unknown", "The code is not known, or it is over.")
    if request.answers.count() >= MOST_ANSWERS:
        raise CannotAnswer("answered-enough", "Enough pictures have come by this code.")
    if index is not None and not 0 <= index < 10**9:
        raise CannotAnswer("index-too-long", "The index has at most nine digits.", found=index)
    if content[:4] == b"%PDF":
        raise CannotAnswer("kind-not-kept", "A picture is wanted.", found="PDF")
    sender = Actor(None, "customer", "customer", (Grant("unit_officer", unit_code=request.hold.unit_id),))
    number = keep_evidence(
        actor=sender, subject=f"hold:{request.hold_id}", kind="photo", name=name, content=content, at=at,
        facts={"index": index} if index is not None else {},
    )  # fmt: skip
    PhotoAnswer.objects.create(request=request, evidence_number=number, index=index, product_at=at)
