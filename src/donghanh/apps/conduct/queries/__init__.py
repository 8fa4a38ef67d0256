"""Questions about conduct, answered with plain values and scoped to who asks."""

from donghanh.apps.conduct.queries.asked import RatingAsked, rating_asked
from donghanh.apps.conduct.queries.figures import (
    ConductBehind,
    ConductFigures,
    behind_figures,
    conduct_figures,
)
from donghanh.apps.conduct.queries.findings import (
    FindingCard,
    FindingPage,
    FindingRow,
    finding_card,
    finding_list,
)
from donghanh.apps.conduct.queries.inspections import (
    InspectionCard,
    InspectionPage,
    InspectionRow,
    ItemLine,
    inspection_card,
    inspection_list,
)
from donghanh.apps.conduct.queries.proofs import RoundProof, RoundRow, round_proof, rounds
from donghanh.apps.conduct.queries.ratings import (
    CommentRow,
    RatedLine,
    RatingResults,
    comments,
    own_results,
    person_results,
    unit_results,
)
from donghanh.apps.conduct.queries.standing import UnitConduct, conduct_by_unit
from donghanh.apps.conduct.queries.waiting import (
    ConductTold,
    ConductWaiting,
    told_about,
    told_to,
    waiting_for,
)

__all__ = [
    "ConductBehind",
    "ConductFigures",
    "ConductTold",
    "ConductWaiting",
    "behind_figures",
    "conduct_figures",
    "own_results",
    "told_about",
    "told_to",
    "waiting_for",
    "CommentRow",
    "FindingCard",
    "FindingPage",
    "FindingRow",
    "InspectionCard",
    "InspectionPage",
    "InspectionRow",
    "ItemLine",
    "RatedLine",
    "RatingAsked",
    "RatingResults",
    "RoundProof",
    "RoundRow",
    "UnitConduct",
    "comments",
    "conduct_by_unit",
    "finding_card",
    "finding_list",
    "inspection_card",
    "inspection_list",
    "person_results",
    "rating_asked",
    "round_proof",
    "rounds",
    "unit_results",
]
