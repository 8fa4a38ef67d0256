"""
Signs that a machine wrote a message, or that it goes round in a circle (RFC 3834 and older habits).

Such a message is no request: an answer of "I am on leave" would else become a case, our receipt of it would
be answered again, and so on without end.
"""

from __future__ import annotations

from collections.abc import Collection
from email.message import Message

OWN_MARK = "X-Dong-Hanh"
"""The header that everything we send bears; what comes back with it is our own."""
MOST_HOPS = 30
MACHINES = frozenset(
    {"mailer-daemon", "postmaster", "no-reply", "noreply", "donotreply", "do-not-reply", "bounce"}
)
BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
LISTS = ("List-Id", "List-Post", "List-Unsubscribe", "Feedback-ID")
REPLIES = ("X-Autoreply", "X-Autorespond", "X-Autoresponse")


def machine_sign(message: Message, *, sender: str, own_addresses: Collection[str]) -> str:
    """
    Name the sign by which a message is not a person's; empty for a person's.

    returns : own-message, too-many-hops, delivery-report, bounce, auto-submitted, auto-reply, bulk,
              mailing-list, machine-address
    """
    local = sender.partition("@")[0].lower()
    signs = {
        "own-message": message.get(OWN_MARK) is not None or sender.lower() in own_addresses,
        "too-many-hops": len(message.get_all("Received") or ()) > MOST_HOPS,
        "delivery-report": message.get_content_type() == "multipart/report",
        "bounce": str(message.get("Return-Path", "")).strip() == "<>",
        "auto-submitted": _said(message, "Auto-Submitted") not in ("", "no"),
        "auto-reply": any(_said(message, name) not in ("", "no") for name in REPLIES),
        "bulk": _said(message, "Precedence") in BULK,
        "mailing-list": any(message.get(name) is not None for name in LISTS),
        "machine-address": local in MACHINES,
    }
    return next((name for name, is_there in signs.items() if is_there), "")


def _said(message: Message, name: str) -> str:
    """The first word of a header, without what follows a semicolon."""
    return str(message.get(name, "")).partition(";")[0].strip().lower()
