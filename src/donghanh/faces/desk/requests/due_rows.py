"""A case's due time for the component that explains one: what the case keeps, and the words of its days."""

from __future__ import annotations

from typing import Any

from donghanh.apps.requests.values import DueExplained
from donghanh.faces.design.due_rows import DueParts, finished
from donghanh.faces.desk.requests import words


def told(due: DueExplained) -> dict[str, Any]:
    """The promise, each day that was counted or left out, and each pause."""
    return finished(
        DueParts(
        clock=(due.clock_kind, due.clock_amount), starts=due.starts, received_at=due.received_at,
        starts_at=due.starts_at, counted=due.counted,
        skipped=tuple((one.day, one.why) for one in due.skipped), paused_seconds=due.paused_seconds,
        pauses=[(one.from_at, one.until_at, words.said(one.reason_vi, one.reason_en)) for one in due.pauses],
        source=due.source, is_confirmed=due.is_confirmed,
        other_whys={why: str(text) for why, text in words.SKIPPED.items()},
        )
    )  # fmt: skip
