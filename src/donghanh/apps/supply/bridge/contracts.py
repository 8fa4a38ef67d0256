"""Names of contracts as subjects of documents, and whether a supply stands before its contract."""

from __future__ import annotations

from donghanh.apps.supply.models import Supply
from donghanh.apps.supply.refusals import CannotTakeStep

PREFIX = "supply-contract"
STEP = "sign"


def subject_of(*, case_code: str) -> str:
    """What a document is for: `supply-contract:YC-21-000001`."""
    return f"{PREFIX}:{case_code}"


def check_before_contract(*, supply: Supply) -> None:
    """Raise CannotTakeStep unless the contract is the next step: `supply-over`, `not-next-step`."""
    if supply.is_over:
        raise CannotTakeStep("supply-over", "The request has ended; nothing is signed for it.", step=STEP)
    if supply.next_step != STEP:
        text = f"The next step is '{supply.next_step}', not the contract."
        raise CannotTakeStep("not-next-step", text, step=STEP, expected=supply.next_step)
