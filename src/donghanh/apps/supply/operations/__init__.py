"""Acts on supplies: steps, the free wiring, and what follows a move of the case."""

from donghanh.apps.supply.operations.answering import (
    ACCEPT,
    DECLINE,
    answer_offer,
    answer_offer_by_customer,
)
from donghanh.apps.supply.operations.contract_papers import prepare_contract
from donghanh.apps.supply.operations.fieldwork import lock_supply, step_by_order
from donghanh.apps.supply.operations.following import check_ending, follow_case
from donghanh.apps.supply.operations.stepping import take_step

__all__ = [
    "ACCEPT",
    "DECLINE",
    "answer_offer",
    "answer_offer_by_customer",
    "check_ending",
    "follow_case",
    "lock_supply",
    "prepare_contract",
    "step_by_order",
    "take_step",
]
