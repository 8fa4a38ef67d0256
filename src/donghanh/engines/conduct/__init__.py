"""
Conduct of staff: whom to inspect, what a checklist comes to, and what customers' ratings allow to say.

For the Office's inspections and the ratings after a contact (M8). A sample of places and days that anybody
can repeat and nobody can foresee (`sampling`), the score of a checklist (`scoring`), ratings with their
interval (`ratings`), and the lives of a round, an inspection and a finding (`moves`). Who may see what, and
when the seed is told, is for others to say.
"""

from donghanh.engines.conduct.moves import (
    FINDING,
    INSPECTION,
    INSPECTORS,
    LIVES,
    ROUND,
    CannotMoveConduct,
    check_move,
)
from donghanh.engines.conduct.ratings import (
    METHOD,
    Standing,
    ratings_standing,
    standings_by_unit,
    told_total,
)
from donghanh.engines.conduct.sampling import (
    SEED_BYTES,
    RoundBreach,
    Sizes,
    commitment_of,
    draw_sample,
    frame_digest,
    verify_sample,
)
from donghanh.engines.conduct.scoring import ANSWERS, Score, missing_items, score_answers
from donghanh.kernel.lives import START, Life, Move

__all__ = [
    "ANSWERS",
    "FINDING",
    "INSPECTION",
    "INSPECTORS",
    "LIVES",
    "METHOD",
    "ROUND",
    "SEED_BYTES",
    "START",
    "RoundBreach",
    "CannotMoveConduct",
    "Life",
    "Move",
    "Score",
    "Sizes",
    "Standing",
    "check_move",
    "commitment_of",
    "draw_sample",
    "frame_digest",
    "missing_items",
    "ratings_standing",
    "score_answers",
    "standings_by_unit",
    "told_total",
    "verify_sample",
]
