"""What the page of a case shows of its messages: one query beside the check of sight."""

from __future__ import annotations

from typing import Any

from donghanh.apps.notices.queries import messages_about
from donghanh.apps.organisation.permissions import Actor
from donghanh.faces.desk.notices import rows


def messages_part(*, actor: Actor, about: str) -> dict[str, Any]:
    """The messages about one thing, oldest first, and whether the customer may not have been told."""
    found = messages_about(actor=actor, about=about)
    return {
        "customer_messages": [rows.row(one, units={}) for one in found],
        "customer_uncertain": any(one.state in ("failed", "uncertain") for one in found),
    }
