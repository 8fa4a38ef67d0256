"""Files of evidence over the API: their list, and handing one in. Their bytes: `files.evidence_file`."""

from __future__ import annotations

from base64 import b64decode
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import StringConstraints

from donghanh.apps.evidence import queries
from donghanh.apps.evidence.operations import keep_evidence
from donghanh.faces.api.asked import Sent, Text
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now

router = Router(tags=["evidence"])
Subject = Annotated[str, StringConstraints(pattern=r"^[a-z_]+:[A-Za-z0-9._-]+$", max_length=120)]
BASE64 = r"^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"


class HandedIn(Sent):
    """A file: what it proves, the name it came with, its bytes as base64 [at most 10 MiB unpacked]."""

    kind: Literal["proof", "photo", "photo_before", "photo_after", "receipt"]
    name: Text
    content: Annotated[str, StringConstraints(pattern=BASE64, max_length=14_000_000)]


@router.get("/evidence/{subject}", response={200: list[queries.EvidenceCard]} | REFUSALS)
def evidence(request: HttpRequest, subject: Subject) -> object:
    """The files of one thing, such as `benefit:M18-21-00001`."""
    return list(queries.evidence_of(actor=actor_of(request), subject=subject))


@router.post("/evidence/{subject}", response={201: queries.EvidenceCard} | REFUSALS)
def hand_in_evidence(request: HttpRequest, subject: Subject, file: HandedIn) -> object:
    """Hand a file in: PDF, JPEG, PNG or WebP. The same file sent again is one file."""
    actor = actor_of(request)
    content = b64decode(file.content)
    number = keep_evidence(
        actor=actor, subject=subject, kind=file.kind, name=file.name, content=content, at=now()
    )
    cards = queries.evidence_of(actor=actor, subject=subject)
    return Status(201, next(card for card in cards if card.number == number))
