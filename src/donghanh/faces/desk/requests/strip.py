"""What is owed today, as a line for the first page of the desk; each number opens its list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.queries.counts import due_counts
from donghanh.apps.requests.values import QueueFilters
from donghanh.faces.desk.requests.choosing import queue_address


def due_strip(*, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Late, due today, in nobody's hands, open; nothing for a role that has no part in requests."""
    counts = due_counts(actor=actor, now=now)
    if counts is None or not counts.open_count:
        return []
    parts = (
        (_("quá hạn"), counts.late_count, QueueFilters(view="late"), "bad"),
        (_("đến hạn hôm nay"), counts.today_count, QueueFilters(view="today"), "warn"),
        (_("chưa ai nhận"), counts.nobody_count, QueueFilters(responsible="nobody"), "warn"),
        (_("đang mở"), counts.open_count, QueueFilters(), "info"),
    )
    return [
        {"label": label, "count": count, "url": queue_address(asked), "tone": tone if count else "good"}
        for label, count, asked, tone in parts
    ]
