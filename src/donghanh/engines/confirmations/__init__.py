"""
Confirmation by an independent channel: whom to ask, and what the answers allow to say.

For the company's round of questions after deliveries (M23). A sample that anybody can repeat from its seed
and its frame (`sampling`), the share of satisfied with its interval (`intervals`, `estimates`), what an
answer amounts to (`answers`), and the codes by which beneficiaries answer (`codes`). Who asks whom, and
when the seed is told, is for others to say.
"""

from donghanh.engines.confirmations.answers import Said, is_satisfied, problem_of
from donghanh.engines.confirmations.codes import CODE_BYTES, code_of, read_code, written_code
from donghanh.engines.confirmations.estimates import Estimate, estimate, strata_of
from donghanh.engines.confirmations.sampling import (
    SEED_BYTES,
    Breach,
    SizeRule,
    commitment_of,
    draw_sample,
    frame_digest,
    frame_rows,
    stratum_sizes,
    verify_sample,
)
from donghanh.kernel.intervals import Interval, wilson_interval

__all__ = [
    "CODE_BYTES",
    "SEED_BYTES",
    "Breach",
    "Estimate",
    "Interval",
    "Said",
    "SizeRule",
    "code_of",
    "commitment_of",
    "draw_sample",
    "estimate",
    "frame_digest",
    "frame_rows",
    "is_satisfied",
    "problem_of",
    "read_code",
    "strata_of",
    "stratum_sizes",
    "verify_sample",
    "wilson_interval",
    "written_code",
]
