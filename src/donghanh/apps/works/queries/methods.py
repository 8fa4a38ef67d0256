"""Methods of work that may be chosen, as the lawbook has them on a day."""

from __future__ import annotations

from datetime import date

from donghanh.apps.works import bridge
from donghanh.lawbook.work_methods import WorkMethod


def methods_for(*, way: str, day: date) -> tuple[WorkMethod, ...]:
    """The methods that a campaign's way allows on a day, by code."""
    return bridge.methods_for(way=way, day=day)
