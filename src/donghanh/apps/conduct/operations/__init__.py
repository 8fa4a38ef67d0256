"""Acts of conduct: rounds and inspections of the Office, findings and their answers, customers' ratings."""

from donghanh.apps.conduct.operations.attaching import attach_to_finding, attach_to_item
from donghanh.apps.conduct.operations.findings import (
    correct_finding,
    decide_finding,
    recheck_finding,
    reply_to_finding,
)
from donghanh.apps.conduct.operations.inspecting import (
    answer_items,
    begin_inspection,
    cancel_inspection,
    finish_inspection,
    notify_inspection,
)
from donghanh.apps.conduct.operations.inviting import invite_rating
from donghanh.apps.conduct.operations.rating import comment, rate
from donghanh.apps.conduct.operations.recording import RatingSaid, record_rating, tell_staff_key
from donghanh.apps.conduct.operations.rounds import (
    RoundAsked,
    announce_round,
    close_round,
    draw_round,
    make_round_void,
)
from donghanh.apps.conduct.operations.watching import watch_conduct

__all__ = [
    "RatingSaid",
    "RoundAsked",
    "announce_round",
    "answer_items",
    "attach_to_finding",
    "attach_to_item",
    "begin_inspection",
    "cancel_inspection",
    "close_round",
    "comment",
    "correct_finding",
    "decide_finding",
    "draw_round",
    "finish_inspection",
    "invite_rating",
    "make_round_void",
    "notify_inspection",
    "rate",
    "recheck_finding",
    "record_rating",
    "reply_to_finding",
    "tell_staff_key",
    "watch_conduct",
]
