"""
Sends the messages of what was played, each at its moment: into the demo's outbox, to nobody.

The story plays weeks in a minute; sent at its end, nearly every message would be too old to be of use.
"""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.notices.operations import send_due
from donghanh.apps.notices.queries import next_due_at

MOST = 5_000


def send_played(*, until: datetime) -> int:
    """Send what was due until a moment; answers how many were taken. Nothing without a channel."""
    count = 0
    for _ in range(MOST):
        moment = next_due_at(until=until)
        if moment is None:
            break
        count += send_due(now=moment).accepted
    return count
