"""Acts of conduct: rounds and inspections of the Office, findings and their answers, customers' ratings."""

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
from donghanh.apps.conduct.operations.rounds import (
    RoundAsked,
    announce_round,
    close_round,
    draw_round,
    make_round_void,
)

__all__ = [
    "RoundAsked",
    "announce_round",
    "answer_items",
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
    "reply_to_finding",
]
