"""What waits for the reader in conduct, as a line for the first page of the desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import ngettext

from donghanh.apps.conduct.permissions import INSIDE
from donghanh.apps.conduct.queries import waiting_for
from donghanh.apps.organisation.permissions import Actor
from donghanh.faces.desk.conduct.standing import address


def waiting_strip(*, actor: Actor, day: date) -> dict[str, Any] | None:
    """How much waits and where; None when nothing waits, or for a role that is not inspected."""
    count = len(waiting_for(actor=actor, day=day)) if actor.roles & set(INSIDE) else 0
    if not count:
        return None
    told = ngettext("%(count)s việc chờ anh/chị", "%(count)s việc chờ anh/chị", count) % {"count": count}
    return {"told": told, "url": address("desk-conduct-waiting")}
