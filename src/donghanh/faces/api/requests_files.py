"""Papers of a request over the API: handed in under its tracking code, by the app or a partner's system."""

from __future__ import annotations

from base64 import b64decode
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import StringConstraints

from donghanh.apps.requests import operations, queries, values
from donghanh.faces.api.asked import CodeOrNone, Sent, Text
from donghanh.faces.api.evidence import BASE64
from donghanh.faces.api.limits import GUESSING, MISSES, ByAddress
from donghanh.faces.api.requests_asked import TrackingCode
from donghanh.faces.api.requests_open import OPEN_REFUSALS
from donghanh.faces.clock import now
from donghanh.faces.guessing import counting_misses

public = Router(tags=["public"], auth=None)


class PaperSent(Sent):
    """
    A file: PDF, JPEG, PNG or WebP, its bytes as base64 [at most 10 MiB unpacked].

    document : the code of the document that it is, as the catalogue names it; empty for another
    """

    name: Text
    content: Annotated[str, StringConstraints(pattern=BASE64, max_length=14_000_000)]
    document: CodeOrNone = ""


@public.post(
    "/public/requests/{tracking}/files", response={200: values.TrackPage} | OPEN_REFUSALS,
    throttle=[ByAddress(limit=GUESSING)],
)  # fmt: skip
def hand_in_request_file(request: HttpRequest, tracking: TrackingCode, file: PaperSent) -> object:
    """Hand a paper in: with the last that was missing the clock runs. The same file again is one file."""
    attachment = values.Attachment(file.name, b64decode(file.content), file.document)
    moment = now()
    with counting_misses(request, limit=MISSES, at=moment):
        operations.hand_in_by_customer(tracking_code=tracking, attachments=[attachment], now=moment)
    return queries.track(tracking_code=tracking, now=moment)
