"""What was done, as the audit rows tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.organisation.models import Act
from donghanh.apps.organisation.permissions import Actor, Forbidden


@dataclass(frozen=True)
class ActRow:
    """One act: who, what, on which subject, with which facts, when for the product and when really."""

    id: int
    username: str
    act: str
    subject: str
    facts: Mapping[str, object]
    product_at: datetime
    recorded_at: datetime


def acts(
    *, actor: Actor, subject: str | None = None, act: str | None = None, limit: int = 100
) -> list[ActRow]:
    """
    List acts, latest first.

    subject : only those on this subject, such as `unit:PA01ND`
    act     : only those of this verb, such as `merge_units`
    raises  : Forbidden, for one who does not see the whole company
    """
    if not actor.sees_all:
        raise Forbidden("acts_out_of_sight", username=actor.username)
    rows = Act.objects.order_by("-id")
    if subject is not None:
        rows = rows.filter(subject=subject)
    if act is not None:
        rows = rows.filter(act=act)
    columns = ("id", "username", "act", "subject", "facts", "product_at", "recorded_at")
    return [ActRow(*row) for row in rows.values_list(*columns)[:limit]]
