"""
How the demo's people look at suspected duplicates: the unit's officer, the company where he sees one side.

The story knows which nomination is a repetition (the world says so); everybody else is another household.
Nobody decides past the operations, so reasons and roles stand in the demo as in earnest.
"""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.operations.deciding import settle_suspicions

SAME = "Đã hỏi tổ trưởng: cùng một hộ, hai người cùng ghi vào danh sách"
ANOTHER = "Đã hỏi tổ trưởng: hai hộ khác nhau, chỉ giống tên"


def decide_waiting(
    *, officer: Actor, company: Actor, reference: str, is_repetition: bool, at: datetime
) -> int:
    """
    Decide every suspicion of a benefit that still waits, and answer how many there were.

    officer       : of the benefit's unit; decides what he sees both sides of
    company       : of the Business Department; decides the rest
    is_repetition : whether it truly is a household that was named before
    """
    verdict, why = ("decide_same", SAME) if is_repetition else ("decide_another", ANOTHER)
    return sum(
        len(settle_suspicions(actor=actor, reference=reference, verdict=verdict, why=why, at=at))
        for actor in (officer, company)
    )
