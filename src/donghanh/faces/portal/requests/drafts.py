"""
A request that is not sent yet: its answers in the session, its files beside it for two hours.

One draft a browser. The key is made when it begins, so that sending it twice makes one case.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest

KEPT = "portal-request"
RECEIPT = "portal-request-sent"
CHANNEL = "portal-channel"


@dataclass
class Draft:
    """
    What was said so far.

    fields : answers by the code of the form's field; contact : by the name of the contact's field
    files  : by the code of the paper: the name that it came with, and where it is kept
    """

    service: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    papers_seen: bool = False


def begin(request: HttpRequest, *, service: str) -> Draft:
    """Begin a draft; one of another service is thrown away."""
    draft = Draft(service, secrets.token_urlsafe(18))
    keep(request, draft)
    return draft


def draft_of(request: HttpRequest, *, service: str) -> Draft | None:
    """The draft of this browser for this service; None when it was never begun, or is sent."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    return Draft(**kept) if kept and kept["service"] == service else None


def keep(request: HttpRequest, draft: Draft) -> None:
    """Write the draft down."""
    request.session[KEPT] = vars(draft)


def keep_file(draft: Draft, *, paper: str, name: str, content: bytes) -> None:
    """Put a file beside the draft; it takes the place of the one before."""
    drop_file(draft, paper=paper)
    place = f"{draft.key}:{secrets.token_hex(8)}"
    caches["drafts"].set(place, content)
    draft.files[paper] = [name, place]


def drop_file(draft: Draft, *, paper: str) -> None:
    """Throw a file of the draft away."""
    if paper in draft.files:
        caches["drafts"].delete(draft.files.pop(paper)[1])


def content_of(draft: Draft, *, paper: str) -> bytes | None:
    """The bytes of a file; None when two hours have gone."""
    found: bytes | None = caches["drafts"].get(draft.files[paper][1])
    return found


def sent(request: HttpRequest, draft: Draft, *, tracking_code: str) -> None:
    """Throw the draft and its files away, and keep the receipt for this browser."""
    for paper in list(draft.files):
        drop_file(draft, paper=paper)
    request.session.pop(KEPT, None)
    request.session[RECEIPT] = {"key": draft.key, "code": tracking_code}


def receipt_of(request: HttpRequest) -> dict[str, str] | None:
    """What this browser sent last."""
    found: dict[str, str] | None = request.session.get(RECEIPT)
    return found


def channel_of(request: HttpRequest) -> str:
    """`app` when the pages were opened from the home screen, else `portal`."""
    return "app" if request.session.get(CHANNEL) == "app" else "portal"


def note_channel(request: HttpRequest) -> None:
    """Remember that the installed app asked, as its shortcut says."""
    if request.GET.get("kenh") == "app":
        request.session[CHANNEL] = "app"
