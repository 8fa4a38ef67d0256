"""Acts on supplies: steps, the free wiring, and what follows a move of the case."""

from donghanh.apps.supply.operations.answering import (
    ACCEPT,
    DECLINE,
    answer_offer,
    answer_offer_by_customer,
)
from donghanh.apps.supply.operations.contracts import prepare_contract
from donghanh.apps.supply.operations.following import follow_case
from donghanh.apps.supply.operations.stepping import take_step

__all__ = [
    "ACCEPT",
    "DECLINE",
    "answer_offer",
    "answer_offer_by_customer",
    "follow_case",
    "prepare_contract",
    "take_step",
]
