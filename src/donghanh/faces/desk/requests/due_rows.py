"""How a due time came about, as finished values: the clause, the days counted, those left out, the pauses."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.requests.values import DueExplained
from donghanh.faces.design.figures import written_day
from donghanh.faces.desk.requests import words


def told(due: DueExplained) -> dict[str, Any]:
    """The promise in a sentence, and each day that was counted or left out."""
    starts = words.lawbook().starts.get(due.starts)
    return {
        "clock": words.clock(due.clock_kind, due.clock_amount),
        "starts": words.named(starts) if starts else due.starts,
        "received_at": due.received_at,
        "starts_at": due.starts_at,
        "has_begun": due.starts_at is not None,
        "due_at": due.due_at,
        "counted": [
            {"number": number, "day": written_day(day)} for number, day in enumerate(due.counted, start=1)
        ],
        "skipped": [
            {"day": written_day(day), "why": words.word(words.SKIPPED, why)} for day, why in due.skipped
        ],
        "paused": _length(due.paused_seconds) if due.paused_seconds else "",
        "is_paused": due.is_paused,
        "source": due.source,
        "is_confirmed": due.is_confirmed,
    }


def _length(seconds: int) -> str:
    hours, rest = divmod(seconds // 60, 60)
    return _("%(hours)s giờ %(minutes)s phút") % {"hours": hours, "minutes": rest}
